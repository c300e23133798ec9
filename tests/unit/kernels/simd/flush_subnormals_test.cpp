#include "kernels/simd/flush_subnormals.h"

#include <gtest/gtest.h>

#include <limits>

namespace tidegate {
namespace {

constexpr float kLeastNormal = std::numeric_limits<float>::min();

/// Not worked out by the compiler.
float half_of(volatile float value) { return value * 0.5F; }
float double_of(volatile float value) { return value * 2; }

TEST(FlushSubnormals, TooSmallNumbersAreZeroInTheScopeAndThemselvesAfterIt) {
  const float subnormal = half_of(kLeastNormal);
  EXPECT_GT(subnormal, 0);
  {
    const FlushSubnormals flush;
    EXPECT_EQ(half_of(kLeastNormal), 0);
    EXPECT_EQ(double_of(subnormal), 0);
    EXPECT_EQ(half_of(1), 0.5F);
  }
  EXPECT_EQ(half_of(kLeastNormal), subnormal);
}

TEST(FlushSubnormals, AnInnerScopeDoesNotEndTheOuter) {
  const FlushSubnormals outer;
  { const FlushSubnormals inner; }
  EXPECT_EQ(half_of(kLeastNormal), 0);
}

}  // namespace
}  // namespace tidegate
