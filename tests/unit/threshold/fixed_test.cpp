#include "threshold/fixed.h"

#include <gtest/gtest.h>

#include <array>

namespace tidegate {
namespace {

TEST(FixedThreshold, TakesTheUsersNumberWithoutScores) {
  EXPECT_EQ(kFixedThreshold.fit(std::array{3.71}, {}).value, 3.71);
  EXPECT_FALSE(kFixedThreshold.needs_scores);
}

}  // namespace
}  // namespace tidegate
