# cmake -D BUILD=… -D SOURCE=… -D COMPILER=… -D VERSION=… -P install_test.cmake
# Installs the library below the build folder, builds the consumer against it and runs it.
set(work ${BUILD}/install-test)
file(REMOVE_RECURSE ${work})

function(step)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
  set(output "${output}" PARENT_SCOPE)
  if(NOT code EQUAL 0)
    string(JOIN " " command ${ARGV})
    message(FATAL_ERROR "${command}\n${output}")
  endif()
endfunction()

step(${CMAKE_COMMAND} --install ${BUILD} --prefix ${work}/prefix --component library)
step(${CMAKE_COMMAND} -G Ninja -S ${SOURCE} -B ${work}/consumer -D CMAKE_PREFIX_PATH=${work}/prefix
  -D CMAKE_CXX_COMPILER=${COMPILER} -D CMAKE_BUILD_TYPE=Release)
step(${CMAKE_COMMAND} --build ${work}/consumer)
step(${work}/consumer/consumer)
if(NOT output MATCHES "tidegate ${VERSION}")
  message(FATAL_ERROR "the consumer printed '${output}', expected version ${VERSION}")
endif()

# Nothing internal is installed, and no installed file knows where the library was built.
file(GLOB_RECURSE installed RELATIVE ${work}/prefix ${work}/prefix/*)
foreach(file IN LISTS installed)
  if(file MATCHES "^include/" AND NOT file MATCHES "^include/tidegate/[a-z_]+\\.h$")
    message(FATAL_ERROR "installed, but not a public header: ${file}")
  endif()
  if(file MATCHES "\\.cmake$")
    file(READ ${work}/prefix/${file} text)
    string(FIND "${text}" "${BUILD}" place)
    if(NOT place EQUAL -1)
      message(FATAL_ERROR "${file} names the build folder")
    endif()
  endif()
endforeach()
