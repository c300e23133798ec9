#include "threshold/constant_scores.h"

#include <gtest/gtest.h>

#include <array>

namespace tidegate {
namespace {

TEST(ConstantScores, AreThoseEqualButForRounding) {
  EXPECT_TRUE(is_constant(std::array{0.0, 1e-9}));
  EXPECT_TRUE(is_constant(std::array{1e9, 1e9 + 1}));
  EXPECT_FALSE(is_constant(std::array{0.5, 0.6}));
  EXPECT_FALSE(is_constant({}));
}

TEST(ConstantScores, TheValueAboveIsDoubledAndAtLeastOneAbove) {
  EXPECT_EQ(value_above_constant(std::array{0.0, 0.0}), 1);
  EXPECT_EQ(value_above_constant(std::array{3.0, 2.9999}), 6);
}

}  // namespace
}  // namespace tidegate
