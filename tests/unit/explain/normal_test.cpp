#include "explain/normal.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"

namespace tidegate {
namespace {

NormalChannel learn(std::vector<double> values, double usual_error = 1) {
  const std::vector<double> error = {usual_error};
  return learn_normal({values.data(), values.size(), 1}, error).at(0);
}

TEST(Normal, RangeLeavesOutTheFewMostExtremeValues) {
  std::vector<double> values;
  for (int t = 0; t < 2000; ++t) values.push_back(t % 2 == 0 ? -1 : 1);
  values[500] = 100;
  const NormalChannel normal = learn(values);
  EXPECT_EQ(normal.lowest, -1);
  EXPECT_EQ(normal.highest, 1);
}

TEST(Normal, HoldsAndGapsAreTheLongestOnes) {
  const NormalChannel normal = learn({1, 5, 5, 5, 2, kMissingValue, kMissingValue, 7, 7, 3});
  EXPECT_EQ(normal.longest_hold, 3);
  EXPECT_EQ(normal.longest_gap, 2);
  EXPECT_EQ(learn({1, 2, 1, 2}).longest_hold, 1);
}

TEST(Normal, ValuesAQuarterOfTheUsualErrorApartAreTheSame) {
  EXPECT_EQ(learn({0, 10, 10.2, 10.1, 0, 10, 0}, 1).longest_hold, 3);
  EXPECT_EQ(learn({0, 10, 10.2, 10.1, 0, 10, 0}, 0.1).longest_hold, 1);
  EXPECT_LT(learn({0, 1, 2, 3, 4}, 1e9).same, 1) << "a slow series moves, however large its errors are";
}

TEST(Normal, SpreadIsTheStandardDeviation) { EXPECT_DOUBLE_EQ(learn({1, 3, 1, 3}).spread, 1); }

TEST(Normal, AChannelWithoutValuesGetsTheDefaults) {
  EXPECT_EQ(learn({kMissingValue, kMissingValue, kMissingValue}), NormalChannel{});
}

TEST(Normal, EachChannelIsLearnedByItself) {
  const std::vector<double> values = {1, 10, 2, 10, 1, 10}, error = {1, 1};
  const auto normal = learn_normal({values.data(), 3, 2}, error);
  EXPECT_EQ(normal[0].longest_hold, 1);
  EXPECT_EQ(normal[1].longest_hold, 3);
}

TEST(Normal, ComesBackFromItsNumbers) {
  const std::vector<NormalChannel> channels = {learn({1, 5, 5, 2, kMissingValue, 7}), learn({0, 1, 0, 1})};
  const auto numbers = normal_numbers(channels);
  ASSERT_EQ(numbers.size(), 2 * kNormalNumbers);
  EXPECT_EQ(normal_from_numbers(numbers), channels);
}

TEST(Normal, NumbersThatMakeNoSenseGiveNothing) {
  const std::vector<double> good = {-1, 1, 1, 0.1, 3, 0};
  EXPECT_EQ(normal_from_numbers(good).size(), 1U);
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::vector<double> bad = good;
    bad[i] = i == 0 ? 2 : -2;
    EXPECT_TRUE(normal_from_numbers(bad).empty()) << i;
  }
}

}  // namespace
}  // namespace tidegate
