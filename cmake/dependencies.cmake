# Third-party libraries, all packaged by Debian 12 (tools/install_packages.sh lists them).
find_package(tl-expected REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Eigen3 REQUIRED)
find_package(FastFloat REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(ZLIB REQUIRED)
find_package(date REQUIRED)
find_package(Threads REQUIRED)
find_package(hwy REQUIRED)

# Each of these needs its find_dependency in cmake/tidegateConfig.cmake.in.
set(TIDEGATE_LINKED_DEPENDENCIES ZLIB::ZLIB date::date-tz Threads::Threads hwy::hwy)

add_library(tidegate_private_dependencies INTERFACE)
target_link_libraries(tidegate_private_dependencies INTERFACE
  nlohmann_json::nlohmann_json FastFloat::fast_float ${TIDEGATE_LINKED_DEPENDENCIES})
# toml++ by its headers alone: its library would have to be linked by everybody who uses this one.
target_include_directories(tidegate_private_dependencies SYSTEM INTERFACE ${EIGEN3_INCLUDE_DIRS}
  $<TARGET_PROPERTY:tomlplusplus::tomlplusplus,INTERFACE_INCLUDE_DIRECTORIES>)
