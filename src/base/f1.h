// F1, by its definition.
#pragma once

namespace tidegate {

/// The harmonic mean of precision and recall, 0 to 1; 0 if both are 0, NaN if one is NaN.
constexpr double f1_of(double precision, double recall) {
  const double sum = precision + recall;
  return sum == 0 ? 0 : 2 * precision * recall / sum;
}

}  // namespace tidegate
