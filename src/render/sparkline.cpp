#include "tidegate/render.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "base/missing.h"
#include "render/braille_canvas.h"

namespace tidegate {
namespace {

constexpr char32_t kLowestBar = 0x2581;  // ▁, and seven more up to █

/// Largest value of each of `width` equal stretches, so that a peak stays.
std::vector<double> gathered(std::span<const double> values, std::size_t width) {
  std::vector<double> out(std::min(width, values.size()), kMissingValue);
  for (std::size_t i = 0; i < values.size() && !out.empty(); ++i) {
    double& slot = out[i * out.size() / values.size()];
    if (std::isfinite(values[i]) && !(slot >= values[i])) slot = values[i];
  }
  return out;
}

}  // namespace

std::string sparkline(std::span<const double> values, std::size_t width, bool logarithmic) {
  std::vector<double> bars = gathered(values, width);
  if (logarithmic)
    std::ranges::transform(bars, bars.begin(), [](double v) { return v > 0 ? std::log(v) : kMissingValue; });
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const double v : bars) {
    if (!std::isnan(v)) low = std::min(low, v), high = std::max(high, v);
  }
  std::string out;
  for (const double v : bars) {
    const double share = high > low ? (v - low) / (high - low) : 0;
    out += std::isnan(v) ? " " : utf8(kLowestBar + static_cast<char32_t>(std::lround(share * 7)));
  }
  return out;
}

}  // namespace tidegate
