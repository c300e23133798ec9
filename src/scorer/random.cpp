#include "scorer/random.h"

#include <cmath>

#include "base/random.h"

namespace tidegate {
namespace random_scorer {  // rooms may compile as one file
namespace {

std::size_t state_size(const Scorer&, std::size_t) { return 1; }

void step(const Scorer&, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  const auto count = static_cast<std::uint64_t>(state[0]++);
  if (!row.came) return;
  for (std::size_t c = 0; c < row.scaled.size(); ++c)
    if (!std::isnan(row.scaled[c])) numbers.residual[c] = Random(count * row.scaled.size() + c).uniform();
}

}  // namespace
}  // namespace random_scorer

/// Of scores that mean nothing the highest hundredth is flagged.
const ScorerMethod kRandomScorer = {.name = "random",
                                    .measure = Measure::kExcess,
                                    .state_size = random_scorer::state_size,
                                    .step = random_scorer::step,
                                    .threshold = "percentile:99"};

}  // namespace tidegate
