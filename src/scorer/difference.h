// A jump from one row to the next.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Expects the channel's last present value. State: whether there was one and the value, (2, C). Cost: O(C).
extern const ScorerMethod kDifferenceScorer;

}  // namespace tidegate
