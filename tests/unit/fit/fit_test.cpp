#include "fit/fit.h"

#include <gtest/gtest.h>

#include "spelled.h"
#include "temporary_folder.h"
#include "tidegate/config.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

Result<FittedChain> fit(const Series& series, const DetectorConfig& config = tiny_config()) {
  return fit_chain(series, series.all(), config, {});
}

void expect_refusal(const Result<FittedChain>& result, ErrorKind kind, const std::string& words) {
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, kind);
  EXPECT_NE(result.error().message(as_flags).find(words), std::string::npos) << result.error().message();
}

TEST(Fit, APartWithoutRowsOrBeyondTheSeriesIsRefused) {
  const Series series = waves(300, 2), none = waves(0, 2);
  expect_refusal(fit_chain(series, {20, 20}, tiny_config(), {}), ErrorKind::kData, "has no row to learn from");
  expect_refusal(fit_chain(none, none.all(), tiny_config(), {}), ErrorKind::kData, "has no row to learn from");
  expect_refusal(fit_chain(series, {200, 301}, tiny_config(), {}), ErrorKind::kUsage, "rows 200 to 300 are outside");
  expect_refusal(fit_chain(series, {2, 0}, tiny_config(), {}), ErrorKind::kUsage, "the series of 300 rows");
  ASSERT_TRUE(fit_chain(series, {200, 300}, tiny_config(), {}).has_value());
}

TEST(Fit, DescribesWhatItWasFittedOn) {
  const Series series = waves(300, 2);
  const auto chain = fit_chain(series, {20, 220}, tiny_config(), {});
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  const DetectorInfo& info = chain->info;
  EXPECT_EQ(info.source, "waves");
  EXPECT_EQ(info.training_rows, 200U);
  EXPECT_EQ(info.first_row, 20U);
  EXPECT_EQ(info.last_row, 219U);
  EXPECT_EQ(info.first_time, series.rows.time[20]);
  EXPECT_EQ(info.last_time, series.rows.time[219]);
  EXPECT_EQ(info.step, std::chrono::minutes(1));
  EXPECT_EQ(info.warmup_rows, 10U);
  EXPECT_EQ(info.scored, (std::vector<bool>{true, true}));
  EXPECT_EQ(info.residual_deviation.size(), 2U);
  EXPECT_TRUE(info.threshold > 0 && std::isfinite(info.threshold));
  EXPECT_EQ(info.source_digest.size(), 64U);
  EXPECT_TRUE(info.notes.empty());
}

TEST(Fit, SaysWhichRowsOfTheInputValidated) {
  const Series series = waves(300, 1);
  const auto chain = fit_chain(series, {20, 220}, tiny_config(), {});
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  EXPECT_EQ(chain->info.first_validating_row, 180U);
  EXPECT_EQ(chain->info.last_validating_row, 219U);
  DetectorConfig config = tiny_config();
  config.training.validation = 0;
  const auto all_learned = fit_chain(series, {20, 220}, config, {});
  ASSERT_TRUE(all_learned.has_value()) << all_learned.error().message();
  EXPECT_EQ(all_learned->info.first_validating_row, kNoRow);
}

TEST(Fit, OfSeveralSeriesItSaysWhichRowsOfTheFirstValidated) {
  const Series a = waves(150, 1, 5), b = waves(100, 1, 6);
  const std::vector<SeriesPart> both = {{a, {0, 150}}, {b, {0, 100}}};
  const auto chain = fit_chain(both, tiny_config(), {});
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  EXPECT_EQ(chain->info.first_validating_row, 120U);
  EXPECT_EQ(chain->info.last_validating_row, 149U);
}

TEST(Fit, OneDetectorLearnsFromManySeriesEachByItself) {
  const Series a = waves(150, 1, 5), b = waves(150, 1, 6);
  const std::vector<SeriesPart> both = {{a, {0, 150}}, {b, {0, 150}}};
  const auto chain = fit_chain(both, tiny_config(), {});
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  EXPECT_EQ(chain->info.training_rows, 300U);
  EXPECT_NE(chain->info.source.find("and 1 more"), std::string::npos);
  // Rows of b right after a would be a break in the wave; the second series begins anew instead.
  EXPECT_LT(chain->info.threshold, 12.0);
}

TEST(Fit, ManySeriesGiveTheSameBitsForAnyNumberOfThreads) {
  std::vector<Series> series;
  for (std::uint64_t seed = 0; seed < 12; ++seed) series.push_back(waves(80 + 10 * seed, 1, seed));
  std::vector<SeriesPart> parts;
  for (const Series& one : series) parts.emplace_back(one);
  const auto weights = [&](std::int64_t threads) {
    DetectorConfig config = tiny_config();
    config.training.threads = threads;
    config.training.batch = 10;
    return fit_chain(parts, config, {})->parameters;
  };
  EXPECT_EQ(weights(1), weights(2));
  EXPECT_EQ(weights(1), weights(5));
}

TEST(Fit, DropoutNeedsSomethingToDropBetween) {
  DetectorConfig config = tiny_config();
  config.net.dropout = 0.2;
  expect_refusal(fit(waves(300, 1), config), ErrorKind::kUsage, "--hidden 64,64");
  config.net.hidden = {6, 6};
  config.training.threads = 1;
  const auto one = fit(waves(300, 1), config);
  config.training.threads = 3;
  const auto three = fit(waves(300, 1), config);
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(one->parameters, three->parameters);
  config.net.dropout = 0;
  EXPECT_NE(one->parameters, fit(waves(300, 1), config)->parameters);
}

TEST(Fit, SeriesOfUnlikeLevelsUnderOneScalerAreTold) {
  const Series low = waves(150, 1, 5);
  Series high = waves(150, 1, 6);
  for (double& value : high.rows.values.flat()) value += 5000;
  const std::vector<SeriesPart> both = {{low, {0, 150}}, {high, {0, 150}}};
  const auto chain = fit_chain(both, tiny_config(), {});
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  ASSERT_FALSE(chain->info.notes.empty());
  EXPECT_NE(chain->info.notes.back().find("2 of the series vary less than a tenth"), std::string::npos);
}

TEST(Fit, TrainingThatLearnedNothingIsTold) {
  DetectorConfig config = tiny_config();
  config.training.learning_rate = 10;
  config.training.clip_norm = 0;
  const auto chain = fit(waves(300, 1), config);
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  ASSERT_EQ(chain->info.history.best_epoch, 0U);
  EXPECT_NE(chain->info.notes.back().find("No epoch improved"), std::string::npos);
}

TEST(Fit, RowsAfterTheTrainingPartChangeNothing) {
  Series series = waves(300, 1);
  const std::string digest = fitted_chain(series).digest;
  for (std::size_t t = kRows; t < 300; ++t) series.rows.values(t, 0) = 1e6;
  EXPECT_EQ(fitted_chain(series).digest, digest);
  series.rows.values(kRows - 1, 0) += 1e-3;
  EXPECT_NE(fitted_chain(series).digest, digest);
}

TEST(Fit, ATooShortTrainingPartIsRefusedWithTheNumberItNeeds) {
  expect_refusal(fit(waves(39, 1)), ErrorKind::kData, "39 rows, but a window of 10 needs at least 40");
  EXPECT_TRUE(fit(waves(40, 1)).has_value());
  DetectorConfig wide = tiny_config();
  wide.net.window = 100;
  expect_refusal(fit(waves(115, 1), wide), ErrorKind::kData, "needs at least 116");
  EXPECT_TRUE(fit(waves(116, 1), wide).has_value());
}

TEST(Fit, AWindowOfZeroFollowsTheRows) {
  DetectorConfig config = tiny_config();
  config.net.window = 0;
  EXPECT_EQ(fit(waves(50, 1), config)->config.net.window, 8);
  EXPECT_EQ(fit(waves(160, 1), config)->config.net.window, 20);
  EXPECT_EQ(fit(waves(900, 1), config)->config.net.window, 64);
}

TEST(Fit, RowsThatAllHaveOneStampAreTooFewHoweverMany) {
  Series series = waves(200, 1);
  for (Timestamp& time : series.rows.time) time = Timestamp{};
  expect_refusal(fit(series), ErrorKind::kData, "1 row without late and duplicate rows");
}

TEST(Fit, AGapIsBridgedAndNoted) {
  Series series = waves(200, 1);
  for (std::size_t t = 120; t < 200; ++t) series.rows.time[t] += std::chrono::minutes(3);
  series.rows.time[150] = series.rows.time[149];
  const auto chain = fit(series);
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  ASSERT_EQ(chain->info.notes.size(), 2U);
  EXPECT_NE(chain->info.notes[0].find("1 row of the training part repeated"), std::string::npos);
  EXPECT_NE(chain->info.notes[1].find("2 gaps with 4 missing rows"), std::string::npos) << chain->info.notes[1];
}

TEST(Fit, TimeThatRunsBackwardsIsRefused) {
  Series series = waves(200, 1);
  std::reverse(series.rows.time.begin(), series.rows.time.end());
  expect_refusal(fit(series), ErrorKind::kData, "time runs backwards");
}

TEST(Fit, BadOptionsAreRefusedBeforeAnythingIsTrained) {
  TrainingControl control;
  control.on_start = [](const TrainingEstimate&) { FAIL() << "training began"; };
  const Series series = waves(200, 1);
  const auto refused = [&](auto&& change) {
    DetectorConfig config = tiny_config();
    change(config);
    const auto chain = fit_chain(series, {0, 200}, config, control);
    return !chain && chain.error().kind == ErrorKind::kUsage;
  };
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.threshold.threshold = "sigmaa:6"; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.threshold.threshold = "percentile:101"; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.score.smoothing = "ewma"; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.detector = "gnu-forecaster"; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.net.hidden = {}; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.net.hidden = {8, 0}; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.net.window = -1; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.training.batch = 0; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.training.validation = 2; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.training.learning_rate = kMissingValue; }));
  EXPECT_TRUE(refused([](DetectorConfig& c) { c.frames.inputs_only = {"c7"}; }));
}

TEST(Fit, ValuesThatCannotBeSquaredAreRefused) {
  Series series = waves(200, 1);
  series.rows.values(77, 0) = 1e200;
  expect_refusal(fit(series), ErrorKind::kData, "is outside ±1e150");
}

TEST(Fit, NeighboursThatNeverBothHaveAValueAreRefused) {
  Series series = waves(200, 1);
  for (std::size_t t = 0; t < 195; ++t) series.rows.values(t, 0) = kMissingValue;
  for (std::size_t t = 195; t < 200; ++t) series.rows.values(t, 0) = 5;
  const auto chain = fit(series);  // five values in the validation part: little, but enough to be fitted
  EXPECT_TRUE(chain.has_value()) << chain.error().message();
  for (double& value : series.rows.values.flat()) value = kMissingValue;
  expect_refusal(fit(series), ErrorKind::kData, "no channel has a value");
}

TEST(Fit, AnInterruptedTrainingStillGivesADetector) {
  TrainingControl control;
  control.stop_requested = [] { return true; };
  const auto chain = fit_chain(waves(200, 1), {0, 200}, tiny_config(), control);
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  EXPECT_TRUE(chain->info.history.interrupted);
  EXPECT_TRUE(std::isfinite(chain->info.threshold));
}

TEST(Fit, TrainingStartsFromWeightsThatAreGiven) {
  const TemporaryFolder folder;
  const auto path = folder / "start.safetensors";
  const Series series = waves(kRows, 1);
  const Detector first = fitted_detector(series);
  ASSERT_TRUE(first.save_weights(path).has_value());
  DetectorConfig config = tiny_config();
  config.training.epochs = 0;
  const auto again = Detector::train(series, {0, kRows}, config, {.from = path});
  ASSERT_TRUE(again.has_value()) << again.error().message();
  EXPECT_TRUE(same_bits(scores_of(first, series), scores_of(*again, series)));

  config.net.hidden = {5};
  const auto other = Detector::train(series, {0, kRows}, config, {.from = path});
  ASSERT_FALSE(other.has_value());
  EXPECT_EQ(other.error().kind, ErrorKind::kModel);
  EXPECT_NE(other.error().message(as_flags).find("is 12x1, expected 15x1"), std::string::npos)
      << other.error().message();
}

/// Every 60 rows a spike, which is labelled.
Series spiked(std::size_t rows) {
  Series series = waves(rows, 1);
  series.rows.label.assign(rows, 0);
  for (std::size_t t = 50; t < rows; t += 60) series.rows.label[t] = 1, series.rows.values(t, 0) += 4;
  return series;
}

DetectorConfig window_classifier(const char* threshold) {
  DetectorConfig config = quick_config();
  for (const auto& [name, value] : {std::pair{"detector", "gru-classifier"},
                                    {"target", "window"},
                                    {"window", "15"},
                                    {"epochs", "60"},
                                    {"hidden", "10"},
                                    {"threshold", threshold}})
    EXPECT_TRUE(set_option(config, name, value).has_value()) << name;
  return config;
}

TEST(Fit, AClassifierOfWindowsIsSureThroughoutTheWindowAfterAnAnomaly) {
  const Series series = spiked(1500);
  const auto detector = Detector::train(series, {0, 1200}, window_classifier("best-f1"));
  ASSERT_TRUE(detector.has_value()) << detector.error().message();
  EXPECT_EQ(detector->info().score_words, "the probability that any of the last 15 rows is anomalous");
  const auto scores = scores_of(*detector, series);
  double within = 0, beyond = 0;
  std::size_t wrong = 0;
  for (std::size_t t = 1200; t < 1500; ++t) {
    const bool anomalous = (t + 10) % 60 < 15;
    (anomalous ? within : beyond) += scores[t] / (anomalous ? 75 : 225);
    wrong += (scores[t] > detector->info().threshold) != anomalous ? 1 : 0;
  }
  EXPECT_GT(within, 0.85);
  EXPECT_LT(beyond, 0.1);
  EXPECT_LE(wrong, 10U);  // of 300: an end of the window may be told a row or two early or late
}

TEST(Fit, WindowsThatAllHoldAnAnomalyAreRefusedWithTheRemedy) {
  Series series = spiked(300);
  std::ranges::fill(series.rows.label, 1);
  const std::string all = message_of(Detector::train(series, {0, 300}, window_classifier("fixed:0.5")));
  EXPECT_NE(all.find("no 15 consecutive rows that are all normal"), std::string::npos) << all;
  EXPECT_NE(all.find("--window"), std::string::npos) << all;
}

TEST(Fit, TellsWhatWillBeTrained) {
  TrainingEstimate told;
  TrainingControl control;
  control.on_start = [&told](const TrainingEstimate& estimate) { told = estimate; };
  ASSERT_TRUE(fit_chain(waves(200, 2), {0, 200}, tiny_config(), control).has_value());
  EXPECT_EQ(told.model, "gru-forecaster 4 (106 weights)");
  EXPECT_EQ(told.part, "200 rows of 2 channels");
  EXPECT_EQ(told.epochs, 3U);
}

TEST(Fit, WithoutANetworkThereIsNothingToStartFromOrToContinue) {
  DetectorConfig range = tiny_config();
  range.score.scorers = {"range"};
  const Series series = waves(300, 2);
  TrainingControl from, checkpoint;
  from.from = "other.tidegate";
  checkpoint.checkpoint = "run.checkpoint";
  expect_refusal(fit_chain(series, {0, 300}, range, from), ErrorKind::kUsage, "--from");
  expect_refusal(fit_chain(series, {0, 300}, range, checkpoint), ErrorKind::kUsage, "--checkpoint");
  const auto fitted = fit_chain(series, {0, 300}, range, {});
  ASSERT_TRUE(fitted.has_value()) << fitted.error().message();
  EXPECT_FALSE(fitted->has_net());
  EXPECT_EQ(fitted->info.scorers, std::vector<std::string>{"range"});
  EXPECT_FALSE(fitted->info.forecasts);
}

}  // namespace
}  // namespace tidegate
