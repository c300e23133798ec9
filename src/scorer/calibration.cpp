#include "scorer/calibration.h"

#include <algorithm>
#include <vector>

#include "base/moments.h"

namespace tidegate {
namespace {

std::vector<double> block_maxima(std::span<const double> scores) {
  const std::size_t length = std::clamp<std::size_t>(scores.size() / 10, 20, 100);
  std::vector<double> maxima;
  for (std::size_t begin = 0; begin < scores.size(); begin += length) {
    double largest = std::nan("");
    for (const double score : scores.subspan(begin, std::min(length, scores.size() - begin)))
      if (!std::isnan(score) && !(score <= largest)) largest = score;
    if (!std::isnan(largest)) maxima.push_back(largest);
  }
  return maxima;
}

}  // namespace

Calibration fit_calibration(CalibrationKind kind, std::span<const double> scores) {
  if (kind == CalibrationKind::kNone) return {};
  const std::vector<double> maxima = block_maxima(scores);
  if (maxima.empty()) return {};
  RunningMoments moments;
  for (const double one : maxima) moments.add(one);
  const double limit = std::max(moments.mean + 3 * moments.deviation(), 1.2 * *std::ranges::max_element(maxima));
  return {limit > 0 ? limit : 1};
}

}  // namespace tidegate
