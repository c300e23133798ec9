# Installs the library and its public headers, so that find_package(tidegate) gives tidegate::tidegate.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(TIDEGATE_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/tidegate)

install(TARGETS tidegate EXPORT tidegate_targets
  ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library)
install(DIRECTORY include/tidegate DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library FILES_MATCHING PATTERN "*.h")
install(EXPORT tidegate_targets NAMESPACE tidegate:: DESTINATION ${TIDEGATE_PACKAGE_DIR} COMPONENT library
  FILE tidegateTargets.cmake)

configure_package_config_file(cmake/tidegateConfig.cmake.in tidegateConfig.cmake
  INSTALL_DESTINATION ${TIDEGATE_PACKAGE_DIR} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(tidegateConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/tidegateConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/tidegateConfigVersion.cmake
  DESTINATION ${TIDEGATE_PACKAGE_DIR} COMPONENT library)

if(TIDEGATE_BUILD_CLI)
  # The program finds the library where it is installed beside it, wherever both are.
  if(BUILD_SHARED_LIBS)
    cmake_path(RELATIVE_PATH CMAKE_INSTALL_FULL_LIBDIR BASE_DIRECTORY ${CMAKE_INSTALL_FULL_BINDIR} OUTPUT_VARIABLE libraries)
    set_target_properties(tidegate_program PROPERTIES INSTALL_RPATH "$ORIGIN/${libraries}")
  endif()
  install(TARGETS tidegate_program RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
endif()
