// A row against what the other channels make of it.
#pragma once
#include "scorer/scorer_method.h"

namespace tidegate {

/// Expects the row's reconstruction from the principal components over channels that hold PERCENT of the variance of
/// the training part (`pca:90`; usual 90), at least one of them and at most all but one. A missing value counts as the
/// mean, and has no residual. Nothing is remembered. Cost: O(components·C) a row; fitting O(T·C² + C³). Errors: kData
/// (one channel). Source: Shyu et al. 2003, A novel anomaly detection scheme based on principal component classifier.
extern const ScorerMethod kPcaScorer;

}  // namespace tidegate
