// Calibration scores that do not vary: no statistic of them says how large a surprise is.
#pragma once
#include <span>

namespace tidegate {

/// Largest and smallest score differ by less than a thousandth of max(1, |largest|): equal but for rounding.
bool is_constant(std::span<const double> scores);

/// Largest score + max(1, |largest|): at least doubled, and at least one unit above, which for scores in deviations is
/// the smallest surprise worth a name. Contract: at least one score.
double value_above_constant(std::span<const double> scores);

}  // namespace tidegate
