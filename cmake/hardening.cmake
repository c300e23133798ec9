# TIDEGATE_HARDENING: what distributions build programs with that read files of others. Without effect on results; what
# it costs stands in docs/decisions/0017-public-face.md. Sanitizers find more and do not go together with it.
option(TIDEGATE_HARDENING "Harden library and program: stack protector, checked libc calls, PIE, RELRO" ON)
# A static library goes into programs and into other shared libraries alike.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
include(CheckPIESupported)
check_pie_supported()

if(TIDEGATE_HARDENING AND NOT TIDEGATE_SANITIZE)
  add_compile_options(-fstack-protector-strong -fstack-clash-protection)
  if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64|i.86")
    add_compile_options(-fcf-protection)
  endif()
  # Checked only where the compiler optimises; GCC knows sizes told at run time (3) from version 12 on.
  set(level 3)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
    set(level 2)
  endif()
  add_compile_options("$<$<NOT:$<CONFIG:Debug,>>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=${level}>")
  add_link_options(LINKER:-z,relro,-z,now)
endif()
