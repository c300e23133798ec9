#include "scorer/missing.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(Missing, LastsAsLongAsTheValueIsMissing) {
  const Scorer scorer = fitted_on("missing", {column({1, 2, 3})});
  EXPECT_EQ(ScorerRun(scorer).residuals({1, kMissingValue, kMissingValue, 2, kMissingValue}), (Values{0, 1, 2, 0, 1}));
}

TEST(Missing, HalfAsManyAgainAsInTrainingAndOneMoreAreTooMany) {
  const Scorer scorer = fitted_on("missing", {column({1, kMissingValue, kMissingValue, 3})});  // two: four are too many
  EXPECT_EQ(ScorerRun(scorer).residuals({kMissingValue, kMissingValue, kMissingValue, kMissingValue}),
            (Values{0.25, 0.5, 0.75, 1}));
}

TEST(Missing, TheArgumentIsTheLeastThatIsTooMany) {
  const Scorer scorer = fitted_on("missing:3", {column({1, 2, 3})});
  EXPECT_DOUBLE_EQ(ScorerRun(scorer).residuals({kMissingValue, kMissingValue, kMissingValue}).back(), 1);
}

TEST(Missing, StepsWithoutARowAreReportedByTheRowThatEndsThem) {
  const Scorer scorer = fitted_on("missing", {column({1, 2, 3})});
  ScorerRun run(scorer);
  EXPECT_EQ(run.residual(1), 0);
  EXPECT_EQ(run.residual(2, 5), 5);
  EXPECT_EQ(run.residual(3), 0);
}

TEST(Missing, StepsWithoutARowCountWithRowsWithoutTheValue) {
  const Scorer scorer = fitted_on("missing", {column({1, 2, 3})});
  ScorerRun run(scorer);
  EXPECT_EQ(run.residual(kMissingValue), 1);
  EXPECT_EQ(run.residual(kMissingValue, 2), 4);
  EXPECT_EQ(run.residual(5), 0);
}

TEST(Missing, EachChannelHasItsOwnRun) {
  Matrix<double> training(3, 2, 1.0);
  const Scorer scorer = fitted_on("missing", {training});
  ScorerRun run(scorer, 2);
  run.push({1, kMissingValue});
  run.push({1, kMissingValue});
  EXPECT_EQ(run.own_numbers().residual[0], 0);
  EXPECT_EQ(run.own_numbers().residual[1], 2);
}

TEST(Missing, SaysWhatIsUsual) {
  EXPECT_EQ(reason_of(fitted_on("missing", {column({1, 2, 3})}), event_of(kMissingValue, kMissingValue)),
            "no value where one was due; none is missing in the training part");
  EXPECT_EQ(reason_of(fitted_on("missing", {column({1, kMissingValue, kMissingValue, 3})}),
                      event_of(kMissingValue, kMissingValue)),
            "no value where one was due, for more rows than the 2 at most of the training part");
}

}  // namespace
}  // namespace tidegate
