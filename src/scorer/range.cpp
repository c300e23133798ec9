#include "scorer/range.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"

namespace tidegate {
namespace range_scorer {  // rooms may compile as one file
namespace {

/// Width of a range of one value, in scaled units: a channel that never moved.
constexpr double kLeastWidth = 1e-9;

struct Range {
  double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;

  void add(double value) {
    if (std::isnan(value)) return;
    lowest = std::min(lowest, value), highest = std::max(highest, value);
  }
  bool known() const { return lowest <= highest; }
  double width() const { return std::max(highest - lowest, kLeastWidth); }
  double excess(double value) const { return std::max({lowest - value, value - highest, 0.0}); }
};

// Rows of `learned`.
constexpr std::size_t kLowest = 0, kHighest = 1, kTolerance = 2;

/// Of one channel: how far later halves left the ranges of earlier ones, in widths.
double learned_tolerance(std::span<const MatrixView<const double>> series, std::size_t c) {
  double tolerance = kLeastTolerance;
  for (const auto& rows : series) {
    Range earlier;
    for (std::size_t t = 0; t < rows.rows / 2; ++t) earlier.add(rows(t, c));
    if (!earlier.known() || earlier.highest - earlier.lowest < kLeastWidth) continue;
    for (std::size_t t = rows.rows / 2; t < rows.rows; ++t)
      if (!std::isnan(rows(t, c))) tolerance = std::max(tolerance, earlier.excess(rows(t, c)) / earlier.width());
  }
  return tolerance;
}

std::vector<MatrixShape> shapes(const Scorer&, std::size_t channels) { return {{3, channels}}; }

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  const std::size_t channels = series.front().cols;
  Matrix<double> learned(3, channels);
  for (std::size_t c = 0; c < channels; ++c) {
    Range range;
    for (const auto& rows : series)
      for (std::size_t t = 0; t < rows.rows; ++t) range.add(rows(t, c));
    if (!range.known()) range = {0, 0};
    learned(kLowest, c) = range.lowest;
    learned(kHighest, c) = range.highest;
    learned(kTolerance, c) = learned_tolerance(series, c) * range.width();
  }
  scorer.learned = {std::move(learned)};
  return {};
}

void step(const Scorer& scorer, std::span<double>, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  if (!row.came) return;
  const Matrix<double>& learned = scorer.learned.front();
  for (std::size_t c = 0; c < row.scaled.size(); ++c) {
    if (std::isnan(row.scaled[c])) continue;
    numbers.given[c] = std::clamp(row.scaled[c], learned(kLowest, c), learned(kHighest, c));
    numbers.residual[c] = std::abs(row.scaled[c] - numbers.given[c]) / learned(kTolerance, c);
  }
}

ExcessBand band(const Scorer& scorer, std::size_t channel, double threshold) noexcept {
  const Matrix<double>& learned = scorer.learned.front();
  const double reach = threshold * learned(kTolerance, channel);
  return {learned(kLowest, channel) - reach, learned(kHighest, channel) + reach};
}

std::string reason(const Scorer&, std::size_t, const Event& event) {
  const EventChannel& strongest = event.channels.front();
  return round_text(strongest.value, 4) + (strongest.value < strongest.expected ? " is below " : " is above ") +
         round_text(strongest.expected, 4) + ", the " + (strongest.value < strongest.expected ? "lowest" : "highest") +
         " value of the training part";
}

}  // namespace
}  // namespace range_scorer

const ScorerMethod kRangeScorer = {.name = "range",
                                   .measure = Measure::kExcess,
                                   .shapes = range_scorer::shapes,
                                   .fit = range_scorer::fit,
                                   .step = range_scorer::step,
                                   .band = range_scorer::band,
                                   .reason = range_scorer::reason};

}  // namespace tidegate
