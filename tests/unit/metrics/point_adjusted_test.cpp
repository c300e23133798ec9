#include "metrics/point_adjusted.h"

#include <gtest/gtest.h>

#include <cmath>

#include "metrics/ranking.h"
#include "unit/metrics/golden_case.h"

namespace tidegate {
namespace {

using namespace testing_support;
using Flags = std::vector<std::uint8_t>;

TEST(PointAdjusted, GivesTheReferencesValues) {
  const LabelledScores a = golden_case_a();
  const Flags flags = flags_above(a.scores, 0.6);
  const std::pair<double, double> cases[] = {
      {0, .89743590}, {10, .89743590}, {20, .89743590}, {50, .78014184}, {100, .56666667}};
  for (const auto& [percent, f1] : cases)
    EXPECT_NEAR(row_quality(point_adjusted(flags, a.labels, percent), a.labels).f1, f1, 5e-9) << percent;
  EXPECT_NEAR(point_adjusted_area(flags, a.labels), .71828955, 5e-9);
}

TEST(PointAdjusted, NeedsMoreThanTheShareAndLeavesFalseAlarmsAlone) {
  const Flags labels = {1, 1, 0, 0, 1};
  EXPECT_EQ(point_adjusted(Flags{1, 0, 1, 0, 0}, labels, 49), (Flags{1, 1, 1, 0, 0}));
  EXPECT_EQ(point_adjusted(Flags{1, 0, 1, 0, 0}, labels, 50), (Flags{1, 0, 1, 0, 0}));
}

TEST(PointAdjusted, WithoutAnomaliesNothingCanBeSaid) {
  EXPECT_TRUE(std::isnan(point_adjusted_area(Flags{1, 0}, Flags{0, 0})));
}

}  // namespace
}  // namespace tidegate
