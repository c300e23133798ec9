#include "scorer/random.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

Scorer random_scorer_of_one() { return fitted_on("random", {column({1, 2, 3})}); }

TEST(RandomScorer, GivesTheSameForTheSameRowWhateverItsValue) {
  const Values once = ScorerRun(random_scorer_of_one()).residuals({1, 2, 3, 4});
  EXPECT_EQ(ScorerRun(random_scorer_of_one()).residuals({9, 9, 9, 9}), once);
  EXPECT_NE(once[0], once[1]);
}

TEST(RandomScorer, IsSpreadEvenlyFromNoughtToOne) {
  ScorerRun run(random_scorer_of_one());
  int tenths[10] = {};
  for (int t = 0; t < 10'000; ++t) {
    const double score = run.residual(0);
    ASSERT_TRUE(score >= 0 && score < 1);
    ++tenths[static_cast<int>(10 * score)];
  }
  for (const int count : tenths) EXPECT_NEAR(count, 1000, 120);  // four deviations
}

TEST(RandomScorer, ChannelsDifferAndAMissingValueHasNone) {
  Matrix<double> two(3, 2);
  ScorerRun run(fitted_on("random", {two}), 2);
  run.push({1, 1});
  EXPECT_NE(run.own_numbers().residual[0], run.own_numbers().residual[1]);
  EXPECT_TRUE(std::isnan(run.push({kMissingValue, 1}).residual));
}

TEST(RandomScorer, StepsWithoutARowCount) {
  const Values whole = ScorerRun(random_scorer_of_one()).residuals({1, 2, 3, 4});
  ScorerRun run(random_scorer_of_one());
  run.residual(1);
  EXPECT_EQ(run.residual(4, 2), whole[3]);
}

}  // namespace
}  // namespace tidegate
