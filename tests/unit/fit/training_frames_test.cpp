#include "fit/training_frames.h"

#include <gtest/gtest.h>

#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

Series named(Series series, const std::string& name) {
  series.source = name;
  return series;
}

Result<TrainingFrames> of(const Series& a, const Series& b) {
  const std::vector<SeriesPart> parts = {{a, {0, a.rows.size()}}, {b, {0, b.rows.size()}}};
  return training_frames(parts, {}, 64);
}

TEST(TrainingFrames, LieOneAfterTheOther) {
  const Series a = waves(100, 2), b = waves(50, 2, 6);
  const auto frames = of(a, b);
  ASSERT_TRUE(frames.has_value()) << frames.error().message();
  EXPECT_EQ(frames->frames.values.rows(), 150U);
  ASSERT_EQ(frames->series.size(), 2U);
  EXPECT_EQ(frames->series[1].begin, 100U);
  EXPECT_EQ(frames->series[1].end, 150U);
  EXPECT_EQ(frames->frames.values(100, 1), b.rows.values(0, 1));
  EXPECT_EQ(frames->longest, 100U);
}

TEST(TrainingFrames, ASeriesOfOneRowIsLeftOutAndTold) {
  const auto frames = of(waves(100, 1), waves(1, 1));
  ASSERT_TRUE(frames.has_value()) << frames.error().message();
  EXPECT_EQ(frames->series.size(), 1U);
  ASSERT_EQ(frame_notes(*frames).size(), 1U);
  EXPECT_NE(frame_notes(*frames)[0].find("1 series"), std::string::npos);
}

TEST(TrainingFrames, OtherChannelsAreRefusedByName) {
  const auto frames = of(named(waves(100, 2), "a.csv"), named(waves(100, 1), "b.csv"));
  const std::string message = message_of(frames);
  for (const char* word : {"a.csv", "b.csv", "c0, c1"}) EXPECT_NE(message.find(word), std::string::npos) << message;
}

TEST(TrainingFrames, AnotherSamplingStepIsRefusedWithBothAndTheRemedy) {
  Series slow = named(waves(100, 1), "slow.csv");
  for (std::size_t t = 0; t < 100; ++t) slow.rows.time[t] = Timestamp(std::chrono::minutes(5 * t));
  const std::string message = message_of(of(named(waves(100, 1), "fast.csv"), slow));
  for (const char* word : {"slow.csv: has a sampling step of 5 min", "fast.csv has 1 min", "--resample"})
    EXPECT_NE(message.find(word), std::string::npos) << message;
}

TEST(TrainingFrames, TheLongestSeriesGivesTheStepWhereverItStands) {
  const auto frames = of(waves(1, 1), waves(100, 1));
  ASSERT_TRUE(frames.has_value()) << frames.error().message();
  EXPECT_EQ(frames->axis.step, std::chrono::minutes(1));
}

TEST(TrainingFrames, TimesInOnlyOneOfThemAreRefused) {
  EXPECT_NE(message_of(of(waves(100, 1), waves(100, 1, 5, false))).find("--time none"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
