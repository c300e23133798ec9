#include "scorer/isolation_forest.h"

#include "base/random.h"
#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// Two channels that move together, `rows` rows.
Matrix<double> pairs_of(std::size_t rows) {
  Random random(3);
  Matrix<double> values(rows, 2);
  for (std::size_t t = 0; t < rows; ++t) {
    values(t, 0) = random.normal();
    values(t, 1) = values(t, 0) + 0.1 * random.normal();
  }
  return values;
}

double score_of(ScorerRun& run, const Values& row) {
  run.push(row);
  const auto excess = run.own_numbers().residual;
  return std::max(excess[0], excess[1]);
}

TEST(IsolationForest, ARowFarOffIsIsolatedSoonerThanOneInTheMiddle) {
  ScorerRun run(fitted_on("isolation-forest", {pairs_of(1000)}), 2);
  run.push({0, 0});
  const double usual = score_of(run, {0.1, 0.1});
  EXPECT_LT(usual, 0.5);
  EXPECT_GT(score_of(run, {6, -6}), 0.7);
}

TEST(IsolationForest, TheChannelThatTheCutsGoThroughIsTheStrongest) {
  ScorerRun run(fitted_on("isolation-forest", {pairs_of(1000)}), 2);
  run.push({0, 0});
  score_of(run, {0, 9});
  EXPECT_GT(run.own_numbers().residual[1], run.own_numbers().residual[0]);
}

TEST(IsolationForest, AJumpCountsAsWellAsAValue) {
  ScorerRun run(fitted_on("isolation-forest", {pairs_of(1000)}), 2);
  run.push({2, 2});
  const double jumped = score_of(run, {-2, -2});
  ScorerRun calm(fitted_on("isolation-forest", {pairs_of(1000)}), 2);
  calm.push({-2, -2});
  EXPECT_GT(jumped, score_of(calm, {-2, -2}));
}

TEST(IsolationForest, TheSameRowsGiveTheSameTrees) {
  const Scorer once = fitted_on("isolation-forest:10", {pairs_of(300)}),
               again = fitted_on("isolation-forest:10", {pairs_of(300)});
  ASSERT_EQ(once.learned[0].rows(), again.learned[0].rows());
  EXPECT_TRUE(std::ranges::equal(once.learned[0].flat(), again.learned[0].flat()));
}

TEST(IsolationForest, ARowWithoutValuesHasNoScoreAndOneMissingValueDoesNotMatterMuch) {
  ScorerRun run(fitted_on("isolation-forest", {pairs_of(1000)}), 2);
  run.push({0, 0});
  EXPECT_TRUE(std::isnan(run.push({kMissingValue, kMissingValue}).residual));
  EXPECT_LT(score_of(run, {0, kMissingValue}), 0.5);
}

TEST(IsolationForest, ConstantRowsGrowNoTreeAndAnythingElseIsFar) {
  const Scorer scorer = fitted_on("isolation-forest", {Matrix<double>(50, 1, 2.0)});
  EXPECT_EQ(scorer.learned[0].rows(), 100U);  // each tree is its root
  ScorerRun run(scorer);
  EXPECT_FALSE(std::isnan(run.residual(2)));
}

TEST(IsolationForest, TreesThatLeadNowhereAreUnsound) {
  Scorer scorer = fitted_on("isolation-forest:3", {pairs_of(300)});
  EXPECT_TRUE(scorer.method->is_sound(scorer, 2));
  const double kept = scorer.learned[0](0, 2);
  for (const double bad : {0.0, -1.0, 1e9, 1.5}) {
    scorer.learned[0](0, 2) = bad;
    EXPECT_FALSE(scorer.method->is_sound(scorer, 2)) << bad;
  }
  scorer.learned[0](0, 2) = kept;
  scorer.learned[0](0, 0) = 4;
  EXPECT_FALSE(scorer.method->is_sound(scorer, 2));
}

TEST(IsolationForest, TooFewRowsAreRefused) {
  auto scorer = parse_scorer("isolation-forest");
  const Matrix<double> few(1, 1);
  const MatrixView<const double> series[] = {few};
  EXPECT_FALSE(fit_scorer(*scorer, series));
}

}  // namespace
}  // namespace tidegate
