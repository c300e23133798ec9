// How improbable a row is under Gaussians whose deviation the network gives, or that of the residuals in training.
#pragma once
#include "score/score_method.h"

namespace tidegate {

/// Mean over the present channels of ½ z² + log(σ / kLeastSpread), in nats: minus the log-likelihood of the row but for
/// a constant, so that it is never below 0 and its scale does not grow with the channels. Without a spread σ counts as
/// the least. Shares follow each channel's term. The likelihood of a sequence is its rows' mean: `smoothing` mean:N.
extern const ScoreMethod kLikelihoodScore;

}  // namespace tidegate
