#!/bin/sh
# consume.sh BUILD SOURCE: install into a folder with a space in its name, then build and run against it.
set -eu
build=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix="$work/pohon terpasang"

# The bindings go where PHP and Python look, outside of any prefix: a test leaves those folders alone.
for component in runtime dev; do
    cmake --install "$build" --prefix "$prefix" --component "$component" > "$work/install.log"
done
library=$(find "$prefix" -name libpilkada.so)
export LD_LIBRARY_PATH="${library%/*}"
export PKG_CONFIG_PATH="${library%/*}/pkgconfig"

# 1. pkg-config, in each language standard. The .pc names the prefix of the build: it is moved by --define-prefix.
flags=$(pkg-config --define-prefix --cflags --libs libpilkada)
compile() { # COMPILER SOURCE OUTPUT; pkg-config quotes the space of the prefix for the shell
    eval "$1 -Wall -Wextra -pedantic -Werror \"\$2\" $flags -o \"\$3\""
}
for standard in c11 c17; do
    compile "cc -std=$standard" "$source/tests/consumers/consumer.c" "$work/consumer-$standard"
    "$work/consumer-$standard"
done
cp "$source/tests/consumers/consumer.c" "$work/consumer.cc"
compile "c++ -std=c++17" "$work/consumer.cc" "$work/consumer-cxx"
"$work/consumer-cxx"

# 2. the examples
for example in verdict board screen; do
    compile "cc -std=c11" "$source/examples/c/$example.c" "$work/$example"
    "$work/$example" "$source/examples/night/reports.jsonl" > "$work/$example.out"
done
grep -q '^U-6: ' "$work/verdict.out"
grep -q 'Kabupaten Kendal' "$work/board.out"

# 3. CMake
cmake -G Ninja -S "$source/tests/consumers/cmake" -B "$work/cmake" -DCMAKE_PREFIX_PATH="$prefix" > "$work/cmake.log"
cmake --build "$work/cmake" > "$work/cmake.log"
"$work/cmake/consumer_c"
"$work/cmake/consumer_static"
"$work/cmake/consumer_cxx"

# 4. the data: the page for officials begins by copying a form from where libpilkada.pc says
guide="$prefix/share/doc/pilkada/panduan/menulis-formulir.md"
grep -q 'pkg-config --variable=datadir libpilkada' "$guide"
PILKADA_DATA=$(pkg-config --define-prefix --variable=datadir libpilkada | sed 's/\\//g')
diff -r "$source/data" "$PILKADA_DATA"
mkdir -p "$work/saya/forms"
cp "$PILKADA_DATA/forms/lap_tungsura.json" "$work/saya/forms/tungsura-saya.json"
"$prefix/bin/pilkada" check "$work/saya/forms/tungsura-saya.json"

# 5. nothing but the library's own names is exported, and cJSON's hooks are never touched
nm -D --defined-only "$library" | awk '{print $3}' | sed 's/@.*//' | sort > "$work/exported"
if grep -v -e '^pilkada_' -e '^PILKADA_0$' "$work/exported"; then
    echo "a name that is not ours is exported" >&2
    exit 1
fi
if nm -D --undefined-only "$library" | grep -q cJSON_InitHooks; then
    echo "cJSON_InitHooks is used" >&2
    exit 1
fi
readelf -d "$library" | grep -q 'SONAME.*libpilkada\.so\.0'
echo "consumers: pkg-config (C11, C17, C++17), CMake (shared, static, C++17), $(wc -l < "$work/exported") symbols"
