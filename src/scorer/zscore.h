// A value far from the mean of the rows before it.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Expects the mean of the channel's last present values, as many as the argument (`zscore:100`); the residual comes in
/// their standard deviation, at least kLeastMovement of the channel's deviation in training. Sums are made afresh at
/// every row, so that no rounding outlives its row. State: the values and how many there were, (N + 1, C).
/// Cost: O(N · C).
extern const ScorerMethod kZscoreScorer;

inline constexpr double kLeastMovement = 0.05;

}  // namespace tidegate
