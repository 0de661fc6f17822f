# Options of the build. Tests and bindings are on only when this is the top-level project.

option(PILKADA_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(PILKADA_CLI "Build the pilkada command" ON)
option(PILKADA_PYTHON "Build the Python binding" ${PROJECT_IS_TOP_LEVEL})
option(PILKADA_PHP "Build the PHP binding" ${PROJECT_IS_TOP_LEVEL})
option(PILKADA_WERROR "Treat warnings as errors" OFF)
set(PILKADA_SANITIZE "" CACHE STRING "Sanitizers, such as address,undefined or thread")
option(PILKADA_SIMD "Use wide registers where the machine has them (chosen at run time)" ON)
option(PILKADA_COVERAGE "Count executed lines and branches" OFF)
option(PILKADA_FUZZ "Build the fuzz targets with libFuzzer (clang); without it they replay their corpus" OFF)

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "Build type" FORCE)
endif()

# Below a prefix of one's own neither the loader nor the interpreters look.
if(CMAKE_INSTALL_PREFIX MATCHES "^/usr(/local)?/?$")
  set(pk_own_prefix OFF)
else()
  set(pk_own_prefix ON)
endif()
