#include "scorer/stuck.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace tidegate {
namespace stuck_scorer {  // rooms may compile as one file
namespace {

constexpr double kStillShare = 0.01;  // of the usual step

// Rows of `learned`.
constexpr std::size_t kStill = 0, kLongest = 1, kTooMany = 2;

/// Rows on end with the same value.
struct Run {
  double value = 0, rows = 0;

  void add(double next, double still) noexcept {
    if (std::isnan(next)) return;
    if (rows == 0 || std::abs(next - value) > still) value = next, rows = 0;
    ++rows;
  }
};

/// Median of the changes from row to row that are changes; 0 if the channel never moved.
double usual_step(std::span<const MatrixView<const double>> series, std::size_t c) {
  std::vector<double> steps;
  for (const auto& rows : series)
    for (std::size_t t = 1; t < rows.rows; ++t)
      if (const double change = std::abs(rows(t, c) - rows(t - 1, c)); change > 0) steps.push_back(change);
  if (steps.empty()) return 0;
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::ranges::nth_element(steps, middle);
  return *middle;
}

std::vector<MatrixShape> shapes(const Scorer&, std::size_t channels) { return {{3, channels}}; }

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  const std::size_t channels = series.front().cols;
  Matrix<double> learned(3, channels);
  for (std::size_t c = 0; c < channels; ++c) {
    const double still = kStillShare * usual_step(series, c);
    double longest = 1;
    for (const auto& rows : series) {
      Run run;
      for (std::size_t t = 0; t < rows.rows; ++t) {
        run.add(rows(t, c), still);
        longest = std::max(longest, run.rows);
      }
    }
    learned(kStill, c) = still;
    learned(kLongest, c) = longest;
    learned(kTooMany, c) = too_many_rows(longest, scorer);
  }
  scorer.learned = {std::move(learned)};
  return {};
}

std::size_t state_size(const Scorer&, std::size_t channels) { return 2 * channels; }

void step(const Scorer& scorer, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  if (!row.came) return;
  const Matrix<double>& learned = scorer.learned.front();
  const std::size_t channels = row.scaled.size();
  for (std::size_t c = 0; c < channels; ++c) {
    Run run{state[c], state[channels + c]};
    run.add(row.scaled[c], learned(kStill, c));
    state[c] = run.value, state[channels + c] = run.rows;
    if (!std::isnan(row.scaled[c])) numbers.residual[c] = run.rows / learned(kTooMany, c);
  }
}

/// The event opened when the rows were too many.
std::string reason(const Scorer& scorer, std::size_t channel, const Event& event) {
  const Matrix<double>& learned = scorer.learned.front();
  const double rows = learned(kTooMany, channel) + static_cast<double>(event.end_index - event.start_index);
  return "the value stays " + round_text(event.channels.front().value, 4) + " for " +
         plural(static_cast<std::size_t>(rows), "row") + "; in the training part for at most " +
         plural(static_cast<std::size_t>(learned(kLongest, channel)), "row");
}

}  // namespace
}  // namespace stuck_scorer

const ScorerMethod kStuckScorer = {.name = "stuck",
                                   .measure = Measure::kExcess,
                                   .argument = {.least = 2, .most = 1'000'000, .usual = 10},
                                   .shapes = stuck_scorer::shapes,
                                   .fit = stuck_scorer::fit,
                                   .state_size = stuck_scorer::state_size,
                                   .step = stuck_scorer::step,
                                   .kind = "stuck",
                                   .reason = stuck_scorer::reason};

}  // namespace tidegate
