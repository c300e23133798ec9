#include <gtest/gtest.h>

#include <vector>

#include "base/missing.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

TEST(Sparkline, RunsFromTheLowestToTheHighestBar) {
  EXPECT_EQ(sparkline(std::vector<double>{0, 1, 2, 3, 4, 5, 6, 7}, 20), "▁▂▃▄▅▆▇█");
}

TEST(Sparkline, KeepsAPeakWhenValuesAreGathered) {
  std::vector<double> values(1000, 1);
  values[777] = 5;
  EXPECT_EQ(sparkline(values, 4), "▁▁▁█");
}

TEST(Sparkline, MissingValuesAreBlank) { EXPECT_EQ(sparkline(std::vector<double>{0, kMissingValue, 1}, 3), "▁ █"); }

TEST(Sparkline, OnALogarithmicScaleDecadesAreEqualSteps) {
  EXPECT_EQ(sparkline(std::vector<double>{1e7, 1e3, 1}, 3, true), "█▄▁");
}

TEST(Sparkline, ConstantAndEmptySeriesAreDrawn) {
  EXPECT_EQ(sparkline(std::vector<double>{3, 3}, 5), "▁▁");
  EXPECT_EQ(sparkline({}, 5), "");
  EXPECT_EQ(sparkline(std::vector<double>{1, 2}, 0), "");
}

}  // namespace
}  // namespace tidegate
