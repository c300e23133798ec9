// Scorers over a few literal rows of one channel, or two.
#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "base/missing.h"
#include "scorer/scorer_method.h"

namespace tidegate::testing_support {

using Values = std::vector<double>;

inline Matrix<double> column(const Values& values) {
  Matrix<double> rows(values.size(), 1);
  std::ranges::copy(values, rows.flat().begin());
  return rows;
}

/// The scorer `spec`, fitted on these series of C channels.
inline Scorer fitted_on(const std::string& spec, const std::vector<Matrix<double>>& series) {
  auto scorer = parse_scorer(spec);
  EXPECT_TRUE(scorer) << scorer.error().message();
  std::vector<MatrixView<const double>> views(series.begin(), series.end());
  const Status fitted = fit_scorer(*scorer, views);
  EXPECT_TRUE(fitted) << fitted.error().message();
  scorer->residuals = series.front().cols();
  return *scorer;
}

/// What a scorer gave of a row of one channel.
struct Given {
  double expected, residual, spread;
};

/// One series of C channels that passes through a scorer.
class ScorerRun {
 public:
  explicit ScorerRun(Scorer scorer, std::size_t channels = 1)
      : scorer_(std::move(scorer)),
        channels_(channels),
        state_(scorer_state_size(scorer_, channels), 0.0),
        numbers_(scorer_numbers(scorer_, channels)) {}

  /// `absent`: steps right before the row whose row never came; they pass first.
  Given push(const Values& row, std::size_t absent = 0) {
    const Values nothing(channels_, kMissingValue);
    for (std::size_t i = 0; i < absent; ++i) step({.scaled = nothing, .came = false});
    step({.scaled = row, .absent = absent});
    const ScorerNumbers numbers = own_numbers();
    return {numbers.given[0], numbers.residual[0], numbers.spread.empty() ? kMissingValue : numbers.spread[0]};
  }
  double residual(double value, std::size_t absent = 0) { return push({value}, absent).residual; }
  Values residuals(const Values& values) {
    Values all;
    for (const double value : values) all.push_back(residual(value));
    return all;
  }
  ScorerNumbers own_numbers() { return numbers_of(scorer_, channels_, numbers_); }

 private:
  void step(const ScorerRow& row) {
    std::ranges::fill(numbers_, kMissingValue);
    scorer_.method->step(scorer_, state_, row, own_numbers());
  }

  Scorer scorer_;
  std::size_t channels_;
  Values state_, numbers_;
};

/// An event whose strongest channel, "flow", peaked with these numbers.
inline Event event_of(double value, double expected, std::size_t rows = 1) {
  Event event;
  event.end_index = rows - 1;
  event.channels.push_back({.name = "flow", .value = value, .expected = expected});
  return event;
}

inline std::string reason_of(const Scorer& scorer, Event event) {
  explain_scorer(scorer, std::vector<std::string>{"flow"}, event);
  return event.scorer_reason;
}

}  // namespace tidegate::testing_support
