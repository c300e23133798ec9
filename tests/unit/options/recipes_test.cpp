#include "options/recipes.h"

#include <gtest/gtest.h>

#include <fstream>

#include "options/options.h"
#include "scorer/scorer.h"
#include "temporary_folder.h"
#include "tidegate/config.h"

namespace tidegate {
namespace {

DetectorConfig with(std::initializer_list<std::pair<const char*, const char*>> options) {
  DetectorConfig config;
  for (const auto& [name, value] : options) EXPECT_TRUE(set_option(config, name, value).has_value()) << name;
  return config;
}

TEST(Recipes, ACellAndANetGiveTheirNames) {
  const DetectorConfig config = with({{"detector", "rnn-relu-autoencoder"}});
  EXPECT_EQ(config.net.cell, CellKind::kRnnRelu);
  EXPECT_EQ(config.net.net, NetKind::kAutoencoder);
  EXPECT_EQ(option_text(config, "state"), "window");
  EXPECT_EQ(with({{"cell", "lstm"}}).detector, "lstm-forecaster");
  EXPECT_EQ(with({{"net", "classifier"}}).detector, "gru-classifier");
}

TEST(Recipes, AClassifierComesWithItsLossScoreAndThreshold) {
  const DetectorConfig config = with({{"detector", "gru-classifier"}});
  EXPECT_EQ(option_text(config, "loss"), "cross-entropy");
  EXPECT_EQ(option_text(config, "score"), "probability");
  EXPECT_EQ(option_text(config, "threshold"), "fixed:0.5");
}

TEST(Recipes, GoingBackToAForecasterBringsItsDefaultsBack) {
  const DetectorConfig config = with({{"net", "classifier"}, {"net", "forecaster"}});
  EXPECT_EQ(config.training.loss, DetectorConfig().training.loss);
  EXPECT_EQ(config.score.score, DetectorConfig().score.score);
  EXPECT_EQ(config.threshold.threshold, DetectorConfig().threshold.threshold);
}

TEST(Recipes, SingleOptionsOverrideTheRecipe) {
  const DetectorConfig config = with({{"detector", "keras-gru"}, {"hidden", "8"}, {"threshold", "percentile:99"}});
  EXPECT_EQ(config.net.hidden, std::vector<std::int64_t>{8});
  EXPECT_EQ(config.threshold.threshold, "percentile:99");
  EXPECT_EQ(config.net.target, TargetKind::kLast);
}

TEST(Recipes, ThePublishedOnesAreWhatTheArticlesName) {
  const DetectorConfig keras = with({{"detector", "keras-gru"}}), torch = with({{"detector", "torch-rnn"}});
  EXPECT_EQ(keras.net.hidden, (std::vector<std::int64_t>{128, 64}));
  EXPECT_EQ(keras.net.cell, CellKind::kGru);
  EXPECT_EQ(keras.threshold.threshold, "fixed:0.5");
  EXPECT_EQ(torch.net.hidden, (std::vector<std::int64_t>{64, 64}));
  EXPECT_EQ(torch.net.cell, CellKind::kRnn);
  EXPECT_EQ(torch.training.batch, 32);
  EXPECT_EQ(torch.training.epochs, 100);
  EXPECT_EQ(torch.training.learning_rate, 1e-3);
  EXPECT_EQ(torch.threshold.threshold, "percentile:95");
  EXPECT_EQ(torch.threshold.data, ThresholdData::kScored);
}

TEST(Recipes, EveryOneCanBeSet) {
  for (const std::string& name : recipe_names()) {
    DetectorConfig config;
    EXPECT_TRUE(set_option(config, "detector", name).has_value()) << name;
    EXPECT_EQ(config.detector, name);
  }
}

class RecipeFile : public testing::Test {
 protected:
  std::string write(const char* name, const char* text) const {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  const TemporaryFolder folder_;
};

TEST(Recipes, EveryScorerIsADetectorByItself) {
  for (const std::string& name : scorer_names()) {
    DetectorConfig config;
    ASSERT_TRUE(set_option(config, "detector", name).has_value()) << name;
    EXPECT_EQ(config.score.scorers, std::vector{name});
    EXPECT_EQ(settled(config).detector, name);
  }
}

TEST(Recipes, ScoresOnAScaleOfTheirOwnGetAThresholdOfOneAndNoSmoothing) {
  DetectorConfig config;
  ASSERT_TRUE(set_option(config, "detector", "range").has_value());
  EXPECT_EQ(option_text(config, "threshold"), "fixed:1");
  EXPECT_EQ(option_text(config, "smoothing"), "none");
  EXPECT_EQ(option_text(config, "calibration"), "none");
  ASSERT_TRUE(set_option(config, "detector", "seasonal").has_value());
  EXPECT_EQ(option_text(config, "threshold"), "sigma:8");
  ASSERT_TRUE(set_option(config, "detector", "gru-forecaster").has_value());
  EXPECT_EQ(config.score.scorers, std::vector<std::string>{"net"});
}

TEST(Recipes, WhatIsFlaggedAtRandomIsAHundredth) {
  DetectorConfig config;
  ASSERT_TRUE(set_option(config, "detector", "random").has_value());
  EXPECT_EQ(option_text(config, "threshold"), "percentile:99");
  EXPECT_EQ(option_text(config, "smoothing"), "none");
  ASSERT_TRUE(set_option(config, "scorers", "random,range").has_value());
  EXPECT_EQ(option_text(config, "threshold"), "fixed:1");
}

TEST(Recipes, SeveralScorersAreCalibratedAndTheNameSaysWhetherThereIsANet) {
  DetectorConfig config;
  ASSERT_TRUE(set_option(config, "scorers", "net,range").has_value());
  EXPECT_EQ(option_text(config, "calibration"), "limit");
  EXPECT_EQ(option_text(config, "threshold"), "fixed:1");
  EXPECT_EQ(option_text(config, "detector"), "gru-forecaster");
  ASSERT_TRUE(set_option(config, "scorers", "stuck:30").has_value());
  EXPECT_EQ(option_text(config, "detector"), "stuck");
  ASSERT_TRUE(set_option(config, "scorers", "stuck:30,missing").has_value());
  EXPECT_EQ(option_text(config, "detector"), "composite");
}

TEST(Recipes, ScorersStayWhenAnotherNetIsChosen) {
  DetectorConfig config;
  ASSERT_TRUE(set_option(config, "scorers", "net,range").has_value());
  ASSERT_TRUE(set_option(config, "net", "autoencoder").has_value());
  EXPECT_EQ(config.score.scorers, (std::vector<std::string>{"net", "range"}));
}

TEST_F(RecipeFile, SetsItsOptionsAndGivesItsNameToTheDetector) {
  const auto config = read_recipe(write("pump.toml", R"(
hidden = [16, 8]
cell = "lstm"            # the order of keys does not matter
net = "autoencoder"
learning_rate = 0.01
inputs-only = ["flow, l/s", "temp"]
kinds = false
)"));
  ASSERT_TRUE(config.has_value()) << config.error().message();
  EXPECT_EQ(config->detector, "pump.toml");
  EXPECT_EQ(config->net.cell, CellKind::kLstm);
  EXPECT_EQ(config->net.net, NetKind::kAutoencoder);
  EXPECT_EQ(config->net.hidden, (std::vector<std::int64_t>{16, 8}));
  EXPECT_EQ(config->training.learning_rate, 0.01);
  EXPECT_EQ(config->frames.inputs_only, (std::vector<std::string>{"flow, l/s", "temp"}));
  EXPECT_EQ(config->explain.kinds, Switch::kOff);
  EXPECT_EQ(option_text(*config, "state"), "window");
}

TEST_F(RecipeFile, StartsFromTheRecipeItNamesEvenAnotherFile) {
  write("base.toml", "detector = \"keras-gru\"\nhidden = 8\n");
  const std::string file = write("own.toml", "hidden = [4]\ndetector = \"base.toml\"\n");
  DetectorConfig config;
  ASSERT_TRUE(set_option(config, "detector", file).has_value());
  EXPECT_EQ(config.detector, "own.toml");
  EXPECT_EQ(config.net.hidden, std::vector<std::int64_t>{4});
  EXPECT_EQ(config.net.target, TargetKind::kLast);
  EXPECT_EQ(config.threshold.threshold, "fixed:0.5");
}

TEST_F(RecipeFile, AnotherCellOrNetThanTheRecipesTakesItsNameAway) {
  DetectorConfig config = *read_recipe(write("pump.toml", "cell = \"lstm\"\n"));
  ASSERT_TRUE(set_option(config, "epochs", "3").has_value());
  EXPECT_EQ(config.detector, "pump.toml");
  ASSERT_TRUE(set_option(config, "cell", "rnn").has_value());
  EXPECT_EQ(config.detector, "rnn-forecaster");
}

TEST_F(RecipeFile, ErrorsNameFileLineKeyAndRemedy) {
  const auto expect_message = [&](const char* text, std::initializer_list<const char*> parts) {
    const auto config = read_recipe(write("bad.toml", text));
    ASSERT_FALSE(config.has_value()) << text;
    EXPECT_EQ(config.error().kind, ErrorKind::kUsage);
    for (const char* part : parts)
      EXPECT_NE(config.error().message().find(part), std::string::npos)
          << config.error().message() << " lacks " << part;
  };
  expect_message("epochs = 3\nhiden = 4\n", {"bad.toml, line 2", "hiden", "did you mean 'hidden'"});
  expect_message("\n\ncell = \"lstn\"\n", {"bad.toml, line 3", "cell", "did you mean 'lstm'"});
  expect_message("epochs = \n", {"bad.toml, line 1"});
  expect_message("detector = \"gru-forcaster\"\n", {"bad.toml, line 1", "did you mean 'gru-forecaster'"});
  expect_message("detector = \"bad.toml\"\n", {"bad.toml", "starts from itself"});
  expect_message("detector = \"none.toml\"\n", {"none.toml"});
}

TEST_F(RecipeFile, OneThatIsWrongLeavesTheConfigurationAsItWas) {
  DetectorConfig config;
  ASSERT_FALSE(set_option(config, "detector", write("bad.toml", "hidden = 8\nepochs = -1\n")).has_value());
  EXPECT_EQ(config.net.hidden, DetectorConfig().net.hidden);
  EXPECT_EQ(config.detector, "gru-forecaster");
}

}  // namespace
}  // namespace tidegate
