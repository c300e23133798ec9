# TIDEGATE_SANITIZE=address,undefined or thread: applies to everything that is built.
set(TIDEGATE_SANITIZE "" CACHE STRING "Sanitizers, separated by commas")
if(TIDEGATE_SANITIZE)
  add_compile_options(-fsanitize=${TIDEGATE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${TIDEGATE_SANITIZE})
endif()
