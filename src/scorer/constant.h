// The same score for every row: what a metric gives for flagging all.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Excess of every channel that has a value: 1, where its threshold is. Nothing is expected or remembered. Cost: O(C).
extern const ScorerMethod kConstantScorer;

}  // namespace tidegate
