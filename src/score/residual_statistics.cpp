#include "score/residual_statistics.h"

#include <algorithm>
#include <cmath>

#include "base/moments.h"

namespace tidegate {
namespace {

ChannelResiduals summary(const RunningMoments& seen) {
  const auto count = static_cast<std::size_t>(seen.count);
  if (count < 2) return {count, 0, 1};
  return {count, seen.mean, std::max(seen.deviation(), kLeastDeviation)};
}

}  // namespace

std::vector<ChannelResiduals> residual_statistics(MatrixView<const double> residuals) {
  std::vector<RunningMoments> seen(residuals.cols);
  for (std::size_t t = 0; t < residuals.rows; ++t)
    for (std::size_t c = 0; c < residuals.cols; ++c)
      if (!std::isnan(residuals(t, c))) seen[c].add(residuals(t, c));
  std::vector<ChannelResiduals> channels(residuals.cols);
  std::ranges::transform(seen, channels.begin(), summary);
  return channels;
}

}  // namespace tidegate
