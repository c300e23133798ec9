#include "score/overlap.h"

#include <gtest/gtest.h>

#include "base/missing.h"
#include "choices.h"

#include <cmath>
#include <vector>

namespace tidegate {
namespace {

double expected(std::string_view name, double value, const std::vector<double>& given) {
  const Overlap overlap = choice<Overlap>(name);
  std::vector<double> kept(overlap_numbers(overlap, 5), 77.0);  // what an earlier row left behind
  for (std::size_t i = 0; i < given.size(); ++i) take_reconstruction(overlap, value, given[i], kept, i);
  return expected_of(overlap, kept, given.size());
}

TEST(Overlap, TheMeanOfAllWindowsIsTheMean) { EXPECT_EQ(expected("mean", 9, {1, 2, 6}), 3); }

TEST(Overlap, TheMedianIsTheMiddleOneOrTheMeanOfTwo) {
  EXPECT_EQ(expected("median", 9, {6, 1, 2}), 2);
  EXPECT_EQ(expected("median", 9, {6, 1, 3, 2}), 2.5);
}

TEST(Overlap, TheMaxIsTheOneFurthestFromTheValueOnEitherSide) {
  EXPECT_EQ(expected("max", 4, {3, 6, 5}), 6);
  EXPECT_EQ(expected("max", 4, {3, 1, 5}), 1);
  EXPECT_EQ(expected("max", 4, {3, 5}), 3);
}

TEST(Overlap, AMissingValueIsStillExpectedByMeanAndMedian) {
  EXPECT_EQ(expected("mean", kMissingValue, {1, 3}), 2);
  EXPECT_EQ(expected("median", kMissingValue, {1, 3, 4}), 3);
  EXPECT_TRUE(std::isnan(expected("max", kMissingValue, {1, 3})));
}

TEST(Overlap, WithoutAWindowNothingIsExpected) {
  for (const char* name : {"mean", "median", "max"}) EXPECT_TRUE(std::isnan(expected(name, 4, {}))) << name;
}

TEST(Overlap, KeepsAsManyNumbersAsItNeeds) {
  EXPECT_EQ(overlap_numbers(Overlap::kLast, 64), 0U);
  EXPECT_EQ(overlap_numbers(Overlap::kMean, 64), 1U);
  EXPECT_EQ(overlap_numbers(Overlap::kMax, 64), 1U);
  EXPECT_EQ(overlap_numbers(Overlap::kMedian, 64), 64U);
}

}  // namespace
}  // namespace tidegate
