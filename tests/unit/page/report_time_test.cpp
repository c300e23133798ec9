#include "page/report_time.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

using namespace std::chrono_literals;

Timestamp at(Duration since) { return Timestamp{} + since; }

/// Stamps that the runs stand for.
std::vector<Timestamp> unroll(const std::vector<TimeRun>& runs, std::size_t rows) {
  std::vector<Timestamp> out;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    const std::size_t end = r + 1 < runs.size() ? runs[r + 1].first_row : rows;
    for (std::size_t i = runs[r].first_row; i < end; ++i)
      out.push_back(runs[r].start + (i - runs[r].first_row) * runs[r].step);
  }
  return out;
}

TEST(TimeRuns, AnEvenSeriesIsOneRun) {
  const std::vector<Timestamp> time = {at(0s), at(10s), at(20s), at(30s)};
  const auto runs = time_runs(time, 10);
  ASSERT_EQ(runs.size(), 1U);
  EXPECT_EQ(runs[0].step, Duration(10s));
}

TEST(TimeRuns, AGapBeginsANewRunAndNothingIsLost) {
  const std::vector<Timestamp> time = {at(0s), at(10s), at(20s), at(100s), at(110s), at(120s), at(300s)};
  const auto runs = time_runs(time, 10);
  EXPECT_EQ(runs.size(), 3U);
  EXPECT_EQ(unroll(runs, time.size()), time);
}

TEST(TimeRuns, AnySeriesIsGivenBackExactly) {
  for (const std::vector<int>& steps :
       {std::vector<int>{1, 2, 3, 4}, {5, 5, 1, 1, 1}, {1, 5, 5}, {7}, {}, {3, -2, 3, 3}, {0, 0, 1}}) {
    std::vector<Timestamp> time = {at(1h)};
    for (const int s : steps) time.push_back(time.back() + s * 1s);
    EXPECT_EQ(unroll(time_runs(time, 100), time.size()), time);
  }
}

TEST(TimeRuns, TooManyRunsAreLeftToAnArray) {
  std::vector<Timestamp> time;
  for (int i = 0; i < 100; ++i) time.push_back(at(i * i * 1s));
  EXPECT_TRUE(time_runs(time, 20).empty());
}

TEST(OffsetChanges, OnlyTheMomentsOfChangeRemain) {
  const std::vector<Timestamp> time = {at(0s), at(1s), at(2s), at(3s)};
  const std::vector<std::int16_t> minutes = {60, 60, 120, 120};
  const auto changes = offset_changes(time, minutes);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[1], std::pair(at(2s), std::int16_t{120}));
  EXPECT_TRUE(offset_changes(time, {}).empty());
}

TEST(Milliseconds, KeepFractions) { EXPECT_DOUBLE_EQ(milliseconds(at(1500us)), 1.5); }

}  // namespace
}  // namespace tidegate
