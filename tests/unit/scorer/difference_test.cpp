#include "scorer/difference.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(Difference, ExpectsTheLastPresentValue) {
  const Scorer scorer = fitted_on("difference", {column({1, 2})});
  ScorerRun run(scorer);
  EXPECT_TRUE(std::isnan(run.residual(3)));
  EXPECT_EQ(run.residual(5), 2);
  EXPECT_TRUE(std::isnan(run.residual(kMissingValue)));
  EXPECT_EQ(run.push({4}).expected, 5);
  EXPECT_EQ(run.residual(9, 3), 5);
}

TEST(Difference, SaysWhatWasExpected) {
  EXPECT_EQ(reason_of(fitted_on("difference", {column({1, 2})}), event_of(9, 4)),
            "9 where 4 was expected, the value of the row before");
}

}  // namespace
}  // namespace tidegate
