#include "window/batches.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace tidegate {
namespace {

std::vector<Batch> chunks(const BatchConfig& config, std::size_t rows) {
  Random random(1);
  const SeriesRows series{0, rows};
  return chunk_batches(config, {&series, 1}, random);
}

std::vector<Batch> windows(const BatchConfig& config, std::size_t rows, Random& random) {
  const SeriesRows series{0, rows};
  return window_batches(config, {&series, 1}, random);
}

/// How often each row is a target that counts.
std::map<std::ptrdiff_t, int> targets(const std::vector<Batch>& batches, std::ptrdiff_t rows) {
  std::map<std::ptrdiff_t, int> count;
  for (const Batch& batch : batches)
    for (const SequenceSpan& s : batch.sequences)
      for (std::ptrdiff_t t = s.start; t < s.end; ++t)
        if (t >= s.learn_from && t >= 0 && t + 1 < rows) ++count[t + 1];
  return count;
}

TEST(Batches, InChunksEveryRowButTheFirstIsATargetExactlyOnce) {
  for (const std::size_t rows : {2UL, 5UL, 64UL, 65UL, 300UL, 1000UL, 4097UL}) {
    const auto count = targets(chunks({16, 32, 50}, rows), static_cast<std::ptrdiff_t>(rows));
    EXPECT_EQ(count.size(), rows - 1) << rows;
    for (const auto& [row, times] : count) EXPECT_EQ(times, 1) << "row " << row << " of " << rows;
  }
}

TEST(Batches, ChunksOfAPieceFollowEachOtherWithoutAGap) {
  const auto batches = chunks({4, 10, 20}, 1000);
  ASSERT_GT(batches.size(), 2U);
  EXPECT_TRUE(batches[0].fresh);
  for (std::size_t b = 1; b < batches.size(); ++b) {
    EXPECT_FALSE(batches[b].fresh);
    EXPECT_EQ(batches[b].sequences[1].start,
              batches[b - 1].sequences[1].start + static_cast<std::ptrdiff_t>(batches[b - 1].steps));
  }
}

TEST(Batches, AShortSeriesRunsAsOnePiece) { EXPECT_EQ(chunks({16, 8, 50}, 150)[0].sequences.size(), 1U); }

TEST(Batches, InWindowsEveryRowAfterTheFirstWindowIsATargetExactlyOnce) {
  Random random(1);
  const auto count = targets(windows({7, 10, 0}, 100, random), 100);
  EXPECT_EQ(count.size(), 90U);
  EXPECT_EQ(count.begin()->first, 10);
  for (const auto& [row, times] : count) EXPECT_EQ(times, 1);
}

TEST(Batches, AWindowSeesOnlyRowsBeforeItsTarget) {
  Random random(2);
  for (const Batch& batch : windows({7, 10, 0}, 50, random))
    for (const SequenceSpan& s : batch.sequences) {
      EXPECT_EQ(s.end - 1, s.learn_from);
      EXPECT_EQ(s.end - s.start, 10);
    }
}

TEST(Batches, ASeriesShorterThanAWindowIsPaddedInFront) {
  Random random(3);
  const auto batches = windows({4, 10, 0}, 6, random);
  ASSERT_EQ(batches.size(), 1U);
  EXPECT_LT(batches[0].sequences[0].start, 0);
  EXPECT_EQ(targets(batches, 6).size(), 1U);
}

/// How often the step of each row counts.
std::map<std::ptrdiff_t, int> learned(const std::vector<Batch>& batches) {
  std::map<std::ptrdiff_t, int> count;
  for (const Batch& batch : batches)
    for (const SequenceSpan& s : batch.sequences)
      for (std::ptrdiff_t t = std::max({s.start, s.learn_from, s.first}); t < s.end; ++t) ++count[t];
  return count;
}

TEST(Batches, WithoutALookAheadEveryRowOfASeriesCountsTheLastOneToo) {
  BatchConfig config{4, 10, 20};
  config.ahead = 0;
  const auto in_chunks = learned(chunks(config, 333));
  EXPECT_EQ(in_chunks.size(), 333U);
  for (const auto& [row, times] : in_chunks) EXPECT_EQ(times, 1) << row;
  Random random(1);
  const auto in_windows = learned(windows(config, 100, random));
  EXPECT_EQ(in_windows.size(), 91U);
  EXPECT_EQ(in_windows.begin()->first, 9);
  EXPECT_EQ(in_windows.rbegin()->first, 99);
}

TEST(Batches, OfWholeWindowsEveryRowCountsOnceForEachWindowItLiesIn) {
  BatchConfig config{4, 10, 0, 0, true};
  Random random(1);
  const auto count = learned(windows(config, 100, random));
  EXPECT_EQ(count.size(), 100U);
  EXPECT_EQ(count.at(0), 1);
  EXPECT_EQ(count.at(50), 10);
}

TEST(Batches, WindowsComeInAnotherOrderInEveryEpoch) {
  Random random(4);
  const auto first = windows({8, 4, 0}, 60, random), second = windows({8, 4, 0}, 60, random);
  EXPECT_NE(first[0].sequences[0].end, second[0].sequences[0].end);
}

const std::vector<SeriesRows> kSeries = {{0, 300}, {300, 302}, {302, 400}, {400, 1000}, {1000, 1090}};

/// Every row but the first of its series counts once, and none is predicted from another series' rows.
void expect_each_series_by_itself(const std::vector<Batch>& batches) {
  std::map<std::ptrdiff_t, int> count;
  for (const Batch& batch : batches)
    for (const SequenceSpan& s : batch.sequences) {
      const auto own = std::find_if(kSeries.begin(), kSeries.end(), [&](const SeriesRows& one) {
        return static_cast<std::ptrdiff_t>(one.begin) == s.first;
      });
      ASSERT_NE(own, kSeries.end());
      for (std::ptrdiff_t t = std::max(s.start, s.first); t < s.end; ++t) {
        ASSERT_LT(t + 1, static_cast<std::ptrdiff_t>(own->end));
        if (t >= s.learn_from) ++count[t + 1];
      }
    }
  EXPECT_EQ(count.size(), 1090 - kSeries.size());
  for (const auto& [row, times] : count) EXPECT_EQ(times, 1) << row;
}

TEST(Batches, InChunksOfManySeriesEachRunsByItself) {
  Random random(5);
  expect_each_series_by_itself(chunk_batches({4, 32, 20}, kSeries, random));
  expect_each_series_by_itself(chunk_batches({2, 32, 20}, kSeries, random));
}

TEST(Batches, InWindowsOfManySeriesEachRunsByItself) {
  Random random(6);
  for (const Batch& batch : window_batches({7, 10, 0}, kSeries, random))
    for (const SequenceSpan& s : batch.sequences) EXPECT_GE(s.learn_from, s.first);
  expect_each_series_by_itself(window_batches({7, 1, 0}, kSeries, random));
}

TEST(Batches, RoundsOfManySeriesComeInAnotherOrderInEveryEpoch) {
  Random random(7);
  std::vector<SeriesRows> many;
  for (std::size_t i = 0; i < 40; ++i) many.push_back({i * 100, i * 100 + 100});
  const auto first = chunk_batches({4, 10, 50}, many, random), second = chunk_batches({4, 10, 50}, many, random);
  const auto order = [](const std::vector<Batch>& batches) {
    std::vector<std::ptrdiff_t> firsts;
    for (const Batch& batch : batches) firsts.push_back(batch.sequences[0].first);
    return firsts;
  };
  EXPECT_NE(order(first), order(second));
}

}  // namespace
}  // namespace tidegate
