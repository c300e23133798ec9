// The missing value.
#pragma once
#include <limits>

namespace tidegate {

/// A value that is missing: NaN, the same in input, series, scores and output.
inline constexpr double kMissingValue = std::numeric_limits<double>::quiet_NaN();

}  // namespace tidegate
