// How far scores scatter, robustly; and what is done where most of them are equal.
#pragma once
#include <span>

namespace tidegate {

/// Population standard deviation (Welford). Contract: at least one score.
double standard_deviation(std::span<const double> scores);

/// Median of |score − `from`|. Cost: O(n log n). Contract: at least one score.
double median_distance(std::span<const double> scores, double from);

}  // namespace tidegate
