#include "scorer/stuck.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

// Steps of 1; at most two rows on end are the same.
const Values kMoving = {1, 2, 2, 3, 2, 1, 2, 3};

TEST(Stuck, OneIsReachedByTooManyRowsAndGrowsWhileTheValueStays) {
  const Scorer scorer = fitted_on("stuck:4", {column(kMoving)});
  EXPECT_EQ(ScorerRun(scorer).residuals({5, 5, 5, 5, 5, 6, 6}), (Values{0.25, 0.5, 0.75, 1, 1.25, 0.25, 0.5}));
}

TEST(Stuck, HalfAsManyAgainAsInTrainingAreTooMany) {
  const Scorer scorer = fitted_on("stuck:2", {column({1, 2, 2, 2, 2, 3, 4})});  // four: seven are too many
  EXPECT_DOUBLE_EQ(ScorerRun(scorer).residuals(Values(7, 3.0)).back(), 1);
}

TEST(Stuck, ASensorThatTremblesByLessThanAHundredthOfItsStepsIsStuck) {
  const Scorer scorer = fitted_on("stuck:4", {column(kMoving)});
  EXPECT_EQ(ScorerRun(scorer).residuals({5, 5.009, 4.991, 5.001}).back(), 1);
  EXPECT_EQ(ScorerRun(scorer).residuals({5, 5.02, 5.04, 5.06}).back(), 0.25);
}

TEST(Stuck, MissingRowsNeitherEndARunNorCount) {
  const Scorer scorer = fitted_on("stuck:4", {column(kMoving)});
  ScorerRun run(scorer);
  run.residuals({5, 5});
  EXPECT_TRUE(std::isnan(run.residual(kMissingValue)));
  EXPECT_EQ(run.residual(5), 0.75);
  EXPECT_EQ(run.residual(5, 10), 1);
}

TEST(Stuck, AChannelThatNeverMovedInTrainingMayRest) {
  const Scorer scorer = fitted_on("stuck", {column(Values(100, 7.0))});
  EXPECT_LT(ScorerRun(scorer).residuals(Values(150, 7.0)).back(), 1);
}

TEST(Stuck, RunsOfSeveralSeriesDoNotJoin) {
  const Scorer scorer = fitted_on("stuck:2", {column({1, 2, 2}), column({2, 2, 1})});
  EXPECT_DOUBLE_EQ(ScorerRun(scorer).residuals(Values(4, 9.0)).back(), 1);  // the longest run is two: four are too many
}

TEST(Stuck, SaysForHowLongTheValueStaysAndWhatIsUsual) {
  const Scorer scorer = fitted_on("stuck:4", {column(kMoving)});
  EXPECT_EQ(reason_of(scorer, event_of(5, kMissingValue, 3)),
            "the value stays 5 for 6 rows; in the training part for at most 2 rows");
}

}  // namespace
}  // namespace tidegate
