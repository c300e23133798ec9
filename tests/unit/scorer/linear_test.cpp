#include "scorer/linear.h"

#include <numbers>

#include "base/random.h"
#include "scorer/recent_values.h"
#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

double sine(std::size_t t) { return std::sin(2 * std::numbers::pi * static_cast<double>(t) / 25); }

Values sines(std::size_t rows) {
  Values wave;
  for (std::size_t t = 0; t < rows; ++t) wave.push_back(sine(t));
  return wave;
}

TEST(LinearScorer, ForecastsAWaveFromItsLastValues) {
  ScorerRun run(fitted_on("linear:4", {column(sines(500))}));
  for (std::size_t t = 0; t < 60; ++t) {
    const Given given = run.push({sine(t)});
    if (t < 4) {
      EXPECT_TRUE(std::isnan(given.residual));
    } else {
      EXPECT_NEAR(given.expected, sine(t), 0.02) << t;
    }
  }
  EXPECT_NEAR(run.residual(sine(60) + 2), 2, 0.02);
}

TEST(LinearScorer, LearnsTheWeightsOfAnAutoregression) {
  Values values = {1, -1};
  Random random(3);
  for (std::size_t t = 2; t < 4000; ++t)
    values.push_back(0.5 * values[t - 1] + 0.3 * values[t - 2] + 0.2 + random.normal());
  const Matrix<double> learned = fitted_on("linear:2", {column(values)}).learned.front();
  EXPECT_NEAR(learned(0, 1), 0.5, 0.05);
  EXPECT_NEAR(learned(0, 0), 0.3, 0.05);
  EXPECT_NEAR(learned(0, 2), 0.2, 0.1);
}

TEST(LinearScorer, AMissingValueCountsAsItsForecast) {
  const Scorer scorer = fitted_on("linear:3", {column(sines(500))});
  ScorerRun missing(scorer), told(scorer);
  for (std::size_t t = 0; t < 30; ++t) missing.residual(sine(t)), told.residual(sine(t));
  const Given gap = missing.push({kMissingValue});
  EXPECT_TRUE(std::isnan(gap.residual));
  told.residual(gap.expected);
  EXPECT_EQ(missing.residual(sine(31)), told.residual(sine(31)));
  EXPECT_EQ(missing.residual(sine(35), 3), told.residual(sine(35), 3));
}

TEST(LinearScorer, ALongSilenceStaysWithinTheRangeOfTheTrainingPart) {
  Values rising;
  for (int t = 0; t < 200; ++t) rising.push_back(t / 100.0);
  ScorerRun run(fitted_on("linear:2", {column(rising)}));
  for (const double value : {1.0, 1.5}) run.residual(value);  // steeper than ever
  EXPECT_LE(std::abs(run.push({2}, 500).expected), 2.1);
}

TEST(LinearScorer, AnAbsurdValueDoesNotPoisonLaterForecasts) {
  ScorerRun run(fitted_on("linear:3", {column(sines(500))}));
  for (std::size_t t = 0; t < 30; ++t) run.residual(sine(t));
  run.residual(1e308);
  for (std::size_t t = 31; t < 34; ++t) EXPECT_TRUE(std::isfinite(run.residual(sine(t))));
  EXPECT_NEAR(run.residual(sine(34)), 0, 0.02);
}

TEST(LinearScorer, TooFewRowsAreRefusedWithARemedy) {
  auto scorer = parse_scorer("linear:20");
  const Matrix<double> rows = column(sines(20));
  const MatrixView<const double> series[] = {rows};
  const Status fitted = fit_scorer(*scorer, series);
  ASSERT_FALSE(fitted);
  EXPECT_EQ(fitted.error().kind, ErrorKind::kData);
  EXPECT_FALSE(fitted.error().remedies.empty());
}

TEST(LinearScorer, AChannelWithoutValuesExpectsNothingBetterThanItsCentre) {
  const Scorer scorer = fitted_on("linear:2", {column(Values(50, kMissingValue))});
  EXPECT_EQ(ScorerRun(scorer).residuals({1, 1, 1})[2], 1);
}

TEST(RecentValues, StandSideBySideOldestFirst) {
  Values twice(6);
  for (std::size_t count = 0; count < 5; ++count) RecentValues(twice, count).push(static_cast<double>(count));
  const RecentValues recent(twice, 5);
  EXPECT_EQ(Values(recent.all().begin(), recent.all().end()), (Values{2, 3, 4}));
  EXPECT_EQ(recent.oldest(), 2);
}

TEST(RecentValues, WhatIsMissingInTrainingIsTheValueOfTheWindowBefore) {
  EXPECT_EQ(filled_column(column({kMissingValue, 2, 3, kMissingValue, kMissingValue}), 0, 2), (Values{0, 2, 3, 2, 3}));
}

TEST(RecentValues, TheDotProductTakesEveryPlace) {
  for (std::size_t size = 1; size < 20; ++size) {
    Values a(size), b(size, 2);
    double sum = 0;
    for (std::size_t i = 0; i < size; ++i) a[i] = static_cast<double>(i + 1), sum += 2 * a[i];
    EXPECT_EQ(dot(a, b), sum) << size;
  }
}

}  // namespace
}  // namespace tidegate
