# Warnings and instrumentation for everything that is compiled here (generated wrappers excepted).

add_library(pk_warnings INTERFACE)
target_compile_options(pk_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wcast-qual -Wstrict-prototypes -Wundef -Wvla
  -Wwrite-strings -Wmissing-prototypes)
if(PILKADA_WERROR)
  target_compile_options(pk_warnings INTERFACE -Werror)
endif()

if(PILKADA_SANITIZE)
  add_compile_options(-fsanitize=${PILKADA_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${PILKADA_SANITIZE})
endif()
if(PILKADA_FUZZ) # the library, too: a fuzzer that does not see its branches mutates blindly
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(PILKADA_COVERAGE)
  add_compile_options(--coverage -O0)
  add_link_options(--coverage)
endif()

# Two builds in two folders are byte-equal: no path of the machine in the objects.
add_compile_options(-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
