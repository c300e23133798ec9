#include "score/score.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/missing.h"
#include "base/random.h"
#include "choices.h"

namespace tidegate {
namespace {

Matrix<double> random_residuals(std::size_t rows, std::size_t cols, double offset = 0) {
  Random random(7);
  Matrix<double> residuals(rows, cols);
  for (double& e : residuals.flat()) e = offset + 0.1 * random.normal();
  return residuals;
}

ScoreParams fitted(const std::string& kind, MatrixView<const double> residuals) {
  auto params = fit_score({.score = choice<ScoreKind>(kind)}, residuals);
  EXPECT_TRUE(params) << params.error().message();
  return *params;
}

// Mean 1 and 0, deviation 2 and 1, no correlation.
ScoreParams two_channels(const std::string& kind) {
  ScoreParams params{.kind = choice<ScoreKind>(kind),
                     .mean = {1, 0},
                     .deviation = {2, 1},
                     .precision = Matrix<double>(2, 2),
                     .shrinkage = 0};
  params.precision(0, 0) = params.precision(1, 1) = 1;
  return params;
}

/// Those made of channels; a probability is made of a single logit.
std::vector<std::string> channel_scores() {
  std::vector<std::string> names = all_words<ScoreKind>();
  std::erase(names, "probability");
  return names;
}

struct Scored {
  double score;
  std::array<double, 2> share;
};

Scored scored(const ScoreParams& params, std::array<double, 2> residual) {
  Scored out{};
  out.score = score_row(params, {residual}, out.share);
  return out;
}

TEST(Score, EachKindIsItsFormula) {
  const std::array<double, 2> residual = {7, -1};  // z = 3, −1
  EXPECT_DOUBLE_EQ(scored(two_channels("absolute"), residual).score, 2);
  EXPECT_DOUBLE_EQ(scored(two_channels("squared"), residual).score, 5);
  EXPECT_DOUBLE_EQ(scored(two_channels("mahalanobis"), residual).score, std::sqrt(5));
}

TEST(Score, SharesFollowTheContributionsAndSumToOne) {
  const std::array<double, 2> residual = {7, -1};
  EXPECT_DOUBLE_EQ(scored(two_channels("absolute"), residual).share[0], 0.75);
  EXPECT_DOUBLE_EQ(scored(two_channels("squared"), residual).share[0], 0.9);
  EXPECT_DOUBLE_EQ(scored(two_channels("mahalanobis"), residual).share[0], 0.9);
  for (const auto& kind : channel_scores()) {
    const auto share = scored(two_channels(kind), {0.3, 0.7}).share;
    EXPECT_NEAR(share[0] + share[1], 1, 1e-15) << kind;
  }
}

TEST(Score, WithOneChannelAbsoluteAndMahalanobisAreTheDistanceInDeviations) {
  const Matrix<double> residuals = random_residuals(500, 1);
  for (const char* kind : {"absolute", "mahalanobis"}) {
    const ScoreParams params = fitted(kind, residuals);
    double share = 0;
    const double e = params.mean[0] - 4 * params.deviation[0];
    EXPECT_NEAR(score_row(params, {std::span(&e, 1)}, std::span(&share, 1)), 4, 1e-12);
    EXPECT_EQ(share, 1);
  }
}

TEST(Score, AMissingChannelIsLeftOutOfScoreAndShares) {
  for (const auto& kind : channel_scores()) {
    const Scored row = scored(two_channels(kind), {kMissingValue, 3});
    EXPECT_DOUBLE_EQ(row.score, kind == "squared" ? 9 : kind == "likelihood" ? 4.5 : 3) << kind;
    EXPECT_EQ(row.share[0], 0) << kind;
    EXPECT_EQ(row.share[1], 1) << kind;
  }
}

TEST(Score, WithoutAnyResidualThereIsNoScoreAndNobodyToBlame) {
  for (const auto& kind : channel_scores()) {
    const Scored missing = scored(two_channels(kind), {kMissingValue, kMissingValue});
    EXPECT_TRUE(std::isnan(missing.score));
    const Scored exact = scored(two_channels(kind), {1, 0});
    EXPECT_EQ(exact.score, 0);
    for (const Scored& row : {missing, exact}) EXPECT_EQ(row.share[0] + row.share[1], 0);
  }
}

TEST(Score, AbsurdResidualsGiveFiniteScores) {
  for (const auto& kind : channel_scores())
    for (const double e : {1e308, -1e308, std::numeric_limits<double>::infinity(), 5e-324}) {
      const Scored row = scored(fitted(kind, random_residuals(100, 2)), {e, 0.1});
      EXPECT_TRUE(std::isfinite(row.score)) << kind << " " << e;
      EXPECT_NEAR(row.share[0] + row.share[1], 1, 1e-12) << kind << " " << e;
    }
}

TEST(Score, AChannelPredictedPerfectlyDoesNotTurnRoundingIntoAlarms) {
  Matrix<double> residuals = random_residuals(300, 2);
  for (std::size_t t = 0; t < residuals.rows(); ++t) residuals(t, 1) = 0.02;
  for (const auto& kind : channel_scores()) {
    const ScoreParams params = fitted(kind, residuals);
    EXPECT_LT(scored(params, {params.mean[0], 0.02 + 1e-6}).score, 0.1) << kind;
    EXPECT_GT(scored(params, {params.mean[0], 0.5}).score, 20) << kind;
  }
}

TEST(Score, AnOffsetOfABillionChangesNothing) {
  const ScoreParams plain = fitted("mahalanobis", random_residuals(1000, 2));
  const ScoreParams shifted = fitted("mahalanobis", random_residuals(1000, 2, 1e9));
  EXPECT_NEAR(shifted.deviation[0], plain.deviation[0], 1e-6);
  EXPECT_NEAR(scored(shifted, {1e9 + 0.4, 1e9}).score, scored(plain, {0.4, 0}).score, 1e-4);
}

TEST(Score, TheBandEndsWhereASingleChannelReachesTheThreshold) {
  for (const auto& kind : channel_scores()) {
    const ScoreParams params = fitted(kind, random_residuals(200, 1));
    const double edge = params.mean[0] + expected_band(params, 0, 9.0);
    double share = 0;
    EXPECT_NEAR(score_row(params, {std::span(&edge, 1)}, std::span(&share, 1)), 9, 1e-9) << kind;
  }
}

TEST(Score, EmptyResidualsAreAnError) {
  const auto empty = fit_score({.score = ScoreKind::kMahalanobis}, Matrix<double>(10, 2, kMissingValue));
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().kind, ErrorKind::kData);
}

}  // namespace
}  // namespace tidegate
