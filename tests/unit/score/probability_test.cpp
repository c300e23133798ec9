#include "score/probability.h"

#include <gtest/gtest.h>

#include <vector>

#include "base/random.h"

namespace tidegate {
namespace {

double probability(const ScoreParams& params, double logit) {
  double share = 0;
  return score_row(params, {std::span(&logit, 1)}, std::span(&share, 1));
}

TEST(ProbabilityScore, IsTheSigmoidOfTheLogit) {
  const ScoreParams own{.kind = ScoreKind::kProbability, .mean = {0}, .deviation = {1}, .precision = {}};
  EXPECT_DOUBLE_EQ(probability(own, 0), 0.5);
  EXPECT_NEAR(probability(own, 2), 0.8807970779778823, 1e-15);
  EXPECT_TRUE(std::isfinite(probability(own, -1e300)));
}

TEST(FitProbability, FindsTheLineThatDrewTheLabels) {
  Random random(5);
  std::vector<double> logits, labels;
  for (int i = 0; i < 200000; ++i) {
    const double logit = 3 * random.normal();
    logits.push_back(logit);
    labels.push_back(random.uniform() < 1 / (1 + std::exp(-(0.5 * logit - 1.5))) ? 1 : 0);
  }
  const ScoreParams fitted = fit_probability(logits, labels);
  EXPECT_NEAR(1 / fitted.deviation[0], 0.5, 0.01);
  EXPECT_NEAR(-fitted.mean[0] / fitted.deviation[0], -1.5, 0.03);
}

TEST(FitProbability, UnknownLabelsTakeNoPart) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> logits = {-2, -1, 0.5, 1, 2, 9}, labels = {0, 0, 1, 0, 1, unknown};
  const ScoreParams with = fit_probability(logits, labels);
  const ScoreParams without = fit_probability(std::span(logits).first(5), std::span(labels).first(5));
  EXPECT_EQ(with.mean[0], without.mean[0]);
  EXPECT_EQ(with.deviation[0], without.deviation[0]);
}

TEST(FitProbability, SeparableLabelsGiveNoCertainty) {
  const std::vector<double> logits = {-3, -2, -1, 1, 2, 3}, labels = {0, 0, 0, 1, 1, 1};
  const ScoreParams fitted = fit_probability(logits, labels);
  EXPECT_GT(probability(fitted, 3), 0.7);
  EXPECT_LT(probability(fitted, 3), 0.9);
}

TEST(FitProbability, WhereItCannotBeFittedTheNetworksOwnProbabilityStays) {
  for (const std::vector<double>& labels : {std::vector<double>{0, 0, 0}, {1, 1, 1}, {1, 0, 0}}) {
    const ScoreParams fitted = fit_probability(std::vector<double>{-1, 0, 1}, labels);
    EXPECT_EQ(fitted.mean[0], 0);
    EXPECT_EQ(fitted.deviation[0], 1);
  }
}

TEST(Probability, AreTheWindowOfAClassifierThatTellsOfIt) {
  NetConfig config;
  config.window = 16;
  EXPECT_EQ(told_rows(config), 1U);
  EXPECT_EQ(probability_words(config), "");
  config.net = NetKind::kClassifier, config.target = TargetKind::kRow;
  EXPECT_EQ(told_rows(config), 1U);
  EXPECT_EQ(probability_words(config), "the probability that the row is anomalous");
  config.target = TargetKind::kWindow;
  EXPECT_EQ(told_rows(config), 16U);
  EXPECT_EQ(probability_words(config), "the probability that any of the last 16 rows is anomalous");
}

}  // namespace
}  // namespace tidegate
