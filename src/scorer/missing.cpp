#include "scorer/missing.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace tidegate {
namespace missing_scorer {  // rooms may compile as one file
namespace {

// Rows of `learned`.
constexpr std::size_t kLongest = 0, kTooMany = 1;

std::vector<MatrixShape> shapes(const Scorer&, std::size_t channels) { return {{2, channels}}; }

Status fit(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  const std::size_t channels = series.front().cols;
  Matrix<double> learned(2, channels);
  for (std::size_t c = 0; c < channels; ++c) {
    double longest = 0;
    for (const auto& rows : series) {
      double run = 0;
      for (std::size_t t = 0; t < rows.rows; ++t) {
        run = std::isnan(rows(t, c)) ? run + 1 : 0;
        longest = std::max(longest, run);
      }
    }
    learned(kLongest, c) = longest;
    learned(kTooMany, c) = too_many_rows(longest, scorer);
  }
  scorer.learned = {std::move(learned)};
  return {};
}

std::size_t state_size(const Scorer&, std::size_t channels) { return channels; }

void step(const Scorer& scorer, std::span<double> state, const ScorerRow& row, const ScorerNumbers& numbers) noexcept {
  if (!row.came) return;  // the row that ends them says how many
  for (std::size_t c = 0; c < row.scaled.size(); ++c) {
    double run = state[c] + static_cast<double>(row.absent);
    const bool is_missing = std::isnan(row.scaled[c]);
    if (is_missing) ++run;
    state[c] = is_missing ? run : 0;
    const bool lasts = is_missing || row.absent > 0;
    numbers.residual[c] = lasts ? run / scorer.learned.front()(kTooMany, c) : 0;
  }
}

std::string reason(const Scorer& scorer, std::size_t channel, const Event&) {
  const auto longest = static_cast<std::size_t>(scorer.learned.front()(kLongest, channel));
  return longest == 0 ? "no value where one was due; none is missing in the training part"
                      : "no value where one was due, for more rows than the " + std::to_string(longest) +
                            " at most of the training part";
}

}  // namespace
}  // namespace missing_scorer

const ScorerMethod kMissingScorer = {.name = "missing",
                                     .measure = Measure::kExcess,
                                     .argument = {.least = 1, .most = 1'000'000, .usual = 1},
                                     .shapes = missing_scorer::shapes,
                                     .fit = missing_scorer::fit,
                                     .state_size = missing_scorer::state_size,
                                     .step = missing_scorer::step,
                                     .kind = "dropout",
                                     .reason = missing_scorer::reason};

}  // namespace tidegate
