#include "score/deviation_scores.h"

namespace tidegate {
namespace {

// Mean over the present channels of weight(z), which is also each channel's contribution.
template <class Weight>
double mean_weight(const ScoreParams& params, const RowResiduals& row, std::span<double> share, std::size_t present,
                   Weight weight) noexcept {
  double sum = 0;
  for (std::size_t c = 0; c < share.size(); ++c) sum += share[c] = weight(standardised(params, row.residual, c));
  return sum / static_cast<double>(present);
}

double absolute_row(const ScoreParams& params, const RowResiduals& row, std::span<double> share,
                    std::size_t present) noexcept {
  return mean_weight(params, row, share, present, [](double z) { return std::abs(z); });
}

double squared_row(const ScoreParams& params, const RowResiduals& row, std::span<double> share,
                   std::size_t present) noexcept {
  return mean_weight(params, row, share, present, [](double z) { return z * z; });
}

double square_root(double threshold, double) noexcept { return std::sqrt(std::max(threshold, 0.0)); }

}  // namespace

constinit const ScoreMethod kAbsoluteScore = {ScoreKind::kAbsolute, learn_nothing_more, absolute_row, reach_of_z};
constinit const ScoreMethod kSquaredScore = {ScoreKind::kSquared, learn_nothing_more, squared_row, square_root};

}  // namespace tidegate
