#include "threshold/pot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "random_scores.h"
#include "threshold/percentile.h"

namespace tidegate {
namespace {

using namespace testing_support;

FittedThreshold fit(double risk, std::span<const double> scores) {
  return kPotThreshold.fit(std::array{risk, 0.0}, scores);
}

/// 1, 2 … count.
std::vector<double> ramp(std::size_t count) {
  std::vector<double> scores(count);
  std::iota(scores.begin(), scores.end(), 1.0);
  return scores;
}

TEST(PotThreshold, OfManyScoresTwoPerCentArePeaksOfFewerFiftyAndAtMostATenth) {
  EXPECT_EQ(peaks_over_level(ramp(10'000), 1e-4).excesses.size(), 200U);
  EXPECT_EQ(peaks_over_level(ramp(10'000), 0.05).excesses.size(), 1000U);
  EXPECT_EQ(peaks_over_level(ramp(1000), 1e-4).excesses.size(), 50U);
  EXPECT_EQ(peaks_over_level(ramp(200), 1e-4).excesses.size(), 20U);
  EXPECT_EQ(peaks_over_level(ramp(200), 1e-4).level, 180);
  EXPECT_EQ(peaks_over_level(ramp(2), 1e-4).excesses, (std::vector<double>{1}));
}

TEST(PotThreshold, EqualScoresAreAllPeaksOrNone) {
  std::vector<double> scores(1000, 1);
  std::fill_n(scores.begin(), 300, 4);
  const Peaks peaks = peaks_over_level(scores, 1e-4);
  EXPECT_EQ(peaks.level, 1);
  EXPECT_EQ(peaks.excesses, std::vector<double>(300, 3));
}

// The promise itself: calibrated on scores of a known distribution, how often that really reaches the limit.
TEST(PotThreshold, TheRealRateIsWithinAFactorOfOneAndAHalfOfWhatWasAskedFor) {
  constexpr std::size_t kRepetitions = 101;
  for (const KnownScores& known : kKnownScores)
    for (const double risk : {1e-2, 1e-3, 2e-4}) {
      std::vector<double> ratios;
      for (std::uint64_t seed = 1; seed <= kRepetitions; ++seed)
        ratios.push_back(known.exceeds(fit(risk, draw_scores(known, 5000, seed)).value) / risk);
      EXPECT_GT(percentile(ratios, 50), 1 / 1.5) << known.name << " " << risk;
      EXPECT_LT(percentile(ratios, 50), 1.5) << known.name << " " << risk;
    }
}

TEST(PotThreshold, ALargerRiskNeverGivesAHigherLimit) {
  for (const KnownScores& known : kKnownScores) {
    const std::vector<double> scores = draw_scores(known, 3000, 3);
    double before = fit(1e-9, scores).value;
    for (const double risk : {1e-7, 1e-5, 1e-4, 1e-3, 1e-2}) {
      const double limit = fit(risk, scores).value;
      EXPECT_LE(limit, before) << known.name << " " << risk;
      before = limit;
    }
  }
}

TEST(PotThreshold, WithFewPeaksTheTailIsExponentialAndTheWordsSaySo) {
  const FittedThreshold fitted = fit(1e-3, ramp(90));  // nine peaks, 1 to 9
  EXPECT_DOUBLE_EQ(fitted.value, 81 + 5 * std::log(9 / (1e-3 * 90)));
  EXPECT_EQ(fitted.words,
            "exceeded with probability 0.001 by an exponential tail over 81 of 9 peaks (too few for more)");
  EXPECT_EQ(fit(1e-3, ramp(100)).words.substr(0, 57), "exceeded with probability 0.001 by the tail of shape -1 o");
}

TEST(PotThreshold, ScoresOfFewDifferentValuesAreNotFlaggedManyAtOnce) {
  std::vector<double> scores(2600, 0);
  std::fill_n(scores.begin(), 400, 1);
  EXPECT_GT(fit(7e-4, scores).value, 1);
  std::fill_n(scores.begin(), 12, 2);
  const FittedThreshold fitted = fit(7e-4, scores);
  EXPECT_GT(fitted.value, 2);
  EXPECT_NE(fitted.words.find("exponential tail over 0 of 400 peaks (many scores are equal, so the tail has no shape)"),
            std::string::npos)
      << fitted.words;
}

TEST(PotThreshold, OneOddCalibrationRowDoesNotSendTheLimitOutOfReach) {
  std::vector<double> scores = draw_scores(kKnownScores[3], 600, 2);
  const double limit = fit(1e-4, scores).value;
  scores[300] = 1000;
  EXPECT_LT(fit(1e-4, scores).value, 10 * limit);
}

TEST(PotThreshold, ScoresInAnotherUnitGiveTheLimitInThatUnit) {
  std::vector<double> scores = draw_scores(kKnownScores[1], 2000, 9);
  const double limit = fit(1e-3, scores).value;
  for (double& score : scores) score *= 1e6;
  EXPECT_NEAR(fit(1e-3, scores).value / limit, 1e6, 1);
}

}  // namespace
}  // namespace tidegate
