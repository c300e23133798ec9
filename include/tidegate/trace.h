// What a detector said of every row, kept for plots and reports.
#pragma once
#include <cstddef>

#include "tidegate/detector.h"
#include "tidegate/matrix.h"

namespace tidegate {

/// Shapes: score, threshold(T, 1); value, expected, lower, upper(T, C), C the scored channels, in their own units. NaN
/// = none. `threshold` is that of each row kept, scored or not.
struct TIDEGATE_API Trace {
  Trace() = default;
  Trace(std::size_t rows, std::size_t channels);

  void keep(std::size_t row, const Verdict& verdict);
  std::size_t rows() const { return score.rows(); }

  Matrix<double> score, threshold, value, expected, lower, upper;
};

}  // namespace tidegate
