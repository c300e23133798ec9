#include "scorer/seasonal.h"

#include <numbers>

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(Seasonal, ExpectsTheValueOnePeriodBefore) {
  const Scorer scorer = fitted_on("seasonal:3", {column({1, 2, 3})});
  ScorerRun run(scorer);
  for (const double value : {1, 2, 3}) EXPECT_TRUE(std::isnan(run.residual(value)));
  EXPECT_EQ(run.push({1.5}).expected, 1);
  EXPECT_EQ(run.push({2.5}).residual, 0.5);
  run.push({3});
  EXPECT_EQ(run.push({1}).expected, 1.5);
}

TEST(Seasonal, AMissingValueLeavesTheOlderOneInItsPlace) {
  const Scorer scorer = fitted_on("seasonal:2", {column({1, 2, 3})});
  ScorerRun run(scorer);
  run.residuals({1, 2});
  EXPECT_TRUE(std::isnan(run.residual(kMissingValue)));
  run.residual(2);
  EXPECT_EQ(run.push({7}).expected, 1);
}

TEST(Seasonal, StepsWithoutARowTakeTheirPlaceInThePeriod) {
  const Scorer scorer = fitted_on("seasonal:4", {column({1, 2, 3})});
  ScorerRun run(scorer);
  run.residuals({1, 2, 3, 4});
  EXPECT_EQ(run.push({0}, 2).expected, 3);
}

TEST(Seasonal, FindsThePeriodOfTheTrainingPart) {
  Values wave;
  for (int t = 0; t < 400; ++t) wave.push_back(std::sin(2 * std::numbers::pi * t / 25));
  const Scorer scorer = fitted_on("seasonal", {column(wave)});
  EXPECT_EQ(scorer.argument, 25U);
  EXPECT_EQ(scorer.method->warmup(scorer), 25U);
}

TEST(Seasonal, WithoutAPeriodItAsksForOne) {
  auto scorer = parse_scorer("seasonal");
  const Matrix<double> flat(50, 1, 1.0);
  const MatrixView<const double> series[] = {flat};
  const Status fitted = fit_scorer(*scorer, series);
  ASSERT_FALSE(fitted);
  EXPECT_EQ(fitted.error().kind, ErrorKind::kData);
  EXPECT_EQ(fitted.error().option, "scorers");
  EXPECT_FALSE(fitted.error().remedies.empty());
}

TEST(Seasonal, SaysWhatWasExpected) {
  EXPECT_EQ(reason_of(fitted_on("seasonal:2", {column({1, 2, 3})}), event_of(12.3, 4.1)),
            "12.3 where 4.1 was expected, the value one period before");
}

}  // namespace
}  // namespace tidegate
