#include "score/score.h"

#include <limits>
#include <numeric>

#include "base/contracts.h"
#include "score/deviation_scores.h"
#include "score/likelihood.h"
#include "score/mahalanobis.h"
#include "score/probability.h"
#include "score/residual_statistics.h"
#include "score/score_method.h"

namespace tidegate {
namespace {

/// In the order of `ScoreKind`.
constexpr const ScoreMethod* kMethods[] = {&kAbsoluteScore, &kSquaredScore, &kMahalanobisScore, &kLikelihoodScore,
                                           &kProbabilityScore};

const ScoreMethod& method_of(ScoreKind kind) noexcept {
  TIDEGATE_EXPECTS(kind != ScoreKind::kNetDefault);
  return *kMethods[static_cast<std::size_t>(kind)];
}

std::size_t count_present(std::span<const double> residual) noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(residual, [](double e) { return !std::isnan(e); }));
}

void normalise(std::span<double> share) noexcept {
  const double sum = std::accumulate(share.begin(), share.end(), 0.0);
  for (double& s : share) s = sum > 0 ? s / sum : 0;
}

}  // namespace

Result<ScoreParams> fit_score(const ScoreConfig& config, MatrixView<const double> residuals) {
  const ScoreMethod& method = method_of(config.score);
  const std::vector<ChannelResiduals> channels = residual_statistics(residuals);
  if (std::ranges::all_of(channels, [](const ChannelResiduals& c) { return c.count == 0; }))
    return fail(ErrorKind::kData, "the score cannot be fitted: no row has both a forecast and a value")
        .remedy_below("give a longer training part or a shorter " + option_named("window"));
  ScoreParams params;
  params.kind = config.score;
  const bool plain = config.residuals == ResidualKind::kPlain || config.score == ScoreKind::kProbability;
  for (const ChannelResiduals& channel : channels) {
    params.mean.push_back(plain ? 0 : channel.mean);
    params.deviation.push_back(plain ? 1 : channel.deviation);
  }
  method.fit(params, residuals);
  return params;
}

double score_row(const ScoreParams& params, const RowResiduals& row, std::span<double> share) noexcept {
  TIDEGATE_EXPECTS(row.residual.size() == params.mean.size() && share.size() == row.residual.size());
  TIDEGATE_EXPECTS(row.spread.empty() || row.spread.size() == share.size());
  std::ranges::fill(share, 0.0);
  const std::size_t present = count_present(row.residual);
  if (present == 0) return std::numeric_limits<double>::quiet_NaN();
  const double score = method_of(params.kind).row(params, row, share, present);
  normalise(share);
  return score;
}

double expected_band(const ScoreParams& params, std::size_t channel, double threshold, double spread) noexcept {
  TIDEGATE_EXPECTS(channel < params.deviation.size());
  return method_of(params.kind).reach(threshold, spread) * params.deviation[channel];
}

}  // namespace tidegate
