#include "scorer/seasonal.h"

#include <cmath>

#include "base/missing.h"
#include "base/text.h"
#include "scorer/period.h"

namespace tidegate {
namespace seasonal_scorer {  // rooms may compile as one file
namespace {

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  if (scorer.argument == 0) scorer.argument = common_period(series);
  if (scorer.argument > 0) return {};
  return fail(ErrorKind::kData, "no channel of the training part has a period that the scorer seasonal could go by")
      .about("scorers")
      .remedy("give the rows of a period, as in " + option_named("scorers", "seasonal:288"))
      .remedy("take another scorer");
}

/// The place of the row in the period first; then how many rows came; then the rows.
constexpr std::size_t kAt = 0, kSeen = 1, kRows = 2;

std::size_t state_size(const Scorer& scorer, std::size_t channels) { return kRows + scorer.argument * channels; }
std::size_t warmup(const Scorer& scorer) { return scorer.argument; }

void step(const Scorer& scorer, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  const auto at = static_cast<std::size_t>(state[kAt]);
  const bool first_period = state[kSeen] < static_cast<double>(scorer.argument);
  const std::size_t channels = row.scaled.size();
  const std::span<double> before = state.subspan(kRows + at * channels, channels);
  for (std::size_t c = 0; c < channels; ++c) {
    const double expected = first_period ? kMissingValue : before[c];
    numbers.given[c] = expected;
    numbers.residual[c] = row.scaled[c] - expected;
    if (first_period || !std::isnan(row.scaled[c])) before[c] = row.scaled[c];
  }
  state[kAt] = static_cast<double>((at + 1) % scorer.argument);
  if (first_period) ++state[kSeen];
}

}  // namespace
}  // namespace seasonal_scorer

const ScorerMethod kSeasonalScorer = {.name = "seasonal",
                                      .measure = Measure::kResiduals,
                                      .argument = {.least = 2, .most = 1'000'000, .usual = 0},
                                      .fit = seasonal_scorer::fit,
                                      .state_size = seasonal_scorer::state_size,
                                      .warmup = seasonal_scorer::warmup,
                                      .step = seasonal_scorer::step,
                                      .expects = "the value one period before"};

}  // namespace tidegate
