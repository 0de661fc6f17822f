# cmake -DOUTPUT=… -DSYMBOL=… -DROOT=… -DFILES=a;b -P embed.cmake
# Writes a C file with one byte array a file and a table of pilkada_file, sorted by name.

list(SORT FILES)
set(arrays "")
set(table "")
set(index 0)
foreach(name ${FILES})
  file(READ ${ROOT}/${name} hex HEX)
  string(LENGTH "${hex}" length)
  math(EXPR size "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "static const unsigned char file_${index}[] = {${bytes}0x00};\n")
  string(APPEND table "    {\"${name}\", (const char *)file_${index}, ${size}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUTPUT}.new
"/* Made from data/ by cmake/embed.cmake. */
#include <pilkada/rulebook.h>

extern const pilkada_file ${SYMBOL}[];
extern const size_t ${SYMBOL}_count;

${arrays}
const pilkada_file ${SYMBOL}[] = {
${table}};
const size_t ${SYMBOL}_count = ${index};
")
file(COPY_FILE ${OUTPUT}.new ${OUTPUT} ONLY_IF_DIFFERENT)
file(REMOVE ${OUTPUT}.new)
file(TOUCH_NOCREATE ${OUTPUT})
