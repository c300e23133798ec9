#include "scorer/constant.h"

#include <cmath>

namespace tidegate {
namespace constant_scorer {  // rooms may compile as one file
namespace {

void step(const Scorer&, std::span<double>, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  for (std::size_t c = 0; c < row.scaled.size(); ++c)
    if (!std::isnan(row.scaled[c])) numbers.residual[c] = 1;
}

}  // namespace
}  // namespace constant_scorer

const ScorerMethod kConstantScorer = {.name = "constant", .measure = Measure::kExcess, .step = constant_scorer::step};

}  // namespace tidegate
