#include "chain/verdict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "choices.h"
#include "spelled.h"
#include "tidegate/detector.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

using VerdictOfARow = FittedWaves;

TEST_F(VerdictOfARow, AnEventIsToldItsKindWhenItIsFinishedOrTheNextRowsAreTooFar) {
  for (const std::size_t rows_after : {5UL, 60UL}) {
    ChainState state(chain_);
    Series spiked = series_;
    spiked.rows.values(230, 0) += 40;
    push_rows(chain_, state, spiked, 0, 230 + rows_after);
    EXPECT_EQ(state.closed.size(), rows_after > 30 ? 1U : 0U);
    finish_rows(chain_, view_of(state), {});
    const auto events = take_events(chain_, state, scored_names(chain_));
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].kind, "spike");
    EXPECT_GT(events[0].kind_confidence, 0);
    EXPECT_NE(events[0].kind_reason.find("× the typical error"), std::string::npos);
  }
}

TEST_F(VerdictOfARow, RowsWithoutAnyValueAreEvidenceOfAnOpenEvent) {
  Series dropped = series_;
  dropped.rows.values(230, 0) -= 40;
  for (std::size_t t = 231; t < 250; ++t)
    for (std::size_t c = 0; c < 2; ++c) dropped.rows.values(t, c) = std::numeric_limits<double>::quiet_NaN();
  push_rows(chain_, state_, dropped, 0, 252);
  finish_rows(chain_, view_of(state_), {});
  const auto events = take_events(chain_, state_, scored_names(chain_));
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events[0].kind, "dropout");
}

TEST_F(VerdictOfARow, TheBandLiesAroundTheExpectedValueAndItsUsualError) {
  push_until(60);
  const Verdict verdict = push(60);
  for (std::size_t c = 0; c < 2; ++c) {
    const double usual = chain_.leading().score.mean[c] * chain_.scaler.scale[c];
    EXPECT_NEAR((verdict.lower[c] + verdict.upper[c]) / 2, verdict.expected[c] + usual, 1e-12);
    EXPECT_NEAR(verdict.upper[c] - verdict.lower[c], 2 * chain_.band[c], 1e-12);
  }
}

TEST_F(VerdictOfARow, BandAndVerdictFollowALimitThatLearns) {
  DetectorConfig config = tiny_config();
  config.threshold.threshold = "dspot:1e-2,10";
  const FittedChain chain = fitted_chain(series_, config);
  ChainState state(chain);
  double before = chain.info.threshold;
  std::size_t changes = 0;
  for (std::size_t t = 0; t < 300; ++t) {
    const double told = limit(chain.threshold, state.threshold);
    const Verdict verdict = push_row(chain, state, &series_.rows.time[t], series_.rows.values.row(t));
    EXPECT_EQ(verdict.threshold, told) << "row " << t;
    changes += told != before ? 1 : 0;
    before = told;
    if (!verdict.scored()) continue;
    EXPECT_EQ(verdict.phase == Phase::kAnomalous, verdict.score >= told) << "row " << t;
    const double half = expected_band(chain.leading().score, 1, told) * chain.scaler.scale[1];
    EXPECT_NEAR(verdict.upper[1] - verdict.lower[1], 2 * half, 1e-12) << "row " << t;
  }
  EXPECT_GT(changes, 200U);
}

TEST_F(VerdictOfARow, TheDisturbedChannelHasTheLargestShare) {
  push_until(100);
  const std::vector<double> row = {series_.rows.values(100, 0), series_.rows.values(100, 1) + 4};
  const Verdict verdict = push_row(chain_, state_, &series_.rows.time[100], row);
  EXPECT_EQ(verdict.phase, Phase::kAnomalous);
  EXPECT_GT(verdict.share[1], 0.8);
  EXPECT_NEAR(verdict.share[0] + verdict.share[1], 1, 1e-12);
}

/// What came of every row of a series, in the order of its rows.
struct Told {
  std::vector<double> score, expected;  ///< of the first channel
  std::vector<Phase> phase;
};

/// Also checks that every row is judged once, `delay_rows` rows after it came.
Told told_of(const FittedChain& chain, const Series& series) {
  const std::size_t rows = series.rows.size();
  Told told{std::vector<double>(rows, -1), std::vector<double>(rows, -1), std::vector<Phase>(rows, Phase::kPending)};
  const auto keep = [&](const Verdict& verdict) {
    EXPECT_EQ(told.phase[verdict.row], Phase::kPending) << "row " << verdict.row << " is judged twice";
    told.phase[verdict.row] = verdict.phase;
    told.score[verdict.row] = verdict.score;
    told.expected[verdict.row] = verdict.expected.empty() ? kMissingValue : verdict.expected[0];
  };
  ChainState state(chain);
  for (std::size_t t = 0; t < rows; ++t) {
    const Verdict verdict = push_row(chain, state, &series.rows.time[t], series.rows.values.row(t));
    EXPECT_EQ(verdict.phase == Phase::kPending, t < chain.info.delay_rows) << "row " << t;
    if (verdict.phase == Phase::kPending) continue;
    EXPECT_EQ(verdict.row, t - chain.info.delay_rows);
    keep(verdict);
  }
  finish_rows(chain, view_of(state), keep);
  EXPECT_EQ(std::ranges::count(told.phase, Phase::kPending), 0);
  return told;
}

FittedChain with_smoothing(FittedChain chain, std::string_view smoothing) {
  chain.smoothing = *parse_smoothing(smoothing);
  derive(chain);
  return chain;
}

/// By the definition: the mean of the scores that are there, up to `half` rows away and between `first` and `last`.
double mean_around(const std::vector<double>& own, std::size_t row, std::size_t half, std::size_t first,
                   std::size_t last) {
  double sum = 0, count = 0;
  for (std::size_t t = std::max(first + half, row) - half; t <= std::min(last, row + half); ++t)
    if (!std::isnan(own[t])) sum += own[t], ++count;
  return sum / count;
}

TEST_F(VerdictOfARow, ACentredMeanIsOverTheRowsOnEitherSide) {
  Series holes = series_;
  for (std::size_t t : {100UL, 101UL, 140UL})
    for (std::size_t c = 0; c < 2; ++c) holes.rows.values(t, c) = kMissingValue;
  const FittedChain plain = with_smoothing(chain_, "none"), centred = with_smoothing(chain_, "centred-mean:7");
  EXPECT_EQ(centred.info.delay_rows, 3U);
  const Told own = told_of(plain, holes), told = told_of(centred, holes);
  EXPECT_EQ(told.expected[200], own.expected[200]);
  for (std::size_t t = 0; t < 300; ++t) {
    EXPECT_EQ(std::isnan(told.score[t]), std::isnan(own.score[t])) << "row " << t;
    if (std::isnan(own.score[t])) continue;
    EXPECT_NEAR(told.score[t], mean_around(own.score, t, 3, 0, 299), 1e-12) << "row " << t;
  }
}

TEST_F(VerdictOfARow, ACentredMeanDoesNotReachOverALongGap) {
  Series parted = series_;
  for (std::size_t t = 150; t < 300; ++t) parted.rows.time[t] += std::chrono::hours(90);
  const Told own = told_of(with_smoothing(chain_, "none"), parted);
  const Told told = told_of(with_smoothing(chain_, "centred-mean:9"), parted);
  for (std::size_t t = 146; t < 150; ++t) EXPECT_NEAR(told.score[t], mean_around(own.score, t, 4, 0, 149), 1e-12);
  for (std::size_t t = 160; t < 170; ++t) EXPECT_NEAR(told.score[t], mean_around(own.score, t, 4, 150, 299), 1e-12);
}

TEST_F(VerdictOfARow, ALateRowIsRefusedAtOnceAndDelaysNothing) {
  const FittedChain centred = with_smoothing(chain_, "centred-mean:7");
  ChainState state(centred);
  push_rows(centred, state, series_, 0, 49);
  const Verdict late = push_row(centred, state, &series_.rows.time[20], series_.rows.values.row(20));
  EXPECT_EQ(late.phase, Phase::kLate);
  EXPECT_EQ(late.row, 50U);
  const Verdict next = push_row(centred, state, &series_.rows.time[50], series_.rows.values.row(50));
  EXPECT_EQ(next.row, 47U);
  EXPECT_EQ(next.score, told_of(centred, series_).score[47]);
}

TEST_F(VerdictOfARow, FewerRowsThanTheDelayAreJudgedInTheEnd) {
  const FittedChain centred = with_smoothing(chain_, "centred-mean:99");
  Series few = waves(20, 2);
  const Told own = told_of(with_smoothing(chain_, "none"), few), told = told_of(centred, few);
  for (std::size_t t = 10; t < 20; ++t) EXPECT_NEAR(told.score[t], mean_around(own.score, t, 49, 0, 19), 1e-12);
}

TEST_F(VerdictOfARow, AnEventOfACentredScoreHasItsPlaceAndItsKind) {
  const FittedChain centred = with_smoothing(chain_, "centred-mean:3");
  Series spiked = series_;
  spiked.rows.values(230, 0) += 40;
  ChainState state(centred);
  push_rows(centred, state, spiked, 0, 229);
  EXPECT_FALSE(state.events.open);
  push_rows(centred, state, spiked, 230, 235);
  finish_rows(centred, view_of(state), {});
  const auto events = take_events(centred, state, scored_names(centred));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].start_index, 229U);
  EXPECT_EQ(events[0].peak_index, 230U);
  EXPECT_EQ(events[0].peak, spiked.rows.time[230]);
  EXPECT_EQ(events[0].kind, "spike");
}

TEST_F(VerdictOfARow, WithSeveralForecastsThePeakIsTheOddRowNotOneThatWasForeseenFromIt) {
  DetectorConfig config = tiny_config();
  config.net.horizon = 5;
  config.score.smoothing = "none";
  config.training.epochs = 12;
  const FittedChain chain = fitted_chain(series_, config);
  for (const double height : {3.0, 8.0, 40.0}) {
    ChainState state(chain);
    Series spiked = series_;
    spiked.rows.values(230, 0) += height;
    push_rows(chain, state, spiked, 0, 299);
    finish_rows(chain, view_of(state), {});
    const auto events = take_events(chain, state, scored_names(chain));
    ASSERT_EQ(events.size(), 1U) << height;
    EXPECT_EQ(events[0].peak_index, 230U) << height;
  }
}

TEST_F(VerdictOfARow, AClassifiersEventsAreAsSevereAsTheirOdds) {
  FittedChain classifier = chain_;
  NetShape shape = chain_.net.shape();
  shape.kind = NetKind::kClassifier;
  shape.predicts = {0};
  classifier.net = Network<float>::build(shape);
  for (const FittedChain* chain : {&chain_, &std::as_const(classifier)}) {
    ClosedEvents closed = make_closed_events(*chain, 1);
    const std::vector<double> peak(kPeakFields * chain->scored(), 0.0);
    closed.add(0, {.score = 0.9, .threshold = 0.5}, peak);  // odds of 9 to 1
    take_events(*chain, closed, scored_names(*chain),
                [&](std::uint32_t, const Event& event) { EXPECT_EQ(event.severity > 80, chain == &classifier); });
  }
}

TEST_F(VerdictOfARow, AnEventHasTheZoneOfItsOwnRowEvenIfThatWaited) {
  for (const char* smoothing : {"none", "centred-mean:3"}) {
    const FittedChain chain = with_smoothing(chain_, smoothing);
    ChainState state(chain);
    Series spiked = series_;
    spiked.rows.values(230, 0) += 40;
    for (std::size_t t = 0; t < 300; ++t)
      push_row(chain, state, &spiked.rows.time[t], spiked.rows.values.row(t), t <= 230 ? 60 : 120);
    finish_rows(chain, view_of(state), {});
    const auto events = take_events(chain, state, scored_names(chain));
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].utc_offset_minutes, 60) << smoothing;
  }
}

class VerdictOfOverlaps : public testing::TestWithParam<const char*> {
 protected:
  static DetectorConfig config(const char* overlap) {
    DetectorConfig config = tiny_config();
    config.net.net = NetKind::kAutoencoder;
    config.net.state = StateKind::kWindow;
    config.score.overlap = choice<Overlap>(overlap);
    config.score.smoothing = "none";
    return config;
  }
};

/// By the definition: every full window through the net, and for each row all that was given back of it.
std::vector<std::vector<double>> given_back(const FittedChain& chain, const Series& series) {
  const std::size_t window = chain.net.shape().window, stride = chain.net.output_stride();
  AlignedVector<float> state(chain.net.state_size()), y(chain.net.prediction_size()), scratch(chain.net.scratch_size());
  std::vector<std::vector<double>> given(series.rows.size());
  for (std::size_t t = 0; t < series.rows.size(); ++t) {
    const auto x = static_cast<float>(chain.scaled(0, series.rows.values(t, 0)));
    chain.net.step(chain.parameters.data(), *chain.kernels, &x, state.data(), y.data(), scratch.data());
    for (std::size_t k = 0; t + 1 >= window && k < window; ++k)
      given[t + 1 - window + k].push_back(static_cast<double>(y[k * stride]));
  }
  return given;
}

double combined(std::string_view overlap, double value, std::vector<double> given) {
  if (overlap == "max") return *std::ranges::max_element(given, {}, [&](double one) { return std::abs(one - value); });
  if (overlap == "mean") return std::accumulate(given.begin(), given.end(), 0.0) / static_cast<double>(given.size());
  std::ranges::sort(given);
  return (given[(given.size() - 1) / 2] + given[given.size() / 2]) / 2;
}

TEST_P(VerdictOfOverlaps, ARowIsExpectedToBeWhatAllItsWindowsSay) {
  const Series series = waves(300, 1);
  const FittedChain chain = fitted_chain(series, config(GetParam()));
  EXPECT_EQ(chain.info.delay_rows, 9U);
  EXPECT_EQ(chain.info.warmup_rows, 0U);
  const Told told = told_of(chain, series);
  const auto given = given_back(chain, series);
  for (std::size_t t = 0; t < 300; ++t) {
    const double expected = combined(GetParam(), chain.scaled(0, series.rows.values(t, 0)), given[t]);
    ASSERT_NEAR(told.expected[t], chain.scaler.center[0] + chain.scaler.scale[0] * expected, 1e-9) << "row " << t;
    ASSERT_TRUE(std::isfinite(told.score[t])) << "row " << t;
  }
}

TEST_P(VerdictOfOverlaps, AnOddRowIsFoundThereAndHasABand) {
  Series spiked = waves(300, 1);
  const FittedChain chain = fitted_chain(spiked, config(GetParam()));
  spiked.rows.values(250, 0) += 8;
  const Told told = told_of(chain, spiked);
  EXPECT_EQ(told.phase[250], Phase::kAnomalous);
  EXPECT_EQ(std::ranges::max_element(told.score) - told.score.begin(), 250);
  ChainState state(chain);
  push_rows(chain, state, spiked, 0, 258);
  const Verdict verdict = push_row(chain, state, &spiked.rows.time[259], spiked.rows.values.row(259));
  ASSERT_EQ(verdict.row, 250U);
  EXPECT_GT(verdict.values[0], verdict.upper[0]);
  EXPECT_LT(verdict.lower[0], verdict.upper[0]);
}

TEST_P(VerdictOfOverlaps, WindowsDoNotReachOverALongGapAndWalkThroughAShortOne) {
  const Series series = waves(300, 1);
  const FittedChain chain = fitted_chain(series, config(GetParam()));
  Series parted = series, second = waves(0, 1);
  for (std::size_t t = 150; t < 300; ++t) parted.rows.time[t] += std::chrono::hours(90);
  const Told told = told_of(chain, parted);
  Series first = series;
  first.rows.time.resize(150);
  first.rows.values = Matrix<double>(150, 1);
  for (std::size_t t = 0; t < 150; ++t) first.rows.values(t, 0) = series.rows.values(t, 0);
  const Told alone = told_of(chain, first);
  for (std::size_t t = 0; t < 150; ++t) ASSERT_EQ(told.score[t], alone.score[t]) << "row " << t;

  Series gap = series, empty = series;  // rows that never came are the same as rows without a value
  for (std::size_t t = 100; t < 103; ++t) empty.rows.values(t, 0) = kMissingValue;
  const Told with_empty = told_of(chain, empty);
  gap.rows.time.erase(gap.rows.time.begin() + 100, gap.rows.time.begin() + 103);
  gap.rows.values = Matrix<double>(297, 1);
  for (std::size_t t = 0; t < 297; ++t) gap.rows.values(t, 0) = series.rows.values(t < 100 ? t : t + 3, 0);
  const Told with_gap = told_of(chain, gap);
  for (std::size_t t = 0; t < 297; ++t)
    ASSERT_EQ(with_gap.score[t], with_empty.score[t < 100 ? t : t + 3]) << "row " << t;
}

TEST_P(VerdictOfOverlaps, SmoothingLooksFurtherAhead) {
  const Series series = waves(300, 1);
  const FittedChain plain = fitted_chain(series, config(GetParam()));
  const FittedChain centred = with_smoothing(plain, "centred-mean:5");
  EXPECT_EQ(centred.info.delay_rows, 11U);
  const Told own = told_of(plain, series), told = told_of(centred, series);
  for (std::size_t t = 0; t < 300; ++t)
    ASSERT_NEAR(told.score[t], mean_around(own.score, t, 2, 0, 299), 1e-12) << "row " << t;
}

INSTANTIATE_TEST_SUITE_P(Overlaps, VerdictOfOverlaps, testing::Values("mean", "median", "max"));

TEST(VerdictOfFewRows, WithoutAFullWindowNoRowIsScored) {
  DetectorConfig config = tiny_config();
  config.net.net = NetKind::kAutoencoder;
  config.net.state = StateKind::kWindow;
  config.score.overlap = Overlap::kMedian;
  const FittedChain chain = fitted_chain(waves(300, 1), config);
  for (const Phase phase : told_of(chain, waves(9, 1)).phase) EXPECT_EQ(phase, Phase::kWarmup);
  for (const Phase phase : told_of(chain, waves(10, 1)).phase) EXPECT_NE(phase, Phase::kWarmup);
}

TEST(VerdictOfFewRows, NumbersBeyondReasonToWaitWithAreRefused) {
  DetectorConfig config = tiny_config();
  config.net.net = NetKind::kAutoencoder;
  config.net.window = 6000;
  config.score.overlap = Overlap::kMedian;
  const auto refused = detector_size(config, 1, 100000);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().option, "window");
  EXPECT_NE(refused.error().message(as_flags).find("shorter --window"), std::string::npos) << refused.error().message();
  config.score.overlap = Overlap::kMean;
  EXPECT_TRUE(detector_size(config, 1, 100000).has_value());
}

}  // namespace
}  // namespace tidegate
