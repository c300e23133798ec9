// What a score must bring along: one file pair, one line in the table of score.cpp.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>

#include "score/score.h"

namespace tidegate {

struct ScoreMethod {
  ScoreKind kind;
  /// Learns what the score needs besides mean and deviation, which are set already.
  void (*fit)(ScoreParams&, MatrixView<const double> residuals);
  /// As `score_row`. `share` comes with zeros; `present` ≥ 1 counts the channels that are not missing. Shares are left
  /// in any positive unit.
  double (*row)(const ScoreParams&, const RowResiduals& row, std::span<double> share, std::size_t present) noexcept;
  /// The |z| of a single channel, predicted to deviate by `spread`, that reaches `threshold`.
  double (*reach)(double threshold, double spread) noexcept;
};

/// Standardised residuals are cut at ± this, so that no product of two overflows, however absurd the input.
inline constexpr double kLargestZ = 1e100;

/// z of one channel; 0 if missing: a channel that says nothing is taken to be as expected.
inline double standardised(const ScoreParams& params, std::span<const double> residual, std::size_t c) noexcept {
  const double e = residual[c];
  if (std::isnan(e)) return 0;
  return std::clamp((e - params.mean[c]) / params.deviation[c], -kLargestZ, kLargestZ);
}

/// For scores that need no more than mean and deviation.
inline void learn_nothing_more(ScoreParams&, MatrixView<const double>) {}

/// Reach of a score that is a |z| itself when one channel alone deviates.
inline double reach_of_z(double threshold, double) noexcept { return threshold; }

}  // namespace tidegate
