// The shape of a channel's last window against the shapes of the training part.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Excess of a channel: how far the window of the last ROWS values (`sub-pca:100`) lies from the windows of the
/// training part, in the deviations these have along each principal component; components of hardly any variance count
/// together, with a ten-thousandth of the largest one's. 1 is as far as the later half of the training part went from
/// the earlier half (`fit_calibration`). Without a number ROWS is the period, 8 to 300, or 100 if there is none. Needs
/// a whole window; a missing value counts as the one a window before. Nothing is expected. State: (1 + 2·ROWS·C). Cost:
/// O(components·ROWS·C) a row; fitting O(C·(min(T, 5000)·ROWS² + ROWS³)). Errors: kData (fewer than two windows).
/// Source: Sub-PCA as in TSB-AD (Liu & Paparrizos 2024), with Mahalanobis distances.
extern const ScorerMethod kSubPcaScorer;

}  // namespace tidegate
