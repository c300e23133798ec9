// The Mahalanobis distance of a row's residuals, on a shrunk correlation matrix.
#pragma once
#include "score/score_method.h"

namespace tidegate {

/// √(zᵀ P z / n). With one channel this is |z|, and its scale does not grow with the number of channels.
/// Contributions are z_c (P z)_c, which sum to zᵀ P z; negative ones (a channel that speaks for normality) become 0.
/// Source: Mahalanobis 1936, Proc. National Institute of Sciences of India 2, 49–55.
extern const ScoreMethod kMahalanobisScore;

/// Least weight of the identity. A direction in which training residuals did not move at all counts at most
/// 1/√0.01 = 10 times its channels' own scale, so that two sensors with equal readings do not turn rounding into
/// alarms.
inline constexpr double kLeastShrinkage = 0.01;

/// Weight of the identity that minimises the expected squared error of (1 − ρ) R + ρ I, at least kLeastShrinkage.
/// `standardised`: (T, C) rows of z with missing ones as 0; `correlation`: (C, C) with unit diagonal. No assumption
/// about the distribution. Source: Ledoit & Wolf 2004, J. Multivariate Analysis 88(2), 365–411, section 3.
double ledoit_wolf_shrinkage(MatrixView<const double> standardised, MatrixView<const double> correlation);

}  // namespace tidegate
