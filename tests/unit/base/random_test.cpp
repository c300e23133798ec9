#include "base/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace tidegate {
namespace {

TEST(Random, TheSameSeedGivesTheSameNumbersAndAnotherSeedOthers) {
  Random a(7), b(7), c(8);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(a.bits(), b.bits());
  EXPECT_NE(Random(7).bits(), c.bits());
}

TEST(Random, NormalNumbersHaveMeanZeroAndDeviationOne) {
  Random random(1);
  const int n = 100000;
  double sum = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
  }
  EXPECT_NEAR(sum / n, 0, 4 / std::sqrt(n));
  EXPECT_NEAR(squares / n, 1, 0.02);
}

TEST(Random, BelowCoversTheWholeRangeAndNothingElse) {
  Random random(3);
  int seen[5] = {};
  for (int i = 0; i < 1000; ++i) ++seen[random.below(5)];
  for (const int count : seen) EXPECT_GT(count, 120);
}

}  // namespace
}  // namespace tidegate
