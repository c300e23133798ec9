#include "model/training/optimizer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tidegate {
namespace {

TEST(Adam, FindsTheMinimumOfABowl) {
  Adam adam({.learning_rate = 0.05}, 2);
  AlignedVector<float> p = {3, -4}, g(2);
  for (int i = 0; i < 500; ++i) {
    g[0] = 2 * (p[0] - 1), g[1] = 2 * (p[1] - 2);
    adam.step(best_kernels(), p, g);
  }
  EXPECT_NEAR(p[0], 1, 1e-2);
  EXPECT_NEAR(p[1], 2, 1e-2);
}

TEST(Adam, ClippingScalesTheGradientToTheLimitAndReportsItsNorm) {
  Adam clipped({.learning_rate = 0.1, .epsilon = 1, .clip_norm = 1}, 2),
      scaled({.learning_rate = 0.1, .epsilon = 1}, 2);
  AlignedVector<float> a = {0, 0}, b = {0, 0}, g = {30, 40}, g1 = {0.6F, 0.8F};
  EXPECT_NEAR(clipped.step(best_kernels(), a, g), 50, 1e-4);
  scaled.step(best_kernels(), b, g1);
  EXPECT_NEAR(a[0], b[0], 1e-6);
  EXPECT_NEAR(a[1], b[1], 1e-6);
}

TEST(Adam, DecayShrinksWeightsByTheLearningRateApartFromTheGradient) {
  Adam plain({.learning_rate = 0.1}, 1), decaying({.learning_rate = 0.1, .weight_decay = 0.5}, 1);
  AlignedVector<float> a = {2}, b = {2}, g = {0.25F};
  plain.step(best_kernels(), a, g);
  decaying.step(best_kernels(), b, g);
  EXPECT_NEAR(a[0] - b[0], 2 * 0.1 * 0.5, 1e-6);
}

TEST(Adam, GoesOnFromItsStateWithTheSameBits) {
  Adam whole({.learning_rate = 0.05}, 2), later({.learning_rate = 0.05}, 2);
  AlignedVector<float> p = {3, -4}, q, g(2);
  ByteWriter out;
  for (int i = 0; i < 20; ++i) {
    if (i == 7) q = p, whole.put_state(out);
    g[0] = 2 * (p[0] - 1), g[1] = 2 * (p[1] - 2);
    whole.step(best_kernels(), p, g);
  }
  const std::string bytes = out.take();
  ByteReader in(bytes);
  later.get_state(in);
  ASSERT_TRUE(in.status().has_value());
  for (int i = 7; i < 20; ++i) {
    g[0] = 2 * (q[0] - 1), g[1] = 2 * (q[1] - 2);
    later.step(best_kernels(), q, g);
  }
  EXPECT_EQ(p, q);
}

TEST(Adam, AGradientThatIsNotFiniteChangesNothing) {
  Adam adam({.learning_rate = 0.1}, 1);
  AlignedVector<float> p = {2}, g = {std::numeric_limits<float>::quiet_NaN()};
  EXPECT_TRUE(std::isnan(adam.step(best_kernels(), p, g)));
  EXPECT_EQ(p[0], 2);
}

}  // namespace
}  // namespace tidegate
