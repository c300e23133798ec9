#include "tidegate/inspect.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "unit/series/test_series.h"

namespace tidegate {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

TEST(Inspect, AChannelIsSummarised) {
  const ChannelSummary v = inspect(test_series({4, kNaN, kNaN, 1, 3, kNaN, 2})).channels.at(0);
  EXPECT_EQ(v.missing, 3U);
  EXPECT_EQ(v.longest_missing, 2U);
  EXPECT_EQ(v.minimum, 1);
  EXPECT_EQ(v.maximum, 4);
  EXPECT_EQ(v.median, 2.5);
  EXPECT_EQ(v.mean, 2.5);
  EXPECT_DOUBLE_EQ(v.deviation, std::sqrt(1.25));
  EXPECT_EQ(v.distinct, 4U);
  EXPECT_FALSE(v.constant || v.flag);
}

TEST(Inspect, ALargeOffsetDoesNotSpoilTheDeviation) {
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) values.push_back(1e9 + i % 2);
  EXPECT_NEAR(inspect(test_series(values)).channels.at(0).deviation, 0.5, 1e-9);
}

TEST(Inspect, ConstantsFlagsAndEmptyChannelsAreTold) {
  EXPECT_TRUE(inspect(test_series({2, 2, kNaN})).channels.at(0).constant);
  EXPECT_TRUE(inspect(test_series({0, 1, 1})).channels.at(0).flag);
  const ChannelSummary empty = inspect(test_series({kNaN, kNaN})).channels.at(0);
  EXPECT_TRUE(empty.constant && std::isnan(empty.minimum) && std::isnan(empty.median));
  EXPECT_EQ(empty.missing, 2U);
}

TEST(Inspect, GapsDuplicatesAndDisorderAreFound) {
  const Inspection in = inspect(test_series({1, 2, 3, 4, 5, 6, 7, 8}, {0, 10, 20, 50, 50, 60, 30, 70}));
  EXPECT_EQ(in.step, std::chrono::seconds(10));
  EXPECT_TRUE(in.regular);
  ASSERT_EQ(in.gaps.size(), 1U);
  EXPECT_EQ(in.gaps[0].after_index, 2U);
  EXPECT_EQ(in.gaps[0].missing_rows, 2U);
  EXPECT_EQ(in.gaps[0].length, std::chrono::seconds(30));
  EXPECT_EQ(in.missing_rows, 2U);
  EXPECT_EQ(in.duplicates, 1U);
  EXPECT_EQ(in.first_duplicate, 4U);
  EXPECT_EQ(in.out_of_order, 1U);
  EXPECT_EQ(in.first_out_of_order, 6U);
}

TEST(Inspect, JitterIsTheUsualDeviationFromTheStep) {
  EXPECT_EQ(inspect(test_series({1, 2, 3, 4}, {0, 10, 20, 30})).jitter, 0);
  std::vector<std::int64_t> seconds = {0};
  std::vector<double> values = {0};
  for (int i = 0; i < 100; ++i) {
    seconds.push_back(seconds.back() + (i % 2 == 0 ? 90 : 110));
    values.push_back(i);
  }
  EXPECT_NEAR(inspect(test_series(values, seconds)).jitter, 0.1, 0.11);
  EXPECT_GT(inspect(test_series(values, seconds)).jitter, 0);
}

TEST(Inspect, PeriodsAreThoseOfTheChannel) {
  std::vector<double> values;
  for (int i = 0; i < 500; ++i) values.push_back(std::sin(2 * std::numbers::pi * i / 25));
  EXPECT_EQ(inspect(test_series(values)).channels.at(0).periods, std::vector<std::size_t>{25});
}

TEST(Inspect, OneRowIsEnough) {
  const Inspection in = inspect(test_series({5}, {100}));
  EXPECT_EQ(in.rows, 1U);
  EXPECT_EQ(in.step, Duration::zero());
  EXPECT_TRUE(in.regular);
  EXPECT_EQ(in.first, in.last);
  EXPECT_FALSE(in.advice.empty());
}

TEST(Inspect, OnlyTheLongestThousandGapsAreListedButAllAreCounted) {
  std::vector<std::int64_t> seconds;
  for (std::int64_t i = 0; i < 12000; ++i)
    if (i % 10 != 9) seconds.push_back(i);
  const Inspection in = inspect(test_series(std::vector<double>(seconds.size(), 1), seconds));
  EXPECT_EQ(in.gap_count, 1199U);
  EXPECT_EQ(in.gaps.size(), 1000U);
}

}  // namespace
}  // namespace tidegate
