#include "read/row_block.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

Rows block(std::size_t first, double value, std::int16_t offset) {
  Rows rows;
  start_block(rows, first, 1, 2);
  rows.values(0, 0) = value;
  rows.values(0, 1) = -value;
  add_stamp(rows, Timestamp(Duration(static_cast<int>(value))), offset, "t" + std::to_string(first));
  return rows;
}

TEST(RowBlock, BlocksAreSmallerWhenRowsAreWide) {
  EXPECT_EQ(block_rows(1), 4096U);
  EXPECT_EQ(block_rows(0), 4096U);
  EXPECT_EQ(block_rows(4096), 256U);
  EXPECT_EQ(block_rows(1 << 20), 16U);
}

TEST(RowBlock, StartingABlockForgetsTheLastOne) {
  Rows rows = block(7, 1, 60);
  start_block(rows, 8, 3, 2);
  EXPECT_EQ(rows.first_row, 8U);
  EXPECT_EQ(rows.size(), 3U);
  EXPECT_FALSE(rows.has_time());
  EXPECT_TRUE(rows.utc_offset_minutes.empty() && rows.time_ends.empty() && rows.time_chars.empty());
}

TEST(RowBlock, OffsetsAreKeptFromTheFirstThatIsNotZero) {
  Rows rows;
  start_block(rows, 0, 3, 1);
  add_stamp(rows, {}, 0, "a");
  EXPECT_TRUE(rows.utc_offset_minutes.empty());
  add_stamp(rows, {}, 120, "b");
  add_stamp(rows, {}, 0, "c");
  EXPECT_EQ(rows.utc_offset_minutes, (std::vector<std::int16_t>{0, 120, 0}));
}

TEST(RowBlock, AppendedBlocksAreOneSeries) {
  Rows all;
  append_rows(all, block(0, 1, 0));
  append_rows(all, block(1, 2, 60));
  append_rows(all, block(2, 3, 0));
  EXPECT_EQ(all.size(), 3U);
  EXPECT_EQ(all.values(2, 1), -3);
  EXPECT_EQ(all.utc_offset_minutes, (std::vector<std::int16_t>{0, 60, 0}));
  EXPECT_EQ(all.time_text(0), "t0");
  EXPECT_EQ(all.time_text(2), "t2");
}

TEST(RowBlock, KeysAreAppendedAndEmptied) {
  Rows rows, more;
  start_block(more, 0, 2, 1);
  more.key = {4, 2};
  append_rows(rows, more);
  append_rows(rows, more);
  EXPECT_EQ(rows.key, (std::vector<std::uint32_t>{4, 2, 4, 2}));
  start_block(rows, 0, 1, 1);
  EXPECT_TRUE(rows.key.empty());
}

}  // namespace
}  // namespace tidegate
