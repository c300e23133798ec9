#include "score/mahalanobis.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>

#include "base/random.h"

namespace tidegate {
namespace {

// Two channels with correlation 0.9 and unit deviation.
Matrix<double> correlated(std::size_t rows) {
  Random random(3);
  Matrix<double> residuals(rows, 2);
  for (std::size_t t = 0; t < rows; ++t) {
    residuals(t, 0) = random.normal();
    residuals(t, 1) = 0.9 * residuals(t, 0) + std::sqrt(1 - 0.81) * random.normal();
  }
  return residuals;
}

double score_of(const ScoreParams& params, std::array<double, 2> residual, std::array<double, 2>& share) {
  return score_row(params, {residual}, share);
}

TEST(Mahalanobis, ErringAgainstTheUsualCorrelationScoresHigherThanWithIt) {
  const ScoreParams params = *fit_score({.score = ScoreKind::kMahalanobis}, correlated(2000));
  std::array<double, 2> share{};
  EXPECT_GT(score_of(params, {2, -2}, share), 3 * score_of(params, {2, 2}, share));
}

TEST(Mahalanobis, TheFitIsTheInverseOfTheShrunkCorrelation) {
  const Matrix<double> residuals = correlated(2000);
  const ScoreParams params = *fit_score({.score = ScoreKind::kMahalanobis}, residuals);
  double product = 0;
  for (std::size_t t = 0; t < residuals.rows(); ++t)
    product += standardised(params, residuals.row(t), 0) * standardised(params, residuals.row(t), 1);
  const double r = (1 - params.shrinkage) * product / 2000;
  EXPECT_NEAR(params.precision(0, 0), 1 / (1 - r * r), 1e-9);
  EXPECT_NEAR(params.precision(0, 1), -r / (1 - r * r), 1e-9);
  EXPECT_EQ(params.precision(0, 1), params.precision(1, 0));
}

TEST(Mahalanobis, AChannelThatSpeaksForNormalityGetsNoShare) {
  const ScoreParams params = *fit_score({.score = ScoreKind::kMahalanobis}, correlated(2000));
  std::array<double, 2> share{};
  score_of(params, {3, 1}, share);  // channel 1 moved along, only too little
  EXPECT_EQ(share[1], 0);
  EXPECT_EQ(share[0], 1);
}

TEST(Mahalanobis, EqualChannelsStayInvertibleAndBounded) {
  Matrix<double> residuals = correlated(500);
  for (std::size_t t = 0; t < residuals.rows(); ++t) residuals(t, 1) = residuals(t, 0);
  const ScoreParams params = *fit_score({.score = ScoreKind::kMahalanobis}, residuals);
  EXPECT_GE(params.shrinkage, kLeastShrinkage);
  std::array<double, 2> share{};
  EXPECT_LT(score_of(params, {0.01, -0.01}, share), 0.2);
}

TEST(Mahalanobis, MissingResidualsInTrainingLeaveThePrecisionPositive) {
  Matrix<double> residuals = correlated(400);
  for (std::size_t t = 0; t < 400; ++t) residuals(t, t % 2) = std::numeric_limits<double>::quiet_NaN();
  const ScoreParams params = *fit_score({.score = ScoreKind::kMahalanobis}, residuals);
  EXPECT_NEAR(params.precision(0, 1), 0, 1e-12);  // never seen together: nothing known of a correlation
  EXPECT_NEAR(params.precision(0, 0), 1, 1e-12);
}

TEST(LedoitWolf, ShrinkageFallsWithTheNumberOfRowsAndGrowsWithChannels) {
  const auto shrinkage = [](std::size_t rows, std::size_t cols) {
    Random random(11);
    Matrix<double> residuals(rows, cols);
    for (std::size_t t = 0; t < rows; ++t) {
      const double common = random.normal();
      for (double& e : residuals.row(t)) e = common + random.normal();
    }
    return fit_score({.score = ScoreKind::kMahalanobis}, residuals)->shrinkage;
  };
  EXPECT_GT(shrinkage(40, 10), shrinkage(400, 10));
  EXPECT_EQ(shrinkage(40000, 10), kLeastShrinkage);
  EXPECT_EQ(shrinkage(100, 1), 0);
}

TEST(LedoitWolf, EqualsTheDefiningSumsOnAHandfulOfRows) {
  Matrix<double> z(4, 2);
  const std::array<double, 8> values = {1, 1, -1, -1, 1, 1, -1, -1};
  std::copy(values.begin(), values.end(), z.flat().begin());
  z(0, 1) = std::sqrt(2.0), z(2, 1) = 0;  // R = (1, ·; ·, 1) with R01 = (√2 + 1 + 0 + 1) / 4
  Matrix<double> r(2, 2, 1);
  r(0, 1) = r(1, 0) = (std::sqrt(2.0) + 2) / 4;
  double variance = 0;
  for (std::size_t t = 0; t < 4; ++t)
    for (std::size_t i = 0; i < 2; ++i)
      for (std::size_t j = 0; j < 2; ++j) variance += std::pow(z(t, i) * z(t, j) - r(i, j), 2) / 16;
  EXPECT_NEAR(ledoit_wolf_shrinkage(z, r), variance / (2 * r(0, 1) * r(0, 1)), 1e-12);
}

}  // namespace
}  // namespace tidegate
