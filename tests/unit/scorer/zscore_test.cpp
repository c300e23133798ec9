#include "scorer/zscore.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(Zscore, ExpectsTheMeanOfTheRowsBeforeAndCountsInTheirDeviation) {
  const Scorer scorer = fitted_on("zscore:4", {column({1, 2})});
  ScorerRun run(scorer);
  for (const double value : {1, 3, 1, 3}) EXPECT_TRUE(std::isnan(run.residual(value)));
  const Given given = run.push({5});
  EXPECT_DOUBLE_EQ(given.expected, 2);
  EXPECT_DOUBLE_EQ(given.spread, 1);
  EXPECT_DOUBLE_EQ(given.residual, 3);
  EXPECT_DOUBLE_EQ(run.push({0}).expected, 3);  // 3, 1, 3, 5
}

TEST(Zscore, MissingValuesAreNotCounted) {
  const Scorer scorer = fitted_on("zscore:2", {column({1, 2})});
  ScorerRun run(scorer);
  run.residuals({1, kMissingValue, kMissingValue, 3});
  EXPECT_DOUBLE_EQ(run.push({2}).expected, 2);
}

TEST(Zscore, AWindowThatHardlyMovesHasALeastDeviation) {
  const Scorer scorer = fitted_on("zscore:2", {column({1, 2})});
  ScorerRun run(scorer);
  run.residuals({1, 1});
  EXPECT_DOUBLE_EQ(run.push({2}).residual, 1 / kLeastMovement);
}

TEST(Zscore, SaysWhatWasExpected) {
  EXPECT_EQ(reason_of(fitted_on("zscore", {column({1, 2})}), event_of(9, 4)),
            "9 where 4 was expected, the mean of the rows before");
}

}  // namespace
}  // namespace tidegate
