#include "fit/frames.h"

#include <gtest/gtest.h>

#include "series_support.h"

namespace tidegate {
namespace {

/// One channel whose value is the row's number; stamps in minutes.
Series at_minutes(const std::vector<int>& minutes) {
  Series series;
  series.channels = {{"x", ""}};
  series.rows.values = Matrix<double>(minutes.size(), 1);
  for (std::size_t t = 0; t < minutes.size(); ++t) {
    series.rows.values(t, 0) = static_cast<double>(t);
    series.rows.time.push_back(Timestamp(std::chrono::minutes(minutes[t])));
  }
  return series;
}

constexpr TimeAxisParams kMinutes{.step = std::chrono::minutes(1), .regular = true, .longest_gap = 4};

/// Values of the frames, −1 for a missing row.
std::vector<int> frame_rows(const Frames& frames) {
  std::vector<int> rows;
  for (const double value : frames.values.flat()) rows.push_back(std::isnan(value) ? -1 : static_cast<int>(value));
  return rows;
}

TEST(Frames, RowsInOrderStayAsTheyAre) {
  const Frames frames = make_frames({at_minutes({0, 1, 2}), {0, 3}}, kMinutes);
  EXPECT_EQ(frame_rows(frames), (std::vector{0, 1, 2}));
  EXPECT_EQ(frames.gaps + frames.late + frames.duplicates + frames.missing_steps, 0U);
}

TEST(Frames, AGapBecomesMissingRows) {
  const Frames frames = make_frames({at_minutes({0, 1, 4}), {0, 3}}, kMinutes);
  EXPECT_EQ(frame_rows(frames), (std::vector{0, 1, -1, -1, 2}));
  EXPECT_EQ(frames.gaps, 1U);
  EXPECT_EQ(frames.missing_steps, 2U);
}

TEST(Frames, ALongGapIsCutButCountedInFull) {
  const Frames frames = make_frames({at_minutes({0, 100'000'000, 100'000'001}), {0, 3}}, kMinutes);
  EXPECT_EQ(frame_rows(frames), (std::vector{0, -1, -1, -1, -1, 1, 2}));
  EXPECT_EQ(frames.missing_steps, 99'999'999U);
}

TEST(Frames, LateAndRepeatedRowsTakeNoPart) {
  const Frames frames = make_frames({at_minutes({0, 1, 1, 0, 2}), {0, 5}}, kMinutes);
  EXPECT_EQ(frame_rows(frames), (std::vector{0, 1, 4}));
  EXPECT_EQ(frames.late, 1U);
  EXPECT_EQ(frames.duplicates, 1U);
}

TEST(Frames, OnlyTheRowsAskedForAreTaken) {
  EXPECT_EQ(frame_rows(make_frames({at_minutes({0, 5, 6, 7}), {1, 3}}, kMinutes)), (std::vector{1, 2}));
}

TEST(Frames, UnevenSamplingHasNoMissingRows) {
  TimeAxisParams uneven = kMinutes;
  uneven.regular = false;
  EXPECT_EQ(frame_rows(make_frames({at_minutes({0, 1, 4, 5}), {0, 4}}, uneven)), (std::vector{0, 1, 2, 3}));
}

TEST(Frames, RowsWithoutTimeAreNextToEachOtherAndKeepTheirMissingValues) {
  Series series = at_minutes({0, 1, 2});
  series.rows.time.clear();
  series.rows.values(1, 0) = kMissingValue;
  EXPECT_EQ(frame_rows(make_frames({series, {0, 3}}, {})), (std::vector{0, -1, 2}));
}

}  // namespace
}  // namespace tidegate
