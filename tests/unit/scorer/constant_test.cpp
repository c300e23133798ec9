#include "scorer/constant.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(ConstantScorer, GivesOneForEveryValueAndNothingForNone) {
  ScorerRun run(fitted_on("constant", {column({1, 2, 3})}));
  EXPECT_EQ(run.residuals({0, -7, 1e9}), (Values{1, 1, 1}));
  EXPECT_TRUE(std::isnan(run.residual(kMissingValue)));
}

}  // namespace
}  // namespace tidegate
