#include "metrics/over_series.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"
#include "base/random.h"

namespace tidegate {
namespace {

using Values = std::vector<double>;

TEST(BootstrapMean, IsNearTheIntervalOfTheNormalDistribution) {
  Random random(3);
  Values values(400);
  for (double& value : values) value = 5 + random.normal();
  const MeanInterval mean = bootstrap_mean(values, 1);
  EXPECT_NEAR(mean.mean, 5, 0.15);
  EXPECT_NEAR(mean.low, mean.mean - 1.96 / 20, 0.015);
  EXPECT_NEAR(mean.high, mean.mean + 1.96 / 20, 0.015);
}

TEST(BootstrapMean, HasTheSameBitsForTheSameSeed) {
  const Values values = {1, 4, 9, 16, 25};
  EXPECT_EQ(bootstrap_mean(values, 7).low, bootstrap_mean(values, 7).low);
  EXPECT_NE(bootstrap_mean(values, 7).low, bootstrap_mean(values, 8).low);
}

TEST(BootstrapMean, LeavesSeriesWithoutAValueOutAndCountsThem) {
  const MeanInterval mean = bootstrap_mean(Values{2, kMissingValue, 2, kMissingValue}, 1);
  EXPECT_EQ(mean.left_out, 2U);
  EXPECT_EQ(mean.mean, 2);
  EXPECT_EQ(mean.low, 2);
  EXPECT_EQ(mean.high, 2);
  const MeanInterval none = bootstrap_mean(Values{kMissingValue}, 1);
  EXPECT_EQ(none.left_out, 1U);
  EXPECT_TRUE(std::isnan(none.mean));
  EXPECT_TRUE(std::isnan(none.high));
}

SignTest of_counts(std::size_t wins, std::size_t losses) {
  Values first(wins, 1.0), second(wins, 0.0);
  first.insert(first.end(), losses, 0.0);
  second.insert(second.end(), losses, 1.0);
  return sign_test(first, second);
}

TEST(SignTest, HasTheChancesOfTheBinomialDistribution) {
  // scipy.stats.binomtest
  EXPECT_NEAR(of_counts(8, 2).p, 0.109375, 1e-13);
  EXPECT_NEAR(of_counts(2, 8).p, 0.109375, 1e-13);
  EXPECT_NEAR(of_counts(9, 0).p, 0.00390625, 1e-13);
  EXPECT_NEAR(of_counts(520, 480).p, 0.2174482932041415, 1e-12);
  EXPECT_EQ(of_counts(5, 5).p, 1);
}

TEST(SignTest, LeavesTiesAndSeriesWithoutAValueOut) {
  const SignTest test = sign_test(Values{1, 2, 3, kMissingValue, 1}, Values{0, 2, 4, 1, kMissingValue});
  EXPECT_EQ(test.wins, 1U);
  EXPECT_EQ(test.losses, 1U);
  EXPECT_EQ(test.ties, 1U);
  EXPECT_EQ(sign_test(Values{2}, Values{2}).p, 1);
}

Matrix<double> table(std::initializer_list<std::initializer_list<double>> rows) {
  Matrix<double> values(rows.size(), rows.begin()->size());
  std::size_t s = 0;
  for (const auto& row : rows) std::ranges::copy(row, values.row(s++).begin());
  return values;
}

TEST(AverageRanks, TheHighestIsFirstAndEqualOnesShareTheirRanks) {
  const AverageRanks ranks = average_ranks(table({{.9, .8, .7}, {.6, .6, .5}, {.3, .4, .1}, {.7, .5, .5}}));
  EXPECT_EQ(ranks.ranks, (Values{(1 + 1.5 + 2 + 1) / 4, (2 + 1.5 + 1 + 2.5) / 4, (3 + 3 + 3 + 2.5) / 4}));
  EXPECT_EQ(ranks.series, 4U);
  EXPECT_NEAR(ranks.friedman, 5.571428571428571, 1e-12);  // scipy.stats.friedmanchisquare
}

TEST(AverageRanks, ADetectorWithoutAValueIsLastAndASeriesWithoutAnyIsLeftOut) {
  const double none = kMissingValue;
  const AverageRanks ranks = average_ranks(table({{none, -5, 2}, {none, none, none}, {none, none, 1}}));
  EXPECT_EQ(ranks.series, 2U);
  EXPECT_EQ(ranks.ranks, (Values{2.75, 2.25, 1}));
}

TEST(AverageRanks, WhatTellsNobodyApartHasNoStatistic) {
  EXPECT_TRUE(std::isnan(average_ranks(table({{1, 1}, {2, 2}})).friedman));
  EXPECT_EQ(average_ranks(table({{1, 2}, {2, 1}})).friedman, 0);
  const AverageRanks none = average_ranks(table({{kMissingValue, kMissingValue}}));
  EXPECT_TRUE(std::isnan(none.ranks[0]));
  EXPECT_TRUE(std::isnan(none.friedman));
}

TEST(NemenyiDifference, IsThatOfTheTableOfDemsar) {
  EXPECT_NEAR(nemenyi_difference(4, 14), 2.569 * std::sqrt(20.0 / (6 * 14)), 1e-4);
  EXPECT_NEAR(nemenyi_difference(2, 6), 1.960 * std::sqrt(1.0 / 6), 1e-4);
  EXPECT_NEAR(nemenyi_difference(10, 10), 3.164 * std::sqrt(110.0 / 60), 1e-3);
  EXPECT_NEAR(nemenyi_difference(20, 70), 3.5438, 1e-9);
}

TEST(NemenyiDifference, IsUnknownOutsideTheTable) {
  EXPECT_TRUE(std::isnan(nemenyi_difference(1, 10)));
  EXPECT_TRUE(std::isnan(nemenyi_difference(21, 10)));
  EXPECT_TRUE(std::isnan(nemenyi_difference(5, 0)));
}

}  // namespace
}  // namespace tidegate
