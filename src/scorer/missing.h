// No value where one was due, while it lasts.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Excess of a channel: the rows on end without its value, over the rows that are too many: half as many again as the
/// longest such run in training and one more, and at least the argument (`missing:3`; usual 1). Steps whose row never
/// came count for every channel, and are reported by the row that ends them. Rows without any value have a score as
/// well. Nothing is expected. State: (C). Cost: O(C).
extern const ScorerMethod kMissingScorer;

}  // namespace tidegate
