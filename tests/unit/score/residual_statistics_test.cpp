#include "score/residual_statistics.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"

namespace tidegate {
namespace {

Matrix<double> column(std::initializer_list<double> values) {
  Matrix<double> residuals(values.size(), 1);
  std::copy(values.begin(), values.end(), residuals.flat().begin());
  return residuals;
}

TEST(ResidualStatistics, MeanAndDeviationLeaveMissingValuesOut) {
  const auto channel = residual_statistics(column({1, kMissingValue, 3, 5, kMissingValue})).front();
  EXPECT_EQ(channel.count, 3U);
  EXPECT_DOUBLE_EQ(channel.mean, 3);
  EXPECT_DOUBLE_EQ(channel.deviation, std::sqrt(8.0 / 3));
}

TEST(ResidualStatistics, AnOffsetOfABillionKeepsTheDeviation) {
  const auto channel = residual_statistics(column({1e9 + 1, 1e9 + 3, 1e9 + 5})).front();
  EXPECT_DOUBLE_EQ(channel.mean, 1e9 + 3);
  EXPECT_NEAR(channel.deviation, std::sqrt(8.0 / 3), 1e-12);
}

TEST(ResidualStatistics, AConstantChannelGetsTheFloor) {
  EXPECT_EQ(residual_statistics(column({0.5, 0.5, 0.5})).front().deviation, kLeastDeviation);
}

TEST(ResidualStatistics, BelowTwoResidualsTheChannelsOwnMovementIsTaken) {
  for (const auto& residuals : {column({kMissingValue, kMissingValue}), column({7, kMissingValue})}) {
    EXPECT_EQ(residual_statistics(residuals).front().mean, 0);
    EXPECT_EQ(residual_statistics(residuals).front().deviation, 1);
  }
}

}  // namespace
}  // namespace tidegate
