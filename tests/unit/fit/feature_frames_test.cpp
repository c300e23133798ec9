#include "fit/feature_frames.h"

#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

DetectorConfig with_features(std::vector<std::string> features) {
  DetectorConfig config = tiny_config();
  config.features.features = std::move(features);
  return config;
}

const std::vector<std::string> kAll = {"calendar", "fourier", "rolling:6", "difference"};

/// Holes, a gap of five steps, a late row and a repeated stamp.
Series disturbed() {
  Series series = waves(kRows, 2);
  for (std::size_t t = 40; t < 55; ++t) series.rows.values(t, t % 2) = kMissingValue;
  for (std::size_t t = 100; t < kRows; ++t) series.rows.time[t] += std::chrono::minutes(5);
  series.rows.time[120] = series.rows.time[110];
  series.rows.time[140] = series.rows.time[139];
  return series;
}

/// The features of every row a stream takes, those of steps that never came left out.
std::vector<std::vector<float>> served(const FittedChain& chain, const Series& series) {
  const std::size_t features = feature_count(chain.features);
  ChainState state(chain);
  std::vector<std::vector<float>> rows;
  for (std::size_t t = 0; t < series.rows.size(); ++t) {
    const Verdict verdict = push_row(chain, state, &series.rows.time[t], series.rows.values.row(t));
    if (verdict.phase == Phase::kLate || verdict.phase == Phase::kDuplicate) continue;
    const auto last = std::span<const float>(state.input).last(features);
    rows.emplace_back(last.begin(), last.end());
  }
  return rows;
}

/// The same from the training frames.
std::vector<std::vector<float>> trained(const FittedChain& chain, const Series& series) {
  const SeriesPart part{series, {0, series.rows.size()}};
  const TrainingFrames frames = *training_frames({&part, 1}, chain.config.frames, 10);
  Matrix<float> inputs(frames.frames.values.rows(), chain.net_inputs());
  for (std::size_t t = 0; t < inputs.rows(); ++t)
    apply_scaler(chain.config.scaler, chain.scaler, frames.frames.values.row(t), inputs.row(t).first(2));
  FeatureParams params = chain.features;
  fill_training_features({&part, 1}, frames, chain.config.scaler.clip, params, inputs.view());
  EXPECT_EQ(params.center, chain.features.center);
  std::vector<std::vector<float>> rows;
  for (std::size_t t = 0; t < inputs.rows(); ++t) {
    if (frames.frames.source[t] == kNoRow) continue;
    const auto last = inputs.row(t).last(feature_count(params));
    rows.emplace_back(last.begin(), last.end());
  }
  return rows;
}

TEST(FeatureFrames, TrainingSeesTheBitsThatAStreamSees) {
  const Series series = disturbed();
  const FittedChain chain = fitted_chain(series, with_features(kAll));
  EXPECT_EQ(feature_count(chain.features), 4U + 4 + 8 + 2);
  const auto in_training = trained(chain, series), in_stream = served(chain, series);
  ASSERT_EQ(in_training.size(), kRows - 2);
  EXPECT_EQ(in_training, in_stream);
}

TEST(FeatureFrames, RollingFiguresAndDifferencesAreCentredAndOfDeviationOne) {
  const Series series = waves(kRows, 2);
  const FittedChain chain = fitted_chain(series, with_features({"rolling:6", "difference"}));
  const auto rows = trained(chain, series);
  for (std::size_t f = 0; f < rows[0].size(); ++f) {
    double mean = 0, squares = 0;
    for (const auto& row : rows) mean += static_cast<double>(row[f]) / static_cast<double>(rows.size());
    for (const auto& row : rows) squares += (static_cast<double>(row[f]) - mean) * (static_cast<double>(row[f]) - mean);
    EXPECT_NEAR(mean, 0, 0.01) << f;
    EXPECT_NEAR(std::sqrt(squares / static_cast<double>(rows.size())), 1, 0.02) << f;
  }
}

TEST(FeatureFrames, TheDescriptionNamesThemAndTheChannelsStay) {
  const FittedChain chain = fitted_chain(waves(kRows, 2), with_features({"calendar", "difference"}));
  EXPECT_EQ(chain.info.channels.size(), 2U);
  EXPECT_EQ(chain.info.scored, std::vector<bool>(2, true));
  EXPECT_EQ(chain.info.features, (std::vector<std::string>{"hour.sin", "hour.cos", "weekday.sin", "weekday.cos",
                                                           "c0.difference", "c1.difference"}));
}

TEST(FeatureFrames, OnlyANetThatForeseesGetsTheCalendarOfTheRowToCome) {
  DetectorConfig last = with_features({"calendar"});
  last.net.target = TargetKind::kLast;
  EXPECT_EQ(fitted_chain(waves(kRows, 1), with_features({"calendar"})).features.ahead, 1U);
  EXPECT_EQ(fitted_chain(waves(kRows, 1), last).features.ahead, 0U);
}

TEST(FeatureFrames, AZoneThatChangesIsToldAndTheUsualOneKept) {
  Series series = waves(kRows, 1);
  series.rows.utc_offset_minutes.assign(kRows, 120);
  for (std::size_t t = 0; t < 50; ++t) series.rows.utc_offset_minutes[t] = 60;
  const FittedChain chain = fitted_chain(series, with_features({"calendar"}));
  EXPECT_EQ(chain.features.utc_offset_minutes, 120);
  EXPECT_NE(chain.info.notes.back().find("2 different UTC offsets"), std::string::npos);
}

TEST(FeatureFrames, CalendarWithoutTimesIsRefused) {
  const Series plain = waves(kRows, 1, 5, false);
  const auto refused = fit_chain(plain, {0, kRows}, with_features({"calendar"}), {});
  EXPECT_NE(message_of(refused).find("--features calendar needs times"), std::string::npos);
}

TEST(FeatureFrames, EverySeriesBeginsWithAFreshState) {
  const Series a = waves(kRows, 1, 5), b = waves(kRows, 1, 6);
  const std::vector<SeriesPart> parts = {{a, {0, kRows}}, {b, {0, kRows}}};
  const auto chain = fit_chain(parts, with_features({"difference"}), {});
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  const TrainingFrames frames = *training_frames(parts, {}, 10);
  Matrix<float> inputs(2 * kRows, 2);
  FeatureParams params = chain->features;
  fill_training_features(parts, frames, 8, params, inputs.view());
  EXPECT_EQ(inputs(kRows, 1), 0);  // no row before it
}

}  // namespace
}  // namespace tidegate
