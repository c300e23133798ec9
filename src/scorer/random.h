// A score that knows nothing: what every other one must beat.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Excess of a channel: uniform in [0, 1), a hash of the channel's place and of the rows since the series began or a
/// long gap; so a stream, a batch and a pool give the same. Nothing is expected. State: the rows, (1). Cost: O(C).
extern const ScorerMethod kRandomScorer;

}  // namespace tidegate
