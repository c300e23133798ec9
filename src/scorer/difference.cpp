#include "scorer/difference.h"

#include <cmath>

namespace tidegate {
namespace difference_scorer {  // rooms may compile as one file
namespace {

std::size_t state_size(const Scorer&, std::size_t channels) { return 2 * channels; }
std::size_t warmup(const Scorer&) { return 1; }

void step(const Scorer&, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  const std::size_t channels = row.scaled.size();
  for (std::size_t c = 0; c < channels; ++c) {
    double &known = state[c], &last = state[channels + c];
    if (known > 0) {
      numbers.given[c] = last;
      numbers.residual[c] = row.scaled[c] - last;
    }
    if (std::isnan(row.scaled[c])) continue;
    last = row.scaled[c];
    known = 1;
  }
}

}  // namespace
}  // namespace difference_scorer

const ScorerMethod kDifferenceScorer = {.name = "difference",
                                        .measure = Measure::kResiduals,
                                        .state_size = difference_scorer::state_size,
                                        .warmup = difference_scorer::warmup,
                                        .step = difference_scorer::step,
                                        .expects = "the value of the row before"};

}  // namespace tidegate
