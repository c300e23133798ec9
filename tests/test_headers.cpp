// What the tests include most, compiled once for all of them (CMakeLists.txt names it).
