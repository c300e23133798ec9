#include "tidegate/series.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

/// Rows of keys b, a, b, c, a: values 0 to 4, times in seconds.
Series mixed() {
  Series series;
  series.key_column = "who";
  series.keys = {"b", "a", "c"};
  series.rows.key = {0, 1, 0, 2, 1};
  series.rows.values = Matrix<double>(5, 1);
  for (std::size_t row = 0; row < 5; ++row) {
    series.rows.values(row, 0) = static_cast<double>(row);
    series.rows.time.emplace_back(std::chrono::seconds(row));
    series.rows.label.push_back(row == 4);
    series.rows.utc_offset_minutes.push_back(static_cast<std::int16_t>(10 * row));
  }
  return series;
}

TEST(Keys, RowsOfAKeyLieTogetherInTheOrderTheyCame) {
  const SeriesTable keyed = series_table(mixed());
  EXPECT_EQ(keyed.begin, (std::vector<std::size_t>{0, 2, 4, 5}));
  EXPECT_EQ(keyed.input_row, (std::vector<std::size_t>{0, 2, 1, 4, 3}));
  EXPECT_EQ(keyed.series(), 3U);
  EXPECT_EQ(keyed.rows_of(2), 1U);
  const Rows& rows = keyed.table.rows;
  EXPECT_EQ(std::vector<double>(rows.values.flat().begin(), rows.values.flat().end()),
            (std::vector<double>{0, 2, 1, 4, 3}));
  EXPECT_EQ(rows.time[3], Timestamp(std::chrono::seconds(4)));
  EXPECT_EQ(rows.label, (std::vector<std::int8_t>{0, 0, 0, 1, 0}));
  EXPECT_EQ(rows.utc_offset_minutes, (std::vector<std::int16_t>{0, 20, 10, 40, 30}));
  EXPECT_EQ(rows.key, (std::vector<std::uint32_t>{0, 0, 1, 1, 2}));
}

TEST(Keys, WhatTheInputDoesNotHaveStaysEmpty) {
  Series series = mixed();
  series.rows.time.clear();
  series.rows.label.clear();
  series.rows.utc_offset_minutes.clear();
  const SeriesTable keyed = series_table(std::move(series));
  EXPECT_FALSE(keyed.table.rows.has_time());
  EXPECT_TRUE(keyed.table.rows.label.empty());
}

TEST(Keys, TheMiddleLengthIsThatOfTheMiddleRowAndNotOfTheMiddleKey) {
  EXPECT_EQ(middle_length({20, 20, 20}), 20U);
  EXPECT_EQ(middle_length({1, 1, 1, 1, 1, 100}), 100U);
  EXPECT_EQ(middle_length({30, 10, 20}), 20U);
  EXPECT_EQ(middle_length({}), 0U);
}

}  // namespace
}  // namespace tidegate
