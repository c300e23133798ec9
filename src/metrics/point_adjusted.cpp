#include "metrics/point_adjusted.h"

#include <algorithm>

#include "base/contracts.h"
#include "metrics/ranking.h"
#include "metrics/runs.h"

namespace tidegate {

std::vector<std::uint8_t> point_adjusted(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels,
                                         double percent) {
  TIDEGATE_EXPECTS(flags.size() == labels.size());
  std::vector<std::uint8_t> adjusted(flags.begin(), flags.end());
  for (const RowRange& run : runs_of(labels)) {
    const auto first = adjusted.begin() + static_cast<std::ptrdiff_t>(run.begin);
    const auto last = adjusted.begin() + static_cast<std::ptrdiff_t>(run.end);
    const auto flagged = std::count_if(first, last, [](std::uint8_t flag) { return flag != 0; });
    if (static_cast<double>(flagged) > static_cast<double>(run.size()) * percent / 100) std::fill(first, last, 1);
  }
  return adjusted;
}

double point_adjusted_area(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels) {
  double sum = 0;
  for (int percent = 0; percent <= 100; ++percent)
    sum += row_quality(point_adjusted(flags, labels, percent), labels).f1;
  return sum / 101;
}

}  // namespace tidegate
