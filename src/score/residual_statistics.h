// Mean and deviation of each channel's residuals.
#pragma once
#include <cstddef>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// Floor of a residual's deviation, in scaled units (1 = the channel's own deviation in training). A channel predicted
/// almost perfectly, such as a constant one, would otherwise divide what is left of the network's own settling (it goes
/// on for some windows after the state was at rest) by next to nothing, and call it an alarm. A hundredth of the
/// channel's usual movement is above that and below what anyone wants to be woken for.
inline constexpr double kLeastDeviation = 1e-2;

struct ChannelResiduals {
  std::size_t count = 0;  ///< residuals that are not missing
  double mean = 0;
  double deviation = 1;  ///< population deviation, floored; 1 below two residuals
};

/// One entry a channel. Residuals: (T, C), NaN = missing. Cost: one pass, O(T·C).
/// Source: Welford 1962, Technometrics 4(3), 419–420: exact for values with a large common offset.
std::vector<ChannelResiduals> residual_statistics(MatrixView<const double> residuals);

}  // namespace tidegate
