#include "scorer/range.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

// The earlier half goes from 0 to 10, the later one no further: the tolerance is a twentieth of 10.
Scorer ten_wide() { return fitted_on("range", {column({0, 10, 5, 5, 5, 5})}); }

TEST(Range, WhatLiesInsideHasNoExcess) { EXPECT_EQ(ScorerRun(ten_wide()).residuals({0, 3, 10}), (Values{0, 0, 0})); }

TEST(Range, OneIsATwentiethOfTheWidthOutside) {
  EXPECT_EQ(ScorerRun(ten_wide()).residuals({10.5, -0.5, 15}), (Values{1, 1, 10}));
}

TEST(Range, ALaterHalfThatWentFurtherTeachesTolerance) {
  const Scorer scorer = fitted_on("range", {column({0, 10, 5, 5, 14, 5})});  // four tenths of the width of 10
  ScorerRun run(scorer);
  EXPECT_DOUBLE_EQ(run.residual(14), 0);
  EXPECT_DOUBLE_EQ(run.residual(14 + 0.4 * 14), 1);
}

TEST(Range, AChannelThatNeverMovedIsOutsideAsSoonAsItMoves) {
  const Scorer scorer = fitted_on("range", {column({0, 0, 0, 0})});
  ScorerRun run(scorer);
  EXPECT_EQ(run.residual(0), 0);
  EXPECT_GT(run.residual(1), 1e6);
}

TEST(Range, TheNearestValueOfTheRangeIsExpected) {
  ScorerRun run(ten_wide());
  EXPECT_EQ(run.push({12}).expected, 10);
  EXPECT_EQ(run.push({-1}).expected, 0);
  EXPECT_EQ(run.push({4}).expected, 4);
}

TEST(Range, AMissingValueHasNoExcess) { EXPECT_TRUE(std::isnan(ScorerRun(ten_wide()).residual(kMissingValue))); }

TEST(Range, TheBandEndsWhereTheExcessReachesTheThreshold) {
  const ExcessBand band = excess_band(ten_wide(), 0, 2);
  EXPECT_DOUBLE_EQ(band.lower, -1);
  EXPECT_DOUBLE_EQ(band.upper, 11);
}

TEST(Range, SeveralSeriesShareARange) {
  const Scorer scorer = fitted_on("range", {column({0, 1, 0, 1}), column({9, 10, 9, 10})});
  ScorerRun run(scorer);
  EXPECT_EQ(run.residual(5), 0);
  EXPECT_EQ(run.residual(10), 0);
}

TEST(Range, SaysWhichEndWasPassed) {
  EXPECT_EQ(reason_of(ten_wide(), event_of(12, 10)), "12 is above 10, the highest value of the training part");
  EXPECT_EQ(reason_of(ten_wide(), event_of(-3, 0)), "-3 is below 0, the lowest value of the training part");
}

}  // namespace
}  // namespace tidegate
