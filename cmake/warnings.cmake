# Flags every target of the house is built with.
add_library(tidegate_flags INTERFACE)
target_compile_options(tidegate_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
  -Wno-missing-field-initializers -Werror -ffp-contract=off)  # designated initialisers leave the rest at its default
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlapping copies in `"text" + std::to_string(n)` at -O3 where there are none (GCC bug 105651).
  target_compile_options(tidegate_flags INTERFACE -Wno-restrict)
endif()
if(TIDEGATE_CONTRACTS)
  target_compile_definitions(tidegate_flags INTERFACE TIDEGATE_CONTRACTS)
endif()
