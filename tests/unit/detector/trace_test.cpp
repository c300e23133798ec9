#include "tidegate/detector.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace tidegate {
namespace {

constexpr std::array<double, 2> kValues{1, 2}, kExpected{3, 4}, kLower{5, 6}, kUpper{7, 8}, kShare{0.25, 0.75};

TEST(Trace, IsEmptyOfNumbersUntilRowsAreKept) {
  const Trace trace(3, 2);
  EXPECT_EQ(trace.rows(), 3U);
  for (const Matrix<double>* field :
       {&trace.score, &trace.threshold, &trace.value, &trace.expected, &trace.lower, &trace.upper})
    for (const double entry : field->flat()) EXPECT_TRUE(std::isnan(entry));
}

TEST(Trace, KeepsAScoredRowInItsPlace) {
  Trace trace(3, 2);
  trace.keep(1, {Phase::kAnomalous, 9, 6, kValues, kExpected, kLower, kUpper, kShare});
  EXPECT_EQ(trace.score(1, 0), 9);
  EXPECT_EQ(trace.threshold(1, 0), 6);
  EXPECT_EQ(trace.value(1, 1), 2);
  EXPECT_EQ(trace.expected(1, 0), 3);
  EXPECT_EQ(trace.lower(1, 1), 6);
  EXPECT_EQ(trace.upper(1, 1), 8);
  EXPECT_TRUE(std::isnan(trace.score(0, 0)) && std::isnan(trace.value(2, 0)));
}

TEST(Trace, ARowWithoutScoreHasItsValuesOnly) {
  for (const Phase phase : {Phase::kWarmup, Phase::kMissing, Phase::kLate, Phase::kDuplicate}) {
    Trace trace(1, 2);
    trace.keep(0, {phase, std::nan(""), 6, kValues, {}, {}, {}, {}});
    EXPECT_EQ(trace.value(0, 0), 1);
    EXPECT_EQ(trace.threshold(0, 0), 6);
    EXPECT_TRUE(std::isnan(trace.score(0, 0)));
    EXPECT_TRUE(std::isnan(trace.expected(0, 0)) && std::isnan(trace.upper(0, 1)));
  }
}

}  // namespace
}  // namespace tidegate
