#include "threshold/spread.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace tidegate {
namespace {

TEST(Spread, TheDeviationIsThatOfThePopulation) {
  EXPECT_DOUBLE_EQ(standard_deviation(std::array{1.0, 3.0, 5.0}), std::sqrt(8.0 / 3));
  EXPECT_EQ(standard_deviation(std::array{7.0}), 0);
}

TEST(Spread, TheMedianDistanceIgnoresWhatIsFarAway) {
  EXPECT_EQ(median_distance(std::array{1.0, 2.0, 3.0, 4.0, 1e100}, 3), 1);
}

}  // namespace
}  // namespace tidegate
