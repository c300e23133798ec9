// A channel's last window against the most similar one of the training part.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Excess of a channel: the z-normalised Euclidean distance of the window of its last ROWS values to the nearest window
/// of the training part, over the limit of usual operation: how far windows of the later half of the training part are
/// from the earlier half (`fit_calibration`). At most the last 20,000 rows are remembered. A flat window is as near to
/// a flat one as can be, and as far from any other as if it had nothing to do with it. Without a number ROWS is the
/// period, 8 to 1,000, or 100 if there is none. Needs a whole window; a missing value counts as the one a window
/// before. Nothing is expected. State: (1 + C·(2·ROWS + remembered)). Cost: O(C·(ROWS + remembered)) a row: dot
/// products with all that is remembered slide along. Each is begun anew once a passage, so rounding errors do not add
/// up for longer than that, and all depends on the rows alone, not on when they came. Fitting: a step for half of what
/// is remembered. Errors: kData (fewer than two windows). Source: AB-join of a matrix profile (Yeh et al. 2016; Zhu et
/// al. 2016, STOMP).
extern const ScorerMethod kNeighbourScorer;

}  // namespace tidegate
