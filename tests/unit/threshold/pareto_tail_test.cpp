#include "threshold/pareto_tail.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "base/random.h"

namespace tidegate {
namespace {

std::vector<double> drawn(const ParetoTail& tail, std::size_t count, std::uint64_t seed = 1) {
  Random random(seed);
  std::vector<double> excesses;
  for (std::size_t i = 0; i < count; ++i) excesses.push_back(tail_quantile(tail, 1 - random.uniform()));
  std::erase_if(excesses, [](double x) { return !(x > 0); });
  return excesses;
}

TEST(ParetoTail, ManyDrawsGiveBackTheTailTheyCameFrom) {
  for (const double shape : {-0.4, -0.2, 0.0, 0.3, 0.8, 2.0})
    for (const double scale : {1e-9, 1.0, 1e12}) {
      const ParetoTail tail = fit_pareto_tail(drawn({shape, scale}, 20'000));
      EXPECT_NEAR(tail.shape, shape, 0.06) << scale;
      EXPECT_NEAR(tail.scale / scale, 1, 0.06) << shape;
    }
}

TEST(ParetoTail, UniformExcessesEndWhereTheLargestLies) {
  std::vector<double> excesses;
  for (int i = 1; i <= 200; ++i) excesses.push_back(i / 200.0);
  const ParetoTail tail = fit_pareto_tail(excesses);
  EXPECT_NEAR(tail.shape, -1, 0.01);
  EXPECT_NEAR(tail.scale, 1, 0.02);
  EXPECT_GE(tail.shape, -1);
}

TEST(ParetoTail, TheOrderOfTheExcessesDoesNotMatterMuch) {
  std::vector<double> excesses = drawn({0.2, 3}, 100);
  const double shape = fit_pareto_tail(excesses).shape;
  std::ranges::sort(excesses);
  EXPECT_NEAR(fit_pareto_tail(excesses).shape, shape, 1e-6);
}

TEST(ParetoTail, AShapeBeyondTheBoundIsTakenAtTheBound) {
  const std::vector<double> excesses = drawn({2, 1}, 60);
  EXPECT_GT(fit_pareto_tail(excesses).shape, 1);
  EXPECT_NEAR(fit_pareto_tail(excesses, 0.5).shape, 0.5, 1e-6);
  EXPECT_EQ(fit_pareto_tail(drawn({-0.2, 1}, 60), 0.5).shape, fit_pareto_tail(drawn({-0.2, 1}, 60)).shape);
}

TEST(ParetoTail, OddExcessesStillGiveATail) {
  const std::vector<std::vector<double>> odd = {{1},         {2, 2, 2, 2},         {1e-300, 1e-300},
                                                {5e-324, 1}, {1e-12, 1e-12, 1e12}, {1e150, 1e149, 1e148}};
  for (const auto& excesses : odd) {
    const ParetoTail tail = fit_pareto_tail(excesses);
    EXPECT_TRUE(std::isfinite(tail.shape) && tail.shape >= -1) << excesses[0];
    EXPECT_TRUE(std::isfinite(tail.scale) && tail.scale > 0) << excesses[0];
  }
}

TEST(ParetoTail, TheExponentialOneHasTheMeanForScale) {
  const ParetoTail tail = fit_exponential_tail(std::array{1.0, 2.0, 6.0});
  EXPECT_EQ(tail.shape, 0);
  EXPECT_DOUBLE_EQ(tail.scale, 3);
}

TEST(ParetoTail, AQuantileIsTheInverseOfTheDistribution) {
  EXPECT_DOUBLE_EQ(tail_quantile({0, 2}, std::exp(-3)), 6);
  EXPECT_DOUBLE_EQ(tail_quantile({-1, 5}, 0.2), 4);
  EXPECT_DOUBLE_EQ(tail_quantile({0.5, 1}, 0.01), 18);
  EXPECT_NEAR(tail_quantile({1e-11, 2}, 0.1), tail_quantile({0, 2}, 0.1), 1e-9);
  EXPECT_EQ(tail_quantile({0.3, 1}, 1), 0);
}

TEST(ParetoTail, TheMeanOvershootGrowsWithTheShape) {
  EXPECT_DOUBLE_EQ(mean_overshoot({0, 2}, 7), 2);
  EXPECT_DOUBLE_EQ(mean_overshoot({0.5, 1}, 4), 6);
  EXPECT_DOUBLE_EQ(mean_overshoot({-1, 5}, 3), 1);
  EXPECT_EQ(mean_overshoot({-1, 5}, 9), 0);
  EXPECT_TRUE(std::isfinite(mean_overshoot({3, 1}, 1)));
}

TEST(ParetoTail, TheLimitIsTheScoreReachedWithThatRiskAndAtLeastTheMedianPeak) {
  const PeakTail tail{.level = 10, .rows = 1000, .over = 20, .excess = {0, 2}};
  EXPECT_DOUBLE_EQ(peak_limit(tail, 1e-3), 10 + 2 * std::log(20));
  EXPECT_DOUBLE_EQ(peak_limit(tail, 0.05), 10 + 2 * std::log(2));
}

}  // namespace
}  // namespace tidegate
