# A room is a folder of src/ and a CMake object library. It sees its own headers and those of the
# rooms it stands on, and no others: every room's folder is linked into an include root of its own,
# so `#include "window/window.h"` compiles only where `window` is named as a neighbour to the left.
#
#   pk_room(form SOURCES form.c expr.c NEEDS model)

function(pk_room room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;NEEDS;LIBRARIES")
  set(root ${PROJECT_BINARY_DIR}/rooms/${room})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${PROJECT_SOURCE_DIR}/src/${room} ${root}/${room} SYMBOLIC)
  if(NOT arg_SOURCES)
    file(WRITE ${root}/empty.c "typedef int pk_${room}_is_empty;\n")
    set(arg_SOURCES ${root}/empty.c)
  endif()
  add_library(pk_${room} OBJECT ${arg_SOURCES})
  target_include_directories(pk_${room} PUBLIC ${root} ${PROJECT_SOURCE_DIR}/include)
  target_link_libraries(pk_${room} PRIVATE pk_warnings ${arg_LIBRARIES})
  foreach(need ${arg_NEEDS})
    get_target_property(includes pk_${need} INTERFACE_INCLUDE_DIRECTORIES)
    target_include_directories(pk_${room} PUBLIC ${includes})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY PILKADA_ROOMS ${room})
endfunction()

# Put files into the program as bytes: pk_embed(OUTPUT table.c SYMBOL pk_default_files ROOT dir FILES a b c)
function(pk_embed)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "OUTPUT;SYMBOL;ROOT" "FILES")
  set(paths)
  foreach(file ${arg_FILES})
    list(APPEND paths ${arg_ROOT}/${file})
  endforeach()
  add_custom_command(OUTPUT ${arg_OUTPUT}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${arg_OUTPUT} -DSYMBOL=${arg_SYMBOL} -DROOT=${arg_ROOT} "-DFILES=${arg_FILES}"
            -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    DEPENDS ${paths} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "Embedding ${arg_SYMBOL}" VERBATIM)
endfunction()
