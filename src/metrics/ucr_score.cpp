#include "metrics/ucr_score.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"

namespace tidegate {

std::size_t highest_row(std::span<const double> scores, RowRange test) {
  TIDEGATE_EXPECTS(test.begin <= test.end && test.end <= scores.size());
  std::size_t best = kNoRow;
  for (std::size_t row = test.begin; row < test.end; ++row)
    if (!std::isnan(scores[row]) && (best == kNoRow || scores[row] > scores[best])) best = row;
  return best;
}

bool ucr_found(std::size_t location, RowRange anomaly) {
  constexpr std::size_t kLeastSlack = 100;
  if (location == kNoRow) return false;
  const std::size_t slack = std::max(anomaly.size(), kLeastSlack);
  return anomaly.begin < location + slack && location + 1 < anomaly.end + slack;
}

}  // namespace tidegate
