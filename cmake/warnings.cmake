# Flags every target of the house is built with.
add_library(tidegate_flags INTERFACE)
target_compile_options(tidegate_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual
  -Werror -ffp-contract=off)
if(TIDEGATE_CONTRACTS)
  target_compile_definitions(tidegate_flags INTERFACE TIDEGATE_CONTRACTS)
endif()
