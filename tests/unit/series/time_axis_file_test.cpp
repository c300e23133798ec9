#include "series/time_axis_file.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

const TimeAxisParams kAxis = {
    .step = std::chrono::minutes(5), .regular = true, .tolerance = 0.125, .longest_gap = 7, .repeats = true};

TEST(TimeAxisFile, ComesBackWithEverything) {
  TimeAxisParams back;
  ASSERT_TRUE(read_time_axis(TensorFile("m"), time_axis_json(kAxis), back));
  EXPECT_EQ(back.step, kAxis.step);
  EXPECT_TRUE(back.regular && back.repeats);
  EXPECT_EQ(back.tolerance, 0.125);
  EXPECT_EQ(back.longest_gap, 7U);
}

TEST(TimeAxisFile, OfAnEarlierBuildRepeatsNoStamp) {
  auto json = time_axis_json(kAxis);
  json.erase("repeats");
  TimeAxisParams back;
  ASSERT_TRUE(read_time_axis(TensorFile("m"), json, back));
  EXPECT_FALSE(back.repeats);
}

TEST(TimeAxisFile, WithAStepBackInTimeOrAGapBeyondAllWindowsIsRefused) {
  for (const auto& [key, value] : {std::pair{"step_ns", -1}, {"longest_gap", 1'000'001}}) {
    auto json = time_axis_json(kAxis);
    json[key] = value;
    TimeAxisParams back;
    const Status read = read_time_axis(TensorFile("m"), json, back);
    ASSERT_FALSE(read) << key;
    EXPECT_NE(read.error().message().find("its time axis is invalid"), std::string::npos);
  }
}

}  // namespace
}  // namespace tidegate
