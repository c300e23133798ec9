// A value against a linear forecast from the channel's own last values.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Expects the autoregression of each channel by itself over its last ORDER values (`linear:20`; usual 20), with a
/// constant, fitted on training rows by ridge regression. A missing value counts in later forecasts as its own one,
/// kept within the range of the training part. State: (1 + 2·ORDER·C). Cost: O(ORDER·C) a row; fitting O(C·(T·ORDER² +
/// ORDER³)). Errors: kData (no more rows than ORDER). Source: Hoerl & Kennard 1970, Technometrics 12(1), 55–67.
extern const ScorerMethod kLinearScorer;

}  // namespace tidegate
