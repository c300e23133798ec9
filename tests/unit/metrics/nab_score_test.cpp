#include "metrics/nab_score.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/missing.h"

namespace tidegate {
namespace {

/// 200 rows, a window of rows 100 to 119; one row scores 1.
NabFile one_flag(std::size_t row) {
  NabFile file{std::vector<double>(200, 0.0), {{100, 120}}};
  file.scores[row] = 1;
  return file;
}

double standard(std::size_t row) { return nab_score_at(std::vector{one_flag(row)}, kNabStandard, 0.5).normalised; }

TEST(NabScore, IsAHundredForTheFirstRowOfAWindowAndNothingForSilence) {
  EXPECT_NEAR(standard(100), 100, 1e-12);
  EXPECT_EQ(nab_score_at(std::vector{one_flag(100)}, kNabStandard, 2).normalised, 0);
}

TEST(NabScore, FallsWithinTheWindowAsTheSigmoidDoes) {
  // Row 110 of 100 to 119 has position −0.5: S(−0.5) = 0.84828, S(−1) = 0.98661.
  EXPECT_NEAR(standard(110), 100 * (1 + 0.84828 / 0.98661) / 2, 1e-3);
  EXPECT_GT(standard(110), standard(119));
}

TEST(NabScore, AFalseRowCostsLessCloseBehindAWindow) {
  EXPECT_NEAR(standard(50), -100 * 0.11 / 2, 1e-12);
  EXPECT_NEAR(standard(199), -100 * 0.11 / 2, 1e-3);
  EXPECT_GT(standard(122), standard(140));
}

TEST(NabScore, AFalseRowMoreThanThreeWindowsBehindCostsAllOfIt) {
  // 57 of 19 rows behind is a position of 3, which the sigmoid still answers; one row on is cut.
  const auto raw = [](std::size_t row) { return nab_score_at(std::vector{one_flag(row)}, kNabStandard, 0.5).raw; };
  EXPECT_NEAR(raw(119 + 57), -1 - 0.11 * (1 - 2 / (1 + std::exp(15.0))), 1e-13);
  EXPECT_NEAR(raw(119 + 58), -1 - 0.11, 1e-13);
}

TEST(NabScore, RowsOfTheProbationAndRowsWithoutAScoreCountForNothing) {
  EXPECT_EQ(nab_probation(200), 30U);
  EXPECT_EQ(nab_probation(100'000), 750U);
  EXPECT_EQ(standard(29), 0);
  EXPECT_NE(standard(30), 0);
  NabFile file = one_flag(100);
  file.scores[50] = kMissingValue;
  EXPECT_NEAR(nab_score_at(std::vector{file}, kNabStandard, 0.5).normalised, 100, 1e-12);
}

TEST(NabScore, TheBestThresholdLeavesFalseRowsOut) {
  NabFile file = one_flag(104);
  file.scores[50] = 0.5;
  const NabScore best = nab_score(std::vector{file}, kNabStandard);
  EXPECT_EQ(best.threshold, 1);
  EXPECT_EQ(best.normalised, standard(104));
  file.scores[50] = 2;
  for (std::size_t row = 40; row < 60; ++row) file.scores[row] = 3;
  EXPECT_EQ(nab_score(std::vector{file}, kNabLowFalsePositives).threshold, std::numeric_limits<double>::infinity());
}

TEST(NabScore, AMissedWindowCostsTwiceInTheProfileOfFewFalseNegatives) {
  const std::vector<NabFile> two = {one_flag(100), one_flag(50)};
  EXPECT_NEAR(nab_score_at(two, kNabStandard, 0.5).raw, 1 - 1 - 0.11, 1e-12);
  EXPECT_NEAR(nab_score_at(two, kNabLowFalseNegatives, 0.5).raw, 1 - 2 - 0.11, 1e-12);
}

TEST(NabScore, WithoutWindowsNothingCanBeSaid) {
  EXPECT_TRUE(std::isnan(nab_score(std::vector{NabFile{{1, 2}, {}}}, kNabStandard).normalised));
}

}  // namespace
}  // namespace tidegate
