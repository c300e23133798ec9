#include "tidegate/inspect.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/missing.h"
#include "unit/series/test_series.h"

namespace tidegate {
namespace {

TEST(Inspect, AChannelIsSummarised) {
  const ChannelSummary v =
      inspect(test_series({4, kMissingValue, kMissingValue, 1, 3, kMissingValue, 2})).channels.at(0);
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
  EXPECT_TRUE(inspect(test_series({2, 2, kMissingValue})).channels.at(0).constant);
  EXPECT_TRUE(inspect(test_series({0, 1, 1})).channels.at(0).flag);
  const ChannelSummary empty = inspect(test_series({kMissingValue, kMissingValue})).channels.at(0);
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

TEST(Inspect, StretchesOfLabelsEndWithTheirKey) {
  SeriesTable keyed = test_keys({3, 3});
  keyed.table.rows.label = {0, 0, 1, 1, 0, 1};
  const auto label = inspect(keyed).label;
  ASSERT_TRUE(label.has_value());
  EXPECT_EQ(label->anomalous, 3U);
  EXPECT_EQ(label->stretches, 3U);
  EXPECT_FALSE(inspect(test_keys({3, 3})).label.has_value());
}

TEST(Inspect, UnevenTimesAreAnsweredWithBinsThatAreFilled) {
  std::vector<std::int64_t> seconds;
  std::vector<double> values;
  for (std::int64_t row = 0; row < 200; ++row) seconds.push_back(row * 280 + row * 7919 % 97), values.push_back(1);
  const Inspection in = inspect(test_series(values, seconds));
  EXPECT_FALSE(in.regular);
  EXPECT_EQ(in.even_bins, std::chrono::minutes(5));
  EXPECT_EQ(inspect(test_series({1, 2, 3}, {0, 10, 20})).even_bins, Duration::zero());
}

TEST(Inspect, RemarksOfReadingAreAdvice) {
  Series series = test_series({1, 2, 3});
  series.notes.remarks = {"column 'fraud' may be a label"};
  EXPECT_EQ(inspect(series).advice.back(), "column 'fraud' may be a label");
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

TEST(InspectKeys, FiguresOfAChannelAreThoseOverAllKeysAndRunsThoseWithinOne) {
  SeriesTable keyed = test_keys({4, 3, 2});
  for (const std::size_t row : {2U, 3U, 4U})
    keyed.table.rows.values(row, 0) = kMissingValue;  // the last two of k0, one of k1
  const Inspection in = inspect(keyed);
  ASSERT_TRUE(in.keys.has_value());
  EXPECT_EQ(in.keys->count, 3U);
  EXPECT_EQ(in.rows, 9U);
  const ChannelSummary& v = in.channels.at(0);
  EXPECT_EQ(v.missing, 3U);
  EXPECT_EQ(v.longest_missing, 2U);
  EXPECT_EQ(v.maximum, 2);
  EXPECT_EQ(v.median, 1);
}

TEST(InspectKeys, OneStepIsTheStepWithinAKey) {
  const Inspection even = inspect(test_keys({30, 30, 2}));
  EXPECT_TRUE(even.regular);
  EXPECT_EQ(even.step, std::chrono::minutes(1));
  EXPECT_EQ(even.regular_share, 1);
  EXPECT_EQ(even.duplicates + even.out_of_order + even.gap_count, 0U);
  SeriesTable keyed = test_keys({30, 30, 30, 30});
  for (std::size_t row = 30; row < 60; ++row) keyed.table.rows.time[row] += std::chrono::seconds(17 * row * row);
  const Inspection uneven = inspect(keyed);
  EXPECT_FALSE(uneven.regular);  // though the longest key is
  EXPECT_NEAR(uneven.regular_share, 0.75, 0.01);
}

TEST(InspectKeys, GapsAndDisorderAreFoundWithinAKeyAndToldByInputRow) {
  SeriesTable keyed = test_keys({30, 30});
  for (std::size_t t = 20; t < 30; ++t) keyed.table.rows.time[30 + t] += std::chrono::minutes(5);  // of k1
  keyed.table.rows.time[10] = keyed.table.rows.time[9];
  keyed.table.rows.time[40] = keyed.table.rows.time[38];
  const Inspection in = inspect(keyed);
  ASSERT_EQ(in.gap_count, 3U);
  EXPECT_EQ(in.gaps.back().after_index, 2U * 19 + 1);
  EXPECT_EQ(in.gaps.back().missing_rows, 5U);
  EXPECT_EQ(in.duplicates, 1U);
  EXPECT_EQ(in.first_duplicate, 2U * 10);
  EXPECT_EQ(in.out_of_order, 1U);
  EXPECT_EQ(in.first_out_of_order, 2U * 10 + 1);
}

TEST(InspectKeys, PeriodsAreThoseOfTheLongestKey) {
  SeriesTable keyed = test_keys({20, 400});
  for (std::size_t t = 0; t < 400; ++t)
    keyed.table.rows.values(20 + t, 0) = std::sin(2 * std::numbers::pi * static_cast<double>(t) / 24);
  ASSERT_FALSE(inspect(keyed).channels.at(0).periods.empty());
  EXPECT_EQ(inspect(keyed).channels.at(0).periods.front(), 24U);
}

}  // namespace
}  // namespace tidegate
