// Mean and deviation of each channel's residuals.
#pragma once
#include <cstddef>
#include <vector>

#include "tidegate/matrix.h"

namespace tidegate {

/// Floor of a residual's deviation, in scaled units (1 = the channel's own deviation in training). Forecasts are
/// computed in float and are good to about 1e-6; a channel predicted perfectly, such as a constant one, would otherwise
/// divide that rounding by itself. A ten-thousandth of the channel's usual movement is 100 times above the rounding and
/// far below anything worth an alarm.
inline constexpr double kLeastDeviation = 1e-4;

struct ChannelResiduals {
  std::size_t count = 0;  ///< residuals that are not missing
  double mean = 0;
  double deviation = 1;  ///< population deviation, floored; 1 below two residuals
};

/// One entry a channel. Residuals: (T, C), NaN = missing. Cost: one pass, O(T·C).
/// Source: Welford 1962, Technometrics 4(3), 419–420: exact for values with a large common offset.
std::vector<ChannelResiduals> residual_statistics(MatrixView<const double> residuals);

}  // namespace tidegate
