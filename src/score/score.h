// From residuals (measured − expected) to one anomaly score a row, and each channel's share in it.
//
// Every score works on the standardised residual of a channel, z = (e − mean) / deviation, fitted on normal data:
//   absolute     mean of |z|
//   squared      mean of z²
//   mahalanobis  √(zᵀ P z / n),  P the inverse of the shrunk correlation matrix, n the channels present
//   likelihood   mean of ½ z² + log(σ / least σ): minus the log-likelihood of a Gaussian, but for a constant
//   probability  of a classifier: 1 / (1 + exp(−z)), calibrated on labels
// Mahalanobis sees what no channel shows alone: two sensors that always err together and for once do not.
#pragma once
#include <span>
#include <vector>

#include "tidegate/config.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// What was learned from residuals of normal data. C = scored channels.
struct ScoreParams {
  ScoreKind kind = ScoreKind::kMahalanobis;
  std::vector<double> mean;       ///< (C) of the residuals
  std::vector<double> deviation;  ///< (C) of the residuals, at least kLeastDeviation
  Matrix<double> precision;       ///< (C, C) P, in units of z; mahalanobis only, otherwise empty
  double shrinkage = 0;           ///< 0..1, weight of the identity in the correlation matrix; mahalanobis only
};

/// Least deviation a network that predicts its own may give, in scaled units.
inline constexpr double kLeastSpread = 0.01;

/// Residuals of a row (C), and what the network said each would deviate by: they come divided by it. No spread: 1.
struct RowResiduals {
  std::span<const double> residual;
  std::span<const double> spread{};
};

/// Learns means, deviations and what the score named in the configuration needs besides.
/// Residuals: (T, C) in scaled units (a channel's own deviation is about 1); NaN = missing, left out. A channel with
/// fewer than two residuals counts as mean 0, deviation 1; all do with plain residuals, and for a probability, which
/// is learned by `fit_probability`.
/// Cost: O(T·C), mahalanobis O(T·C² + C³). Errors: kData (no residual at all). Contract: a score is chosen, not the
/// net's default.
Result<ScoreParams> fit_score(const ScoreConfig& config, MatrixView<const double> residuals);

/// The raw score of one row, finite and ≥ 0, or NaN if no channel has a residual; higher = more anomalous.
/// Share: (C). Missing channels (NaN) are left out and get share 0. Shares sum to 1, except that all are 0
/// where the score is 0 or NaN: then no channel is to blame.
/// Cost: O(C), mahalanobis O(C²); no allocation. Contract: spans have as many entries as there are channels.
double score_row(const ScoreParams& params, const RowResiduals& row, std::span<double> share) noexcept;

/// Half the width of the band around expected + mean[channel] that scores below `threshold` if the channel is alone, or
/// if all channels are off alike; in the units of the residuals, which were divided by `spread`. Several channels may
/// be jointly anomalous within their bands. Infinite for a probability.
double expected_band(const ScoreParams& params, std::size_t channel, double threshold,
                     double spread = kLeastSpread) noexcept;

/// Bytes on the heap.
inline std::size_t heap_bytes(const ScoreParams& params) {
  return (params.mean.capacity() + params.deviation.capacity() + params.precision.flat().size()) * sizeof(double);
}

}  // namespace tidegate
