#include "score/likelihood.h"

namespace tidegate {
namespace {

double width(double spread) noexcept { return std::max(std::log(spread / kLeastSpread), 0.0); }

double likelihood_row(const ScoreParams& params, const RowResiduals& row, std::span<double> share,
                      std::size_t present) noexcept {
  double sum = 0;
  for (std::size_t c = 0; c < share.size(); ++c) {
    if (std::isnan(row.residual[c])) continue;
    const double z = standardised(params, row.residual, c);
    sum += share[c] = z * z / 2 + (row.spread.empty() ? 0 : width(row.spread[c]));
  }
  return sum / static_cast<double>(present);
}

double reach(double threshold, double spread) noexcept {
  return std::sqrt(2 * std::max(threshold - width(spread), 0.0));
}

}  // namespace

constinit const ScoreMethod kLikelihoodScore = {ScoreKind::kLikelihood, learn_nothing_more, likelihood_row, reach};

}  // namespace tidegate
