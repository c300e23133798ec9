// The library's version; the build checks that it equals the one in CMakeLists.txt.
#pragma once

namespace tidegate {
inline constexpr const char* kVersion = "0.1.0";
}
