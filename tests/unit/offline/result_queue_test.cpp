#include "offline/result_queue.h"

#include <gtest/gtest.h>

#include <numeric>

#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

Verdict verdict_of(double score, Phase phase = Phase::kNormal) {
  Verdict verdict;
  verdict.phase = phase, verdict.score = score, verdict.threshold = 2 * score;
  return verdict;
}

class Queue : public testing::Test {
 protected:
  void add(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) queue_.add(series_.rows, (next_++) % kSmallRows, 7);
  }
  /// The scores of what is released; a row is settled with its own number.
  std::vector<double> released() {
    std::vector<double> scores;
    EXPECT_TRUE(queue_.release([&](ScoredRow& row, std::uint32_t) -> Status {
      scores.push_back(row.score);
      return {};
    }));
    return scores;
  }
  static std::vector<double> numbers(std::size_t first, std::size_t count) {
    std::vector<double> all(count);
    std::iota(all.begin(), all.end(), static_cast<double>(first));
    return all;
  }

  Series series_ = small_series("a");
  ResultQueue queue_{0};
  std::size_t next_ = 0;
};

TEST_F(Queue, RowsLeaveInTheOrderTheyCameWhateverTheOrderOfTheirVerdicts) {
  add(4);
  for (const std::size_t number : {2, 0, 3, 1}) queue_.settle(number, verdict_of(static_cast<double>(number)));
  EXPECT_EQ(released(), numbers(0, 4));
  EXPECT_TRUE(released().empty()) << "each leaves once";
}

TEST_F(Queue, NoRowOvertakesOneThatWaits) {
  add(3);
  queue_.settle(0, verdict_of(0));
  queue_.settle(2, verdict_of(2));
  EXPECT_EQ(released(), numbers(0, 1));
  queue_.settle(1, verdict_of(1));
  EXPECT_EQ(released(), numbers(1, 2));
}

TEST_F(Queue, GrowsWithoutLosingRowsThatWait) {
  add(50);
  for (std::size_t n = 0; n < 40; ++n) queue_.settle(n, verdict_of(static_cast<double>(n)));
  EXPECT_EQ(released(), numbers(0, 40));
  add(300);  // the ring begins in its middle
  for (std::size_t n = 350; n-- > 40;) queue_.settle(n, verdict_of(static_cast<double>(n)));
  EXPECT_EQ(released(), numbers(40, 310));
}

TEST_F(Queue, APlaceThatWasUsedBeforeWaitsForAVerdictOfItsOwn) {
  for (std::size_t n = 0; n < 200; ++n) {
    add(1);
    EXPECT_TRUE(released().empty()) << n;
    queue_.settle(n, verdict_of(static_cast<double>(n)));
    EXPECT_EQ(released(), numbers(n, 1));
  }
}

TEST_F(Queue, ARowHasItsNumberInTheInputItsTimeAndItsKey) {
  series_.rows.first_row = 1000;
  queue_.add(series_.rows, 67, 5);
  queue_.settle(0, verdict_of(1.5, Phase::kAnomalous));
  std::size_t taken = 0;
  ASSERT_TRUE(queue_.release([&](ScoredRow& row, std::uint32_t key) -> Status {
    ++taken;
    EXPECT_EQ(row.index, 1067U);
    EXPECT_EQ(row.time_text, "2024-05-01T01:07:00Z");
    EXPECT_EQ(key, 5U);
    EXPECT_EQ(row.score, 1.5);
    EXPECT_EQ(row.threshold, 3);
    EXPECT_TRUE(row.anomaly);
    return {};
  }));
  EXPECT_EQ(taken, 1U);
}

TEST_F(Queue, ASeriesInMemoryNeedsNoTextsOfItsTimes) {
  series_.rows.time_chars.clear();
  series_.rows.time_ends.clear();
  queue_.add(series_.rows, 3);
  queue_.settle(0, verdict_of(1));
  ASSERT_TRUE(queue_.release([&](ScoredRow& row, std::uint32_t) -> Status {
    EXPECT_EQ(row.time_text, "");
    return {};
  }));
}

TEST_F(Queue, ATextOfARowThatLeftIsNotGivenToOneWithoutTime) {
  const Series bare = untimed(series_);
  for (std::size_t n = 0; n < 130; ++n) {
    queue_.add(n < 65 ? series_.rows : bare.rows, 0);
    queue_.settle(n, verdict_of(1));
    ASSERT_TRUE(queue_.release([&](ScoredRow& row, std::uint32_t) -> Status {
      EXPECT_EQ(row.time_text, n < 65 ? minute_text(0) : "");
      return {};
    }));
  }
}

TEST_F(Queue, KeepsTheChannelsOfAVerdictUntilTheRowLeaves) {
  ResultQueue detailed(2);
  std::vector<double> values = {1, 2}, expected = {3, 4}, lower = {5, 6}, upper = {7, 8}, share = {9, 10};
  Verdict verdict = verdict_of(0);
  verdict.values = values, verdict.expected = expected, verdict.lower = lower, verdict.upper = upper;
  verdict.share = share;
  detailed.add(series_.rows, 0);
  detailed.add(series_.rows, 1);
  detailed.settle(1, verdict);
  for (auto* each : {&values, &expected, &lower, &upper, &share}) each->assign(2, -1);  // the next push
  detailed.settle(0, verdict_of(1, Phase::kWarmup));
  KeptRows kept;
  KeepingSink sink(kept);
  ASSERT_TRUE(detailed.release([&](ScoredRow& row, std::uint32_t) { return sink.write(row); }));
  ASSERT_EQ(kept.size(), 2U);
  EXPECT_EQ(kept[1].details, numbers(1, 10));
  ASSERT_EQ(kept[0].details.size(), 10U);
  for (const double detail : kept[0].details) EXPECT_TRUE(std::isnan(detail)) << "a verdict without channels";
}

TEST_F(Queue, AnErrorOfTheTakerEndsTheRelease) {
  add(5);
  for (std::size_t n = 0; n < 5; ++n) queue_.settle(n, verdict_of(0));
  std::size_t seen = 0;
  const Status ended = queue_.release([&](ScoredRow&, std::uint32_t) -> Status {
    if (++seen == 2) return fail(ErrorKind::kOutput, "the disk is full");
    return {};
  });
  EXPECT_EQ(kind_of(ended), ErrorKind::kOutput);
  EXPECT_EQ(seen, 2U);
}

TEST_F(Queue, RowsNameTheNextOfTheirSeries) {
  add(80);
  queue_.set_next(3, 79);
  queue_.set_next(79, 3);
  add(100);
  EXPECT_EQ(queue_.next(3), 79U) << "after the ring has grown";
  EXPECT_EQ(queue_.next(79), 3U);
}

}  // namespace
}  // namespace tidegate
