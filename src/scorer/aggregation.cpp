#include "scorer/aggregation.h"

#include <cmath>

#include "base/missing.h"

namespace tidegate {

Aggregate aggregate(AggregationKind kind, std::span<const double> scores) noexcept {
  Aggregate all{kMissingValue, 0};
  double sum = 0, count = 0, largest = kMissingValue;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (std::isnan(scores[i])) continue;
    sum += scores[i];
    ++count;
    if (scores[i] <= largest) continue;
    largest = scores[i];
    all.strongest = i;
  }
  if (count > 0) all.score = kind == AggregationKind::kMean ? sum / count : largest;
  return all;
}

}  // namespace tidegate
