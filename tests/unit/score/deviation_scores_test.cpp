#include "score/deviation_scores.h"

#include <gtest/gtest.h>

#include <array>

namespace tidegate {
namespace {

TEST(DeviationScores, ContributionsAreAbsoluteAndSquaredDeviations) {
  const ScoreParams params{
      .kind = ScoreKind::kAbsolute, .mean = {0, 0}, .deviation = {1, 2}, .precision = {}, .shrinkage = 0};
  const std::array<double, 2> residual = {-3, 8};
  std::array<double, 2> share{};
  EXPECT_DOUBLE_EQ(kAbsoluteScore.row(params, {residual}, share, 2), 3.5);
  EXPECT_EQ(share, (std::array<double, 2>{3, 4}));
  EXPECT_DOUBLE_EQ(kSquaredScore.row(params, {residual}, share, 2), 12.5);
  EXPECT_EQ(share, (std::array<double, 2>{9, 16}));
}

TEST(DeviationScores, ReachIsTheDeviationThatGivesTheThreshold) {
  EXPECT_EQ(kAbsoluteScore.reach(4, 1), 4);
  EXPECT_EQ(kSquaredScore.reach(4, 1), 2);
  EXPECT_EQ(kSquaredScore.reach(-1, 1), 0);
}

}  // namespace
}  // namespace tidegate
