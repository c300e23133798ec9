#include "scorer/pca.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// Two channels that go together, the second twice as far; a third with little of its own.
Matrix<double> together(std::size_t rows = 200) {
  Matrix<double> all(rows, 3);
  for (std::size_t t = 0; t < rows; ++t) {
    all(t, 0) = 1 + std::sin(0.7 * static_cast<double>(t));
    all(t, 1) = 2 * all(t, 0);
    all(t, 2) = 0.01 * std::cos(1.9 * static_cast<double>(t));
  }
  return all;
}

TEST(PcaScorer, WhatKeepsToTheOtherChannelsIsExpected) {
  const Scorer scorer = fitted_on("pca", {together()});
  EXPECT_EQ(scorer.learned.front().rows(), 2U);  // a mean and one component
  ScorerRun run(scorer, 3);
  EXPECT_NEAR(run.push({1.5, 3, 0}).residual, 0, 0.01);
  EXPECT_NEAR(run.push({9, 18, 0}).residual, 0, 0.01);
}

TEST(PcaScorer, WhatLeavesTheOtherChannelsIsNot) {
  ScorerRun run(fitted_on("pca", {together()}), 3);
  run.push({1, 4, 0});  // (0, 2) off the mean (1, 2), whose part across (1, 2)/√5 is (-0.8, 0.4)
  EXPECT_NEAR(run.own_numbers().residual[0], -0.8, 0.01);
  EXPECT_NEAR(run.own_numbers().residual[1], 0.4, 0.01);
  EXPECT_NEAR(run.own_numbers().given[0], 1.8, 0.01);
}

TEST(PcaScorer, AMissingValueCountsAsTheMeanAndHasNoResidual) {
  ScorerRun run(fitted_on("pca", {together()}), 3);
  EXPECT_TRUE(std::isnan(run.push({kMissingValue, 2, 0}).residual));
  EXPECT_NEAR(run.own_numbers().given[0], 1, 0.01);
  EXPECT_NEAR(run.own_numbers().residual[1], 0, 0.01);
}

TEST(PcaScorer, AHigherPercentageKeepsMoreComponentsButOne) {
  Matrix<double> apart(300, 3);
  for (std::size_t t = 0; t < 300; ++t)
    for (std::size_t c = 0; c < 3; ++c) apart(t, c) = std::sin((0.7 + static_cast<double>(c)) * static_cast<double>(t));
  EXPECT_EQ(fitted_on("pca:30", {apart}).learned.front().rows(), 2U);
  EXPECT_EQ(fitted_on("pca:60", {apart}).learned.front().rows(), 3U);
  EXPECT_EQ(fitted_on("pca:99", {apart}).learned.front().rows(), 3U);
}

TEST(PcaScorer, OneChannelIsRefusedAndPointedElsewhere) {
  auto scorer = parse_scorer("pca");
  const Matrix<double> one = column({1, 2, 3});
  const MatrixView<const double> series[] = {one};
  const Status fitted = fit_scorer(*scorer, series);
  ASSERT_FALSE(fitted);
  EXPECT_EQ(fitted.error().kind, ErrorKind::kData);
  EXPECT_EQ(fitted.error().option, "scorers");
  EXPECT_NE(fitted.error().message().find("sub-pca"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
