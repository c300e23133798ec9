// How far a value lies outside the range it had in training.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Excess of a channel: its distance from [lowest, highest], in tolerances. The tolerance is learned: how far the later
/// half of the training part left the range of the earlier half, in widths of that range, at least a twentieth of the
/// width. So 1 is as far outside as the series went by itself, or would look like a rounding of its range.
/// A channel that never moved in training is outside as soon as it moves.
/// Expected is the nearest value of the range; nothing is remembered. Cost: O(C).
extern const ScorerMethod kRangeScorer;

inline constexpr double kLeastTolerance = 0.05;

}  // namespace tidegate
