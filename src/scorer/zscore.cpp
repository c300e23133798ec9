#include "scorer/zscore.h"

#include <algorithm>
#include <cmath>

#include "base/moments.h"

namespace tidegate {
namespace zscore_scorer {  // rooms may compile as one file
namespace {

std::size_t state_size(const Scorer& scorer, std::size_t channels) { return (scorer.argument + 1) * channels; }
std::size_t warmup(const Scorer& scorer) { return scorer.argument; }

void step(const Scorer& scorer, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  const std::size_t most = scorer.argument, channels = row.scaled.size();
  for (std::size_t c = 0; c < channels; ++c) {
    double& seen = state[channels * most + c];
    const std::span<double> values = state.subspan(c * most, most);
    const auto count = static_cast<std::size_t>(seen);
    if (count >= most) {
      RunningMoments moments;
      for (const double value : values) moments.add(value);
      numbers.given[c] = moments.mean;
      numbers.spread[c] = std::max(moments.deviation(), kLeastMovement);
      numbers.residual[c] = (row.scaled[c] - moments.mean) / numbers.spread[c];
    }
    if (std::isnan(row.scaled[c])) continue;
    values[count % most] = row.scaled[c];
    ++seen;
  }
}

}  // namespace
}  // namespace zscore_scorer

const ScorerMethod kZscoreScorer = {.name = "zscore",
                                    .measure = Measure::kResiduals,
                                    .argument = {.least = 2, .most = 100'000, .usual = 100},
                                    .spread = true,
                                    .state_size = zscore_scorer::state_size,
                                    .warmup = zscore_scorer::warmup,
                                    .step = zscore_scorer::step,
                                    .expects = "the mean of the rows before"};

}  // namespace tidegate
