#include "kernels/simd/flush_subnormals.h"

#include <gtest/gtest.h>

#include <limits>

namespace tidegate {
namespace {

constexpr float kLeastNormal = std::numeric_limits<float>::min();

/// Not worked out by the compiler.
float product(float a, float b) {
  volatile float first = a, second = b;
  return first * second;
}
float half_of(float value) { return product(value, 0.5F); }

TEST(FlushSubnormals, TooSmallNumbersAreZeroInTheScopeAndThemselvesAfterIt) {
  const float subnormal = half_of(kLeastNormal);
  EXPECT_GT(subnormal, 0);
  {
    const FlushSubnormals flush;
    EXPECT_EQ(half_of(kLeastNormal), 0);
    EXPECT_EQ(product(subnormal, 2), 0);
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
