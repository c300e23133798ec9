// The networks as scorers: what a network said of a row against the row itself.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Value − every forecast made of it, (L, C), the nearest first; of a network with a Gaussian head, in the deviations
/// it gives.
extern const ScorerMethod kForecastScorer;

/// (C): how far a window was from its reconstruction, the root of the mean squared error of each channel over rows that
/// are not missing. Where every row waits for all windows that hold it, NaN: `chain` fills the numbers in later.
extern const ScorerMethod kReconstructionScorer;

/// (1): the logit.
extern const ScorerMethod kClassifierScorer;

}  // namespace tidegate
