// Scores of different scorers on one scale, so that they can be aggregated.
#pragma once
#include <cmath>
#include <span>

#include "tidegate/config.h"

namespace tidegate {

/// calibrated = score / unit.
struct Calibration {
  double unit = 1;
};

/// none: as they are. limit: 1 is the limit of usual operation, max(mean + 3 deviations, 1.2 · the largest) of the
/// scores' maxima in blocks; a block has a tenth of the rows, but 20 to 100. `scores`: of the training part in their
/// order, NaN = none; without any, or where they are all 0, the unit stays 1. Source: research on block maxima in
/// docs/scorers.md. Cost: O(T).
Calibration fit_calibration(CalibrationKind kind, std::span<const double> scores);

inline double calibrated(const Calibration& calibration, double score) noexcept {
  // A division costs more than a branch that always goes one way.
  return calibration.unit == 1 ? score : score / calibration.unit;
}
inline double uncalibrated(const Calibration& calibration, double score) noexcept { return score * calibration.unit; }

}  // namespace tidegate
