#!/bin/sh
# compile.sh INCLUDE HEADER…
set -eu
include=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for header in "$@"; do
    printf '#include <pilkada/%s>\nextern int nothing;\n' "${header##*/}" > "$work/one.c"
    for standard in c11 c17; do
        cc -std=$standard -Wall -Wextra -Wpedantic -Wstrict-prototypes -Werror -fsyntax-only -I"$include" "$work/one.c"
    done
    c++ -std=c++17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I"$include" -x c++ "$work/one.c"
done
echo "$# headers stand alone"
