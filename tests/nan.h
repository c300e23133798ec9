// The value that is no number, for all tests.
#pragma once
#include <limits>

namespace tidegate {

inline constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace tidegate
