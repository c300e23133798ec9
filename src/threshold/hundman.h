// The non-parametric threshold of Hundman et al. 2018 (KDD, arXiv:1802.04431), as their program has it (telemanom,
// errors.py), for scores that are at hand all at once.
#pragma once
#include <cstddef>
#include <span>

namespace tidegate {

/// Rows flagged on either side of one above the threshold: those at a distance below this.
inline constexpr std::size_t kHundmanBuffer = 100;

struct HundmanThreshold {
  double z = 0;        ///< standard deviations above the mean: 2.5, 3 … 11.5; 12 if none of these will do
  double epsilon = 0;  ///< mean + z · deviation; scores above it are flagged
  double normal = 0;   ///< the largest score of the rows that are no anomaly in the end; 0 if there are none
  double limit = 0;    ///< max(epsilon, normal / (1 − 0.13)): what is kept reaches it
};

/// Of the z from 2.5 to 11.5 in steps of 0.5 that flag something, in at most 5 sequences and less than half of the rows
/// (buffers included), the one with the largest
///   (drop of the mean + drop of the deviation, as shares, when rows not below epsilon are left out)
///     / (sequences² + flagged rows),
/// of equals the largest z. Then pruning: in the falling list of the sequences' largest scores and `normal`, sequences
/// behind the last relative drop of 13 % or more are no anomalies. A sequence has at least two rows.
///
/// Left out of telemanom: what compares errors with the telemetry's own range, errors mirrored at the mean (dips), and
/// that it overlooks the last row of a sequence when it takes the largest score.
///
/// Scores: finite, ≥ 0, in the order of their rows. If they are constant (see `is_constant`): z 12, all limits as
/// `value_above_constant` has it. Cost: at most 20 passes; no allocation. Contract: at least one score, buffer ≥ 1.
HundmanThreshold hundman_threshold(std::span<const double> scores, std::size_t buffer = kHundmanBuffer) noexcept;

}  // namespace tidegate
