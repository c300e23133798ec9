// How well a period forecasts a channel, and how long it is exactly.
#pragma once
#include <span>

namespace tidegate {

/// Share of the variance in the second half that the means of the first half explain, taken for each of 24 parts of the
/// period and both halves about their own means; at most 1, below 0 where it misleads, 0 for a channel that does not
/// vary. A wandering level gives next to nothing, however well it fits its own half.
/// Shapes: values(T), NaN = missing; place(T) and period in rows, from any origin. Cost: O(T).
double foreseen_by_period(std::span<const double> values, std::span<const double> place, double period) noexcept;

/// The length within 5 % of `period` that explains most, by `foreseen_by_period` on the last 10,000 rows: the top of an
/// autocorrelation is a row or two off in noise, which is out of step after a few dozen periods. Its steps are a
/// quarter of what that many rows can tell apart (period² / 4T).
/// Cost: O(T² / period), T ≤ 10,000.
double refined_period(std::span<const double> values, std::span<const double> place, double period);

}  // namespace tidegate
