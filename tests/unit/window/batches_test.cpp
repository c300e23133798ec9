#include "window/batches.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace tidegate {
namespace {

/// How often each row is a target that counts.
std::map<std::ptrdiff_t, int> targets(const std::vector<Batch>& batches, std::ptrdiff_t rows) {
  std::map<std::ptrdiff_t, int> count;
  for (const Batch& batch : batches)
    for (const SequenceSpan& s : batch.sequences)
      for (std::ptrdiff_t t = s.start; t < s.end; ++t)
        if (t + 1 >= s.learn_from && t >= 0 && t + 1 < rows) ++count[t + 1];
  return count;
}

TEST(Batches, InChunksEveryRowButTheFirstIsATargetExactlyOnce) {
  for (const std::size_t rows : {2UL, 5UL, 64UL, 65UL, 300UL, 1000UL, 4097UL}) {
    const auto count = targets(chunk_batches({16, 32, 50}, rows), static_cast<std::ptrdiff_t>(rows));
    EXPECT_EQ(count.size(), rows - 1) << rows;
    for (const auto& [row, times] : count) EXPECT_EQ(times, 1) << "row " << row << " of " << rows;
  }
}

TEST(Batches, ChunksOfAPieceFollowEachOtherWithoutAGap) {
  const auto batches = chunk_batches({4, 10, 20}, 1000);
  ASSERT_GT(batches.size(), 2U);
  EXPECT_TRUE(batches[0].fresh);
  for (std::size_t b = 1; b < batches.size(); ++b) {
    EXPECT_FALSE(batches[b].fresh);
    EXPECT_EQ(batches[b].sequences[1].start,
              batches[b - 1].sequences[1].start + static_cast<std::ptrdiff_t>(batches[b - 1].steps));
  }
}

TEST(Batches, AShortSeriesRunsAsOnePiece) { EXPECT_EQ(chunk_batches({16, 8, 50}, 150)[0].sequences.size(), 1U); }

TEST(Batches, InWindowsEveryRowAfterTheFirstWindowIsATargetExactlyOnce) {
  Random random(1);
  const auto count = targets(window_batches({7, 10, 0}, 100, random), 100);
  EXPECT_EQ(count.size(), 90U);
  EXPECT_EQ(count.begin()->first, 10);
  for (const auto& [row, times] : count) EXPECT_EQ(times, 1);
}

TEST(Batches, AWindowSeesOnlyRowsBeforeItsTarget) {
  Random random(2);
  for (const Batch& batch : window_batches({7, 10, 0}, 50, random))
    for (const SequenceSpan& s : batch.sequences) {
      EXPECT_EQ(s.end, s.learn_from);
      EXPECT_EQ(s.end - s.start, 10);
    }
}

TEST(Batches, ASeriesShorterThanAWindowIsPaddedInFront) {
  Random random(3);
  const auto batches = window_batches({4, 10, 0}, 6, random);
  ASSERT_EQ(batches.size(), 1U);
  EXPECT_LT(batches[0].sequences[0].start, 0);
  EXPECT_EQ(targets(batches, 6).size(), 1U);
}

TEST(Batches, WindowsComeInAnotherOrderInEveryEpoch) {
  Random random(4);
  const auto first = window_batches({8, 4, 0}, 60, random), second = window_batches({8, 4, 0}, 60, random);
  EXPECT_NE(first[0].sequences[0].end, second[0].sequences[0].end);
}

}  // namespace
}  // namespace tidegate
