#include "render/plot_columns.h"

#include <gtest/gtest.h>

#include "base/missing.h"

namespace tidegate {
namespace {

using namespace std::chrono_literals;

TEST(PlotColumns, FirstAndLastRowTakeFirstAndLastColumn) {
  const ColumnMap map(1000, {}, 90);
  EXPECT_EQ(map.column(0), 0U);
  EXPECT_EQ(map.column(999), 89U);
}

TEST(PlotColumns, TheExtremesOfEveryColumnAreKept) {
  std::vector<float> values(10'000, 0.F);
  values[5'432] = 7;
  values[5'433] = -3;
  const ColumnMap map(values.size(), {}, 50);
  const ColumnExtent column = column_extents(map, values)[map.column(5'432)];
  EXPECT_EQ(column.high, 7);
  EXPECT_EQ(column.low, -3);
}

TEST(PlotColumns, AMissingValueEndsTheLine) {
  const std::vector<float> values = {1, 2, kMissingValue, 4, 5};
  const ColumnMap map(5, {}, 5);
  const auto columns = column_extents(map, values);
  EXPECT_TRUE(columns[1].joined);
  EXPECT_TRUE(columns[2].empty());
  EXPECT_FALSE(columns[3].joined);
  EXPECT_TRUE(columns[4].joined);
}

TEST(PlotColumns, TimePlacesRowsAndAGapEndsTheLine) {
  const std::vector<Timestamp> time = {Timestamp{0s}, Timestamp{1s}, Timestamp{2s}, Timestamp{9s}, Timestamp{10s}};
  const ColumnMap map(5, time, 11);
  EXPECT_EQ(map.column(2), 2U);
  EXPECT_EQ(map.column(3), 9U);
  EXPECT_TRUE(map.gap_before(3));
  EXPECT_FALSE(map.gap_before(4));
  EXPECT_FALSE(column_extents(map, std::vector<float>{1, 1, 1, 1, 1})[9].joined);
}

TEST(PlotColumns, OneRowAndRowsAtOneMomentHaveAPlace) {
  EXPECT_EQ(ColumnMap(1, {}, 40).column(0), 0U);
  const std::vector<Timestamp> same(3);
  EXPECT_EQ(ColumnMap(3, same, 40).column(2), 39U);
}

}  // namespace
}  // namespace tidegate
