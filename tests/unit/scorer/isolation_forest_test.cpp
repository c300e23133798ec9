#include "scorer/isolation_forest.h"

#include "base/random.h"
#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// Noise in three channels.
Matrix<double> noise(std::size_t rows, std::uint64_t seed = 1) {
  Random random(seed);
  Matrix<double> all(rows, 3);
  for (double& value : all.flat()) value = random.normal();
  return all;
}

Scorer forest() { return fitted_on("isolation-forest", {noise(2000)}); }

double score_of(ScorerRun& run, const Values& row) {
  run.push(row);
  return *std::ranges::max_element(run.own_numbers().residual);
}

TEST(IsolationForestScorer, RowsLikeThoseOfTheTrainingPartSeldomReachOne) {
  ScorerRun run(forest(), 3);
  const Matrix<double> rows = noise(1000, 2);
  int above = 0;
  for (std::size_t t = 0; t < 1000; ++t)
    if (score_of(run, {rows(t, 0), rows(t, 1), rows(t, 2)}) >= 1) ++above;
  EXPECT_LE(above, 5);
}

TEST(IsolationForestScorer, ARowFarFromAllIsAboveOne) {
  ScorerRun run(forest(), 3);
  score_of(run, {0, 0, 0});
  EXPECT_GT(score_of(run, {9, -9, 9}), 1);
}

TEST(IsolationForestScorer, TheChannelThatIsFarHasTheLargestPart) {
  ScorerRun run(forest(), 3);
  score_of(run, {0, 0, 0});
  score_of(run, {0, 9, 0});
  const auto excess = run.own_numbers().residual;
  EXPECT_GT(excess[1], 1.1 * excess[0]);
  EXPECT_GT(excess[1], 1.1 * excess[2]);
}

TEST(IsolationForestScorer, AJumpCountsBesideTheValue) {
  ScorerRun jumps(forest(), 3), stays(forest(), 3);
  score_of(jumps, {-2, -2, -2});
  score_of(stays, {2, 2, 2});
  EXPECT_GT(score_of(jumps, {2, 2, 2}), score_of(stays, {2, 2, 2}));
}

TEST(IsolationForestScorer, AMissingValueCountsAsTheLastOneAndHasNoExcess) {
  ScorerRun missing(forest(), 3), told(forest(), 3);
  score_of(missing, {1, 0, 0}), score_of(told, {1, 0, 0});
  missing.push({kMissingValue, 0.5, 0});
  told.push({1, 0.5, 0});
  EXPECT_TRUE(std::isnan(missing.own_numbers().residual[0]));
  EXPECT_FALSE(std::isnan(missing.own_numbers().residual[1]));
  EXPECT_EQ(score_of(missing, {0, 0, 0}), score_of(told, {0, 0, 0}));
}

TEST(IsolationForestScorer, IsTheSameEveryTimeAndHasAsManyTreesAsAsked) {
  const Scorer a = forest(), b = forest();
  EXPECT_TRUE(std::ranges::equal(a.learned[1].flat(), b.learned[1].flat()));
  EXPECT_LT(fitted_on("isolation-forest:10", {noise(2000)}).learned[1].rows(), a.learned[1].rows() / 5);
}

TEST(IsolationForestScorer, EqualRowsAreNeverCut) {
  const Scorer scorer = fitted_on("isolation-forest:3", {column(Values(50, 0.0))});
  EXPECT_EQ(scorer.learned[1].rows(), 3U);
  EXPECT_LT(ScorerRun(scorer).residual(0), 1);
}

TEST(IsolationForestScorer, NodesThatLeadBackOrNowhereAreUnsound) {
  const Scorer sound = fitted_on("isolation-forest:2", {noise(100)});
  EXPECT_TRUE(sound.method->is_sound(sound, 3));
  const auto spoilt = [&sound](std::size_t node, std::size_t column, double value) {
    Scorer scorer = sound;
    scorer.learned[1](node, column) = value;
    return !scorer.method->is_sound(scorer, 3);
  };
  EXPECT_TRUE(spoilt(0, 2, 0));    // its own child
  EXPECT_TRUE(spoilt(0, 2, 1e9));  // beyond the end
  EXPECT_TRUE(spoilt(0, 2, 2.5));
  EXPECT_TRUE(spoilt(0, 0, 6));  // three channels have six features
  EXPECT_TRUE(spoilt(0, 0, -2));
  EXPECT_TRUE(spoilt(sound.learned[1].rows() - 1, 3, -1));
}

TEST(IsolationForestScorer, TooFewRowsAreRefused) {
  auto scorer = parse_scorer("isolation-forest");
  const Matrix<double> rows = noise(3);
  const MatrixView<const double> series[] = {rows};
  EXPECT_EQ(fit_scorer(*scorer, series).error().kind, ErrorKind::kData);
}

}  // namespace
}  // namespace tidegate
