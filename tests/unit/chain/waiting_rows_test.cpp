#include "chain/waiting_rows.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"

namespace tidegate {
namespace {

/// Rows of one number, their index, and with these scores.
WaitingRows with_scores(std::size_t capacity, std::initializer_list<double> scores) {
  WaitingRows waiting = make_waiting_rows(capacity, 1, 0);
  std::uint64_t index = 0;
  for (const double score : scores) {
    RowMark mark;
    mark.index = index;
    mark.own_score = score;
    const auto number = static_cast<double>(index++);
    add(waiting, mark, {&number, 1});
  }
  return waiting;
}

TEST(WaitingRows, AgesCountFromTheNewestAndTheOldestGivesWay) {
  WaitingRows waiting = with_scores(3, {0, 1, 2, 3, 4});
  EXPECT_EQ(waiting.filled, 3U);
  for (std::size_t age = 0; age < 3; ++age) {
    EXPECT_EQ(waiting.marks[waiting.at(age)].index, 4 - age);
    EXPECT_EQ(waiting.numbers_at(waiting.at(age))[0], static_cast<double>(4 - age));
  }
}

TEST(WaitingRows, ACentredMeanTakesWhatIsThere) {
  const WaitingRows waiting = with_scores(5, {9, 1, 2, kMissingValue, 6, 8});
  EXPECT_EQ(centred_mean(waiting, 3, 1), 1.5);        // 1 2 -
  EXPECT_EQ(centred_mean(waiting, 1, 1), 7);          // - 6 8
  EXPECT_EQ(centred_mean(waiting, 0, 2), 7);          // - 6 8, and none to come
  EXPECT_EQ(centred_mean(waiting, 4, 10), 17 / 4.0);  // all that are left
  EXPECT_TRUE(std::isnan(centred_mean(waiting, 2, 2)));
}

TEST(WaitingRows, ACentredMeanStopsAtALongGap) {
  WaitingRows waiting = with_scores(5, {1, 2, 4, 8, 16});
  waiting.marks[waiting.at(2)].after_long_gap = true;  // the 4
  EXPECT_EQ(centred_mean(waiting, 3, 2), 1.5);
  EXPECT_EQ(centred_mean(waiting, 2, 2), 28 / 3.0);
  EXPECT_EQ(centred_mean(waiting, 1, 2), 28 / 3.0);
}

TEST(WaitingRows, AWindowIsTakenByTheRowsThatLieInIt) {
  WaitingRows waiting = make_waiting_rows(4, 1, 1);
  for (const std::uint64_t step : {4U, 5U, 7U}) {  // the row of step 6 never came
    RowMark mark;
    mark.steps_before = step;
    const double scaled = 0;
    add(waiting, mark, {&scaled, 1});
  }
  const std::vector<float> given = {50, 0, 60, 0, 70, 0};  // of the steps 5, 6 and 7
  take_window(waiting, Overlap::kMean, {given.data(), 2, 3, 8}, 0, 1);
  EXPECT_EQ(waiting.marks[waiting.at(2)].windows, 0U);
  EXPECT_EQ(waiting.marks[waiting.at(1)].windows, 1U);
  EXPECT_EQ(waiting.kept_at(waiting.at(1))[0], 50);
  EXPECT_EQ(waiting.kept_at(waiting.at(0))[0], 70);
}

TEST(WaitingRows, ASnapshotOfOtherSizesIsRefused) {
  ByteWriter out;
  put_state(out, with_scores(3, {1, 2}));
  const std::string bytes = out.take();
  WaitingRows same = make_waiting_rows(3, 1, 0), other = make_waiting_rows(3, 2, 0);
  ByteReader in(bytes), again(bytes);
  get_state(in, same);
  EXPECT_TRUE(in.status().has_value());
  EXPECT_EQ(same.filled, 2U);
  EXPECT_EQ(same.marks[same.at(0)].own_score, 2);
  get_state(again, other);
  EXPECT_FALSE(again.status().has_value());
}

}  // namespace
}  // namespace tidegate
