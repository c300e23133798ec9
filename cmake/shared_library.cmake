# With BUILD_SHARED_LIBS the library is libtidegate.so. It shows what headers mark with TIDEGATE_API; the objects are
# compiled alike either way. Minor versions may change the interface, so the name it is found by holds the minor version.
set_target_properties(tidegate PROPERTIES
  CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON DEFINE_SYMBOL ""
  VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
if(BUILD_SHARED_LIBS)
  set(exports ${CMAKE_CURRENT_LIST_DIR}/exports.map)
  target_link_options(tidegate PRIVATE LINKER:--version-script=${exports} LINKER:--no-undefined)
  set_property(TARGET tidegate PROPERTY LINK_DEPENDS ${exports})
endif()
