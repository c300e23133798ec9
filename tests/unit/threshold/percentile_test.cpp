#include "threshold/percentile.h"

#include <gtest/gtest.h>

#include <array>

namespace tidegate {
namespace {

// Expected values: numpy.percentile([9, 1, 4, 2], P), NumPy 2.4.
TEST(Percentile, InterpolatesAsNumPyDoes) {
  const std::array scores = {9.0, 1.0, 4.0, 2.0};
  EXPECT_DOUBLE_EQ(percentile(scores, 0), 1);
  EXPECT_DOUBLE_EQ(percentile(scores, 25), 1.75);
  EXPECT_DOUBLE_EQ(percentile(scores, 50), 3);
  EXPECT_DOUBLE_EQ(percentile(scores, 95), 8.25);
  EXPECT_DOUBLE_EQ(percentile(scores, 100), 9);
}

TEST(Percentile, OfOneScoreIsThatScore) { EXPECT_EQ(percentile(std::array{2.5}, 95), 2.5); }

}  // namespace
}  // namespace tidegate
