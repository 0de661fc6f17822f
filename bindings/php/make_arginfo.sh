#!/bin/sh
# pilkada.stub.php -> pilkada_arginfo.h (committed), with php-dev's gen_stub.php and Debian's php-parser, offline.
set -e
cd "$(dirname "$0")"
build=$(php-config --extension-dir)/build
want=$(sed -n 's/.*\$version = "\([0-9.]*\)";.*/\1/p' "$build/gen_stub.php" | head -n 1)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$build/gen_stub.php" pilkada.stub.php "$folder/"
# gen_stub.php would download this version of php-parser
mkdir -p "$folder/PHP-Parser-$want/lib"
ln -s "${PHP_PARSER:-/usr/share/php/PhpParser}" "$folder/PHP-Parser-$want/lib/PhpParser"
php "$folder/gen_stub.php" "$folder/pilkada.stub.php" >&2
# the function entries at the end are written by SWIG
sed '/^ZEND_METHOD(/,$d' "$folder/pilkada_arginfo.h" > pilkada_arginfo.h
