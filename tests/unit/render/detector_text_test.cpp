#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tidegate/config.h"
#include "tidegate/render.h"
#include "tidegate/series.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;
using Json = nlohmann::json;

/// What stands behind a name in the text; empty if it is not there.
std::string line_of(const std::string& text, const std::string& key) {
  const std::string begin = key + std::string(14 - key.size(), ' ');
  const std::size_t at = ("\n" + text).find("\n" + begin);
  if (at == std::string::npos) return "";
  return text.substr(at + begin.size(), text.find('\n', at) - at - begin.size());
}

const Detector& sample_detector() {
  static const Detector detector = fitted_detector(waves(kRows, 2));
  return detector;
}

TEST(DetectorText, SaysWhatItIsAndWhatItWasTrainedOn) {
  const std::string text = format_detector_text(sample_detector());
  const DetectorInfo& info = sample_detector().info();
  EXPECT_EQ(line_of(text, "detector"), "gru-forecaster: gru 4, " + std::to_string(info.parameters) + " weights");
  EXPECT_EQ(line_of(text, "trained on"), "waves, rows 0 to 199");
  EXPECT_EQ(line_of(text, ""), "1970-01-01T00:00:00Z to 1970-01-01T03:19:00Z");
  EXPECT_EQ(line_of(text, "channels"), "c0, c1");
  EXPECT_EQ(line_of(text, "warm-up"), std::to_string(info.warmup_rows) + " rows without a score");
  EXPECT_TRUE(line_of(text, "training").starts_with("3 epochs, best ")) << text;
  EXPECT_NE(line_of(text, "training").find("; validation loss "), std::string::npos) << text;
  EXPECT_TRUE(line_of(text, "threshold").ends_with(": " + info.threshold_words)) << text;
  EXPECT_TRUE(line_of(text, "score").ends_with(", smoothing " + sample_detector().config().score.smoothing)) << text;
}

TEST(DetectorText, WhatItDoesNotHaveIsNotSaid) {
  const std::string text = format_detector_text(sample_detector());
  for (const char* key : {"key", "features", "delay"}) EXPECT_EQ(line_of(text, key), "") << key;
}

TEST(DetectorText, ADetectorWithoutTimesSaysNone) {
  const Detector detector = fitted_detector(waves(kRows, 1, 5, false));
  EXPECT_EQ(line_of(format_detector_text(detector), ""), "");
  const Json json = Json::parse(format_detector_json(detector));
  EXPECT_TRUE(json.at("trained_on").at("first_time").is_null());
  EXPECT_TRUE(json.at("trained_on").at("last_time").is_null());
}

TEST(DetectorText, OfManyChannelsTwelveAreNamed) {
  const Detector detector = fitted_detector(waves(kRows, 14));
  EXPECT_EQ(line_of(format_detector_text(detector), "channels"),
            "c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11 and 2 more");
}

TEST(DetectorText, AChannelWithoutAValueIsInputOnlyAndANoteSaysWhy) {
  Series series = waves(kRows, 2);
  for (std::size_t row = 0; row < kRows; ++row) series.rows.values(row, 1) = kMissingValue;
  const std::string text = format_detector_text(fitted_detector(series));
  EXPECT_EQ(line_of(text, "channels"), "c0, c1 (input only)");
  EXPECT_NE(text.find("\nnote          Not scored, because it has no value in the training part: c1.\n"),
            std::string::npos)
      << text;
}

TEST(DetectorText, ALimitFittedOnWhatIsScoredIsSaid) {
  DetectorConfig config = tiny_config();
  config.threshold.data = ThresholdData::kScored;
  EXPECT_NE(
      format_detector_text(fitted_detector(waves(kRows, 1), config)).find("refitted on the scores of each scored file"),
      std::string::npos);
  EXPECT_EQ(format_detector_text(sample_detector()).find("refitted"), std::string::npos);
}

TEST(DetectorText, JsonHoldsWhatTheDetectorKnows) {
  const DetectorInfo& info = sample_detector().info();
  const Json json = Json::parse(format_detector_json(sample_detector()));
  EXPECT_EQ(json.at("detector"), "gru-forecaster");
  EXPECT_EQ(json.at("trained_on").at("source"), "waves");
  EXPECT_EQ(json.at("trained_on").at("rows"), kRows);
  EXPECT_EQ(json.at("trained_on").at("last"), kRows - 1);
  EXPECT_EQ(json.at("trained_on").at("last_time"), "1970-01-01T03:19:00Z");
  EXPECT_TRUE(json.at("key").is_null());
  EXPECT_EQ(json.at("step_seconds"), 60.0);
  EXPECT_EQ(json.at("parameters"), info.parameters);
  EXPECT_EQ(json.at("threshold"), info.threshold);
  EXPECT_EQ(json.at("channels")[1].at("name"), "c1");
  EXPECT_EQ(json.at("channels")[1].at("scored"), true);
  EXPECT_EQ(json.at("channels")[1].at("center"), info.center[1]);
  EXPECT_EQ(json.at("channels")[1].at("log_size"), 0.0);
  EXPECT_EQ(json.at("training").at("epochs"), 3);
  EXPECT_EQ(json.at("training").at("loss").size(), 3U);
  EXPECT_TRUE(json.at("score_words").is_null());
}

TEST(DetectorText, WithoutValidationThereIsNoLossOfIt) {
  DetectorConfig config = tiny_config();
  config.training.validation = 0;
  const Detector detector = fitted_detector(waves(kRows, 1), config);
  EXPECT_EQ(format_detector_text(detector).find("validation loss"), std::string::npos);
  const Json losses = Json::parse(format_detector_json(detector)).at("training").at("validation_loss");
  ASSERT_EQ(losses.size(), 3U);
  EXPECT_TRUE(losses[0].is_null());
}

TEST(DetectorText, OfATableOfIdsTheirColumnIsNamed) {
  Series series = waves(2 * kRows, 1);
  series.key_column = "account";
  series.keys = {"x", "y"};
  for (std::size_t row = 0; row < 2 * kRows; ++row) series.rows.key.push_back(row < kRows ? 0 : 1);
  const std::vector<SeriesPart> parts = {{series, {0, kRows}}, {series, {kRows, 2 * kRows}}};
  const auto detector = Detector::train(parts, tiny_config());
  ASSERT_TRUE(detector) << detector.error().message();
  const std::string text = format_detector_text(*detector);
  EXPECT_EQ(line_of(text, "trained on"), "waves, 400 rows of 2 series (account)");
  EXPECT_EQ(line_of(text, "key"), "account (series id): one series per value");
  EXPECT_EQ(Json::parse(format_detector_json(*detector)).at("key"), "account");
}

TEST(DetectorText, JsonHoldsEveryOptionAsText) {
  const Json options = Json::parse(format_detector_json(sample_detector())).at("options");
  EXPECT_EQ(options.size(), detector_options().size());
  EXPECT_EQ(options.at("hidden"), "4");
  EXPECT_EQ(options.at("window"), "10");
  EXPECT_EQ(options.at("epochs"), "3");
}

}  // namespace
}  // namespace tidegate
