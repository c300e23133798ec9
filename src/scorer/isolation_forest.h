// How quickly random cuts set a row apart from the rows of the training part.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Excess of the row: 2^(−E/c), 0 to 1, E the mean depth at which random trees (`isolation-forest:TREES`, 100) isolate
/// it, c that of a search that fails. Trees end where the training part ends: a value far outside is isolated no sooner
/// than the outermost one that was seen, so there is no limit of usual operation, and alone it flags what a thousandth
/// of the training part reaches. A row is all channels and their differences from the row before; a missing value
/// counts as the mean, a row without values has no score. A channel's excess is the row's, times the share that cuts
/// through it had, 1 for the strongest. Nothing is expected. State: (1 + C). Cost: O(TREES·8) a row; fitting
/// O(TREES·256·8). Same rows, same trees. Errors: kData (fewer than two rows). Source: Liu, Ting, Zhou, "Isolation
/// Forest", ICDM 2008, with its 256 rows a tree.
extern const ScorerMethod kIsolationForestScorer;

}  // namespace tidegate
