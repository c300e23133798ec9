# TIDEGATE_LUMPS: compiles library and tests room by room, each as one lump, in less than half the time. The presets
# `dev` and `tidy` compile every source by itself, which also proves that each includes what it uses.
option(TIDEGATE_LUMPS "Compile library and tests in lumps, one a folder" OFF)

function(tidegate_lump target)
  if(NOT TIDEGATE_LUMPS)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${PROJECT_SOURCE_DIR}/src)
    string(MAKE_C_IDENTIFIER "${folder}" room)
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${room})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # Lambdas of templates that use a file's own types: correct in a lump too, where GCC warns of a header's mistake.
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
endfunction()
