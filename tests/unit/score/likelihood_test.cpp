#include "score/likelihood.h"

#include <gtest/gtest.h>

#include <array>
#include <numbers>

namespace tidegate {
namespace {

const ScoreParams kTwo{.kind = ScoreKind::kLikelihood, .mean = {1, 0}, .deviation = {2, 1}, .precision = {}};

double log_density(double z) { return -z * z / 2 - std::log(2 * std::numbers::pi) / 2; }

TEST(LikelihoodScore, IsMinusTheLogDensityButForAConstant) {
  std::array<double, 2> share{};
  const std::array<double, 2> far = {7, -1}, near = {1, 0};  // z = 3, −1; 0, 0
  const double difference = score_row(kTwo, {far}, share) - score_row(kTwo, {near}, share);
  EXPECT_NEAR(difference, -(log_density(3) + log_density(-1) - 2 * log_density(0)) / 2, 1e-12);
}

TEST(LikelihoodScore, AWideForecastIsLessLikelyThanANarrowOneThatIsMetAsWell) {
  std::array<double, 2> share{};
  const std::array<double, 2> residual = {1, 0}, narrow = {0.1, 0.1}, wide = {0.1, 0.4};
  const double difference = score_row(kTwo, {residual, wide}, share) - score_row(kTwo, {residual, narrow}, share);
  EXPECT_NEAR(difference, std::log(4) / 2, 1e-12);
}

TEST(LikelihoodScore, SharesFollowTheTermsAndAMissingChannelHasNone) {
  std::array<double, 2> share{};
  const std::array<double, 2> residual = {std::numeric_limits<double>::quiet_NaN(), 2}, spread = {0.5, 0.5};
  EXPECT_NEAR(score_row(kTwo, {residual, spread}, share), 2 + std::log(50), 1e-12);
  EXPECT_EQ(share[0], 0);
  EXPECT_EQ(share[1], 1);
}

TEST(LikelihoodScore, TheBandEndsWhereTheThresholdIsReachedWhateverTheSpread) {
  const ScoreParams one{.kind = ScoreKind::kLikelihood, .mean = {0.5}, .deviation = {2}, .precision = {}};
  for (const double spread : {0.01, 0.1, 3.0}) {
    const double edge = 0.5 + expected_band(one, 0, 12, spread);
    double share = 0;
    EXPECT_NEAR(score_row(one, {std::span(&edge, 1), std::span(&spread, 1)}, std::span(&share, 1)), 12, 1e-9);
  }
}

}  // namespace
}  // namespace tidegate
