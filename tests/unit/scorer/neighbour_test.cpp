#include "scorer/neighbour.h"

#include <numbers>

#include "base/random.h"
#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

double wave(std::size_t t) { return std::sin(2 * std::numbers::pi * static_cast<double>(t) / 20); }

Values noisy_waves(std::size_t rows, std::uint64_t seed = 1) {
  Random random(seed);
  Values values;
  for (std::size_t t = 0; t < rows; ++t) values.push_back(wave(t) + 0.05 * random.normal());
  return values;
}

double limit_of(const Scorer& scorer) { return scorer.learned[0](0, 0); }

Values standardised_window(const Values& values, std::size_t begin, std::size_t size) {
  Values window(values.begin() + static_cast<std::ptrdiff_t>(begin),
                values.begin() + static_cast<std::ptrdiff_t>(begin + size));
  double mean = 0, squares = 0;
  for (const double value : window) mean += value / static_cast<double>(size);
  for (const double value : window) squares += (value - mean) * (value - mean) / static_cast<double>(size);
  for (double& value : window) value = (value - mean) / std::sqrt(squares);
  return window;
}

/// By the definition: each window against each.
double nearest(const Values& test, std::size_t end, const Values& train, std::size_t window) {
  const Values own = standardised_window(test, end + 1 - window, window);
  double least = 1e300;
  for (std::size_t j = 0; j + window <= train.size(); ++j) {
    const Values other = standardised_window(train, j, window);
    double squares = 0;
    for (std::size_t i = 0; i < window; ++i) squares += (own[i] - other[i]) * (own[i] - other[i]);
    least = std::min(least, squares);
  }
  return std::sqrt(least / (2 * static_cast<double>(window)));
}

TEST(NeighbourScorer, IsTheDistanceToTheNearestWindowHoweverLongItRuns) {
  const Values train = noisy_waves(90), test = noisy_waves(400, 2);
  const Scorer scorer = fitted_on("neighbour:12", {column(train)});
  const Values given = ScorerRun(scorer).residuals(test);
  for (std::size_t t = 0; t < test.size(); ++t)
    if (t < 11) {
      EXPECT_TRUE(std::isnan(given[t])) << t;
    } else {
      ASSERT_NEAR(given[t] * limit_of(scorer), nearest(test, t, train, 12), 1e-9) << t;
    }
}

TEST(NeighbourScorer, NewNoiseIsUsualAndAnotherShapeIsNot) {
  ScorerRun run(fitted_on("neighbour:20", {column(noisy_waves(1000))}));
  Values values = noisy_waves(400, 2);
  for (std::size_t t = 300; t < 310; ++t) values[t] = -values[t];
  const Values given = run.residuals(values);
  for (std::size_t t = 19; t < 300; ++t) EXPECT_LT(given[t], 1) << t;
  EXPECT_GT(*std::max_element(given.begin() + 300, given.begin() + 320), 2);
}

TEST(NeighbourScorer, AFlatWindowIsFarUnlessTheTrainingPartHasOne) {
  Values waves = noisy_waves(500);
  const Scorer without = fitted_on("neighbour:10", {column(waves)});
  std::fill(waves.begin() + 100, waves.begin() + 130, 0.5);
  const Scorer with = fitted_on("neighbour:10", {column(waves)});
  const Values flat(30, -0.3);
  EXPECT_DOUBLE_EQ(ScorerRun(without).residuals(flat)[20] * limit_of(without), 1);
  EXPECT_EQ(ScorerRun(with).residuals(flat)[20], 0);
}

TEST(NeighbourScorer, WhatMovesIsFarFromATrainingPartThatNeverDid) {
  ScorerRun run(fitted_on("neighbour:5", {column(Values(100, 0.0))}));
  EXPECT_EQ(run.residuals({0, 0, 0, 0, 0})[4], 0);
  EXPECT_GT(run.residual(0.5), 10);
}

TEST(NeighbourScorer, AMissingValueHasNoScoreAndCountsAsTheOneAWindowBefore) {
  const Scorer scorer = fitted_on("neighbour:20", {column(noisy_waves(200))});
  ScorerRun missing(scorer), told(scorer);
  for (std::size_t t = 0; t < 40; ++t) missing.residual(wave(t)), told.residual(wave(t));
  EXPECT_TRUE(std::isnan(missing.residual(kMissingValue)));
  told.residual(wave(20));
  EXPECT_EQ(missing.residual(wave(41)), told.residual(wave(41)));
}

TEST(NeighbourScorer, AnAbsurdValueDoesNotSpoilTheRowsAfterIt) {
  const Scorer scorer = fitted_on("neighbour:20", {column(noisy_waves(200))});
  ScorerRun struck(scorer), clean(scorer);
  for (std::size_t t = 0; t < 60; ++t) struck.residual(t == 30 ? 1e308 : wave(t)), clean.residual(wave(t));
  EXPECT_NEAR(struck.residual(wave(60)), clean.residual(wave(60)), 1e-3);
}

TEST(NeighbourScorer, RemembersTheLastTwentyThousandRowsAndNoWindowAcrossSeries) {
  EXPECT_EQ(fitted_on("neighbour:8", {column(noisy_waves(25'000))}).learned[1].cols(), 20'000U);
  const Scorer two = fitted_on("neighbour:10", {column(noisy_waves(30)), column(noisy_waves(40, 2))});
  EXPECT_EQ(two.learned[1].cols(), 70U);
  const auto inverse = two.learned[1].row(1);
  for (std::size_t t = 0; t < 70; ++t)  // the last series first
    EXPECT_EQ(inverse[t] > 0, t <= 30 || (t >= 40 && t <= 60)) << t;
}

TEST(NeighbourScorer, TheWindowIsThePeriodOrAsGiven) {
  EXPECT_EQ(fitted_on("neighbour", {column(noisy_waves(1000))}).argument, 20U);
  EXPECT_EQ(fitted_on("neighbour:33", {column(noisy_waves(1000))}).argument, 33U);
}

TEST(NeighbourScorer, TooFewRowsAreRefusedWithARemedy) {
  auto scorer = parse_scorer("neighbour:50");
  const Matrix<double> rows = column(noisy_waves(99));
  const MatrixView<const double> series[] = {rows};
  const Status fitted = fit_scorer(*scorer, series);
  ASSERT_FALSE(fitted);
  EXPECT_EQ(fitted.error().kind, ErrorKind::kData);
  EXPECT_FALSE(fitted.error().remedies.empty());
}

TEST(NeighbourScorer, AMemoryShorterThanAWindowIsUnsound) {
  Scorer scorer = fitted_on("neighbour:20", {column(noisy_waves(200))});
  EXPECT_TRUE(scorer.method->is_sound(scorer, 1));
  scorer.argument = 201;
  EXPECT_FALSE(scorer.method->is_sound(scorer, 1));
}

TEST(NeighbourScorer, SaysThatNothingLooksLikeIt) {
  EXPECT_EQ(reason_of(fitted_on("neighbour:20", {column(noisy_waves(200))}), event_of(1, kMissingValue)),
            "no 20 rows of the training part look like the last 20");
}

}  // namespace
}  // namespace tidegate
