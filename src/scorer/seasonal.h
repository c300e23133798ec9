// A row against the row one period before.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Expects the value one period before; a missing value leaves the older one in its place. The period is the argument
/// in rows (`seasonal:288`); without one, the period that most channels of the training part have (`find_periods`).
/// Errors of `fit`: kData (no period found). State: the last period, (P, C), and where it stands. Cost: O(C).
extern const ScorerMethod kSeasonalScorer;

}  // namespace tidegate
