#include "threshold/spot.h"

#include <gtest/gtest.h>

#include <array>

#include "random_scores.h"
#include "threshold/percentile.h"
#include "threshold/pot.h"
#include "threshold/threshold_state.h"

namespace tidegate {
namespace {

using namespace testing_support;

ThresholdParams fitted_spot(const std::string& spec, const std::vector<double>& scores) {
  return *fit_threshold({.threshold = spec}, scores, "the training part");
}

TEST(SpotThreshold, BeginsAsPotDoes) {
  const std::vector<double> scores = draw_scores(kKnownScores[0], 3000, 1);
  const ThresholdParams spot = fitted_spot("spot:1e-3", scores);
  EXPECT_EQ(spot.value, fitted_spot("pot:1e-3", scores).value);
  EXPECT_EQ(limit(spot, make_threshold_state(spot)), spot.value);
  EXPECT_EQ(spot.adaptive.peaks.size(), 60U);
  EXPECT_EQ(spot.adaptive.tail.rows, 3000);
}

TEST(SpotThreshold, KeepsTheNewestPeaksOfManyInTheirOrder) {
  std::vector<double> scores(20'000, 1);
  for (std::size_t t = 0; t < scores.size(); t += 50) scores[t] = 2 + static_cast<double>(t);
  const ThresholdParams spot = fitted_spot("spot:1e-3", scores);
  ASSERT_EQ(spot.adaptive.peaks.size(), kMostPeaks);
  EXPECT_EQ(spot.adaptive.tail.over, 400);
  EXPECT_EQ(spot.adaptive.peaks.back(), 19'951);
  EXPECT_EQ(spot.adaptive.peaks.front(), 19'951 - 255 * 50);
}

TEST(SpotThreshold, TheRateInALongStreamIsWithinAFactorOfOneAndAHalfOfWhatWasAskedFor) {
  constexpr std::size_t kRows = 30'000;
  for (const KnownScores& known : kKnownScores)
    for (const char* spec : {"spot:1e-3", "dspot:1e-3,1000"}) {
      // At a hard end the mean itself, which wavers, decides over each row.
      if (known.name == std::string("uniform") && spec[0] == 'd') continue;
      std::vector<double> ratios;
      for (std::uint64_t seed = 1; seed <= 15; ++seed) {
        const ThresholdParams params = fitted_spot(spec, draw_scores(known, 2000, seed));
        ThresholdState state = make_threshold_state(params);
        double flagged = 0;
        for (const double score : draw_scores(known, kRows, 1000 + seed)) {
          flagged += score >= limit(params, state) ? 1 : 0;
          observe(params, state, score);
        }
        ratios.push_back(flagged / (1e-3 * kRows));
      }
      EXPECT_GT(percentile(ratios, 50), 1 / 1.5) << known.name << " " << spec;
      EXPECT_LT(percentile(ratios, 50), 1.5) << known.name << " " << spec;
    }
}

TEST(SpotThreshold, LearnsThatNewRowsScoreHigherThanThoseItWasCalibratedOn) {
  const ThresholdParams params = fitted_spot("spot:1e-3", draw_scores(kKnownScores[0], 2000, 1));
  ThresholdState state = make_threshold_state(params);
  for (const double score : draw_scores(kKnownScores[0], 30'000, 2)) observe(params, state, 1.3 * score);
  EXPECT_NEAR(limit(params, state) / (1.3 * std::log(1000)), 1, 0.15);
  EXPECT_GT(limit(params, state), params.value);
}

TEST(SpotThreshold, ALongAlarmTeachesItNextToNothing) {
  for (const char* spec : {"spot:1e-4", "dspot:1e-4"}) {
    const ThresholdParams params = fitted_spot(spec, draw_scores(kKnownScores[0], 2000, 1));
    ThresholdState state = make_threshold_state(params);
    for (int row = 0; row < 100'000; ++row) observe(params, state, 1e6);
    EXPECT_LT(limit(params, state), 1.5 * params.value) << spec;
    EXPECT_GE(limit(params, state), params.value) << spec;
  }
}

TEST(DspotThreshold, FollowsALevelThatDrifts) {
  std::vector<double> scores = draw_scores(kKnownScores[3], 2000, 1);
  for (double& score : scores) score += 5;
  const ThresholdParams params = fitted_spot("dspot:1e-3,100", scores);
  ThresholdState state = make_threshold_state(params);
  std::size_t flagged = 0;
  double t = 0;
  for (const double score : draw_scores(kKnownScores[3], 10'000, 2)) {
    const double drifted = score + 5 + ++t * 1e-3;
    flagged += drifted >= limit(params, state) ? 1 : 0;
    observe(params, state, drifted);
  }
  EXPECT_LT(flagged, 30U);
  EXPECT_NEAR(limit(params, state), params.value + 10, 0.5);
}

TEST(DspotThreshold, TheLimitIsTheMeanOfTheLastNormalScoresAndTheReach) {
  const ThresholdParams params = fitted_spot("dspot:1e-3,20", draw_scores(kKnownScores[2], 2000, 1));
  ThresholdState state = make_threshold_state(params);
  const double reach = state.adaptive[0].reach;
  for (int row = 0; row < 37; ++row) observe(params, state, 0.3);
  EXPECT_DOUBLE_EQ(limit(params, state), 0.3 + reach);
  for (int row = 0; row < 5; ++row) observe(params, state, 0.1);
  EXPECT_NEAR(limit(params, state), 0.25 + reach, 1e-12);
}

TEST(DspotThreshold, OfFewScoresTheMeanIsOverWhatThereIs) {
  const ThresholdParams params = fitted_spot("dspot:1e-3,5000", draw_scores(kKnownScores[2], 60, 1));
  EXPECT_EQ(params.adaptive.recent.size(), 60U);
  EXPECT_EQ(params.adaptive.tail.rows, 45);
  EXPECT_EQ(make_threshold_state(params).adaptive[0].recent.values.size(), 5000U);
}

TEST(DspotThreshold, ScoresThatOnlyFallGiveAConstantLimit) {
  std::vector<double> falling;
  for (int t = 0; t < 300; ++t) falling.push_back(300 - t);
  const ThresholdParams params = fitted_spot("dspot:1e-3", falling);
  EXPECT_EQ(params.value, 600);
  EXPECT_EQ(params.adaptive.kind, Adaptation::kNone);
}

}  // namespace
}  // namespace tidegate
