# Third-party libraries, all packaged by Debian 12 (tools/install_packages.sh lists them).
find_package(tl-expected REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(Eigen3 REQUIRED)
find_package(FastFloat REQUIRED)
find_package(ZLIB REQUIRED)
find_package(date REQUIRED)
find_package(Threads REQUIRED)

add_library(tidegate_private_dependencies INTERFACE)
target_link_libraries(tidegate_private_dependencies INTERFACE
  nlohmann_json::nlohmann_json FastFloat::fast_float ZLIB::ZLIB date::date-tz Threads::Threads)
target_include_directories(tidegate_private_dependencies SYSTEM INTERFACE ${EIGEN3_INCLUDE_DIRS})
