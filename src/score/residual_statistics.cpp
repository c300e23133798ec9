#include "score/residual_statistics.h"

#include <algorithm>
#include <cmath>

namespace tidegate {
namespace {

struct Welford {
  std::size_t count = 0;
  double mean = 0;
  double squares = 0;  // sum of squared distances from the mean

  void add(double value) {
    const double distance = value - mean;
    mean += distance / static_cast<double>(++count);
    squares += distance * (value - mean);
  }
};

ChannelResiduals summary(const Welford& seen) {
  if (seen.count < 2) return {seen.count, 0, 1};
  const double deviation = std::sqrt(seen.squares / static_cast<double>(seen.count));
  return {seen.count, seen.mean, std::max(deviation, kLeastDeviation)};
}

}  // namespace

std::vector<ChannelResiduals> residual_statistics(MatrixView<const double> residuals) {
  std::vector<Welford> seen(residuals.cols);
  for (std::size_t t = 0; t < residuals.rows; ++t)
    for (std::size_t c = 0; c < residuals.cols; ++c)
      if (!std::isnan(residuals(t, c))) seen[c].add(residuals(t, c));
  std::vector<ChannelResiduals> channels(residuals.cols);
  std::ranges::transform(seen, channels.begin(), summary);
  return channels;
}

}  // namespace tidegate
