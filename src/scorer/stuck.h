// A value that no longer moves, while it does not move.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Excess of a channel: the rows its value has been the same, over the rows that are too many: half as many again as
/// the longest such run in training, and at least the argument (`stuck:30`; usual 10). The value is the same while it
/// stays within a hundredth of the channel's usual step (the median of its changes in training) of where the run began;
/// missing rows neither end a run nor count. Nothing is expected. State: (2, C). Cost: O(C).
extern const ScorerMethod kStuckScorer;

}  // namespace tidegate
