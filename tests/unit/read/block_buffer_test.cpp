#include "read/block_buffer.h"

#include <gtest/gtest.h>

#include "unit/read/test_input.h"

namespace tidegate {
namespace {

TEST(BlockBuffer, KeepsWhatIsNotConsumed) {
  BlockBuffer buffer = memory_buffer("abcdefgh", 3);
  ASSERT_TRUE(buffer.fill_to(5));
  EXPECT_EQ(buffer.pending(), "abcdef");
  buffer.consume(4);
  ASSERT_TRUE(buffer.fill().value());
  EXPECT_EQ(buffer.pending(), "efgh");
  EXPECT_FALSE(buffer.fill().value());
  EXPECT_TRUE(buffer.ended());
  EXPECT_EQ(buffer.pending(), "efgh");
}

TEST(BlockBuffer, GrowsForOneLongRecordOnly) {
  BlockBuffer buffer(std::make_unique<MemoryInput>(std::string(100000, 'x'), 100000, 40));
  ASSERT_TRUE(buffer.fill_to(3 * BlockBuffer::kBlockBytes));
  EXPECT_EQ(buffer.pending().size() >= 3 * BlockBuffer::kBlockBytes, true);
  EXPECT_EQ(buffer.pending().find_first_not_of('x'), std::string_view::npos);
}

TEST(BlockBuffer, FillingPastTheEndStopsThere) {
  BlockBuffer buffer = memory_buffer("ab");
  ASSERT_TRUE(buffer.fill_to(100));
  EXPECT_EQ(buffer.pending(), "ab");
  EXPECT_TRUE(buffer.ended());
}

}  // namespace
}  // namespace tidegate
