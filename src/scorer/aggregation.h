// One score of several.
#pragma once
#include <cstddef>
#include <span>

#include "tidegate/config.h"

namespace tidegate {

/// The row's score, and which scorer had the most to do with it.
struct Aggregate {
  double score;
  std::size_t strongest;
};

/// max: the largest, so that one scorer is enough; mean: of those that have one. `scores`: calibrated, NaN = none.
/// NaN if none has a score; of equal ones the first is the strongest. No allocation.
Aggregate aggregate(AggregationKind kind, std::span<const double> scores) noexcept;

}  // namespace tidegate
