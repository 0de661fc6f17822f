# Installed: headers, both libraries, the command, libpilkada.pc, the CMake package, the data and the guides.

include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/pilkada)
# Absolute folders as they are, others below ${prefix}, so that the installed tree can be moved.
cmake_path(APPEND pc_libdir "\${prefix}" "${CMAKE_INSTALL_LIBDIR}")
cmake_path(APPEND pc_includedir "\${prefix}" "${CMAKE_INSTALL_INCLUDEDIR}")
cmake_path(APPEND pc_datadir "\${prefix}" "${CMAKE_INSTALL_DATADIR}" pilkada data)
configure_file(pkgconfig/libpilkada.pc.in libpilkada.pc @ONLY)
configure_package_config_file(cmake/pilkadaConfig.cmake.in pilkadaConfig.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(pilkadaConfigVersion.cmake COMPATIBILITY SameMinorVersion)

install(DIRECTORY include/pilkada DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev FILES_MATCHING PATTERN "*.h")
install(TARGETS pilkada EXPORT pilkada LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime
  NAMELINK_COMPONENT dev INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS pilkada_static EXPORT pilkadaStatic ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
install(EXPORT pilkada FILE pilkadaTargets.cmake NAMESPACE pilkada:: DESTINATION ${package_dir} COMPONENT dev)
install(EXPORT pilkadaStatic FILE pilkadaStaticTargets.cmake NAMESPACE pilkada:: DESTINATION ${package_dir} COMPONENT dev)
install(FILES ${PROJECT_BINARY_DIR}/pilkadaConfig.cmake ${PROJECT_BINARY_DIR}/pilkadaConfigVersion.cmake
  DESTINATION ${package_dir} COMPONENT dev)
install(FILES ${PROJECT_BINARY_DIR}/libpilkada.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT dev)
install(FILES docs/guide/forms.schema.json docs/guide/schedules.schema.json docs/guide/packs.schema.json
  DESTINATION ${CMAKE_INSTALL_DATADIR}/pilkada/schema COMPONENT dev)
# What is built in, as files: to read, and to copy for forms, schedules and lists of one's own.
install(DIRECTORY data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/pilkada/data COMPONENT runtime)
install(DIRECTORY docs/panduan docs/guide DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime FILES_MATCHING PATTERN "*.md")
install(FILES LICENSE README.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)
if(PILKADA_CLI)
  if(pk_own_prefix)
    file(RELATIVE_PATH up /${CMAKE_INSTALL_BINDIR} /${CMAKE_INSTALL_LIBDIR})
    set_target_properties(pilkada_cli PROPERTIES INSTALL_RPATH "$ORIGIN/${up}")
  endif()
  install(TARGETS pilkada_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime)
endif()
