# TIDEGATE_LUMPS: compiles the library's sources eight at a time, for builds that only test. Shipped builds compile
# every source by itself, which also proves that each includes what it uses.
option(TIDEGATE_LUMPS "Compile the library in lumps of eight sources" OFF)

function(tidegate_lump target)
  if(TIDEGATE_LUMPS)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    # Lambdas of templates that use a file's own types: correct in a lump too, where GCC warns of a header's mistake.
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
    endif()
  endif()
endfunction()
