#include "options/recipes.h"

#include <gtest/gtest.h>

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
  EXPECT_EQ(config.net.cell, "rnn-relu");
  EXPECT_EQ(config.net.net, "autoencoder");
  EXPECT_EQ(config.net.state, "window");
  EXPECT_EQ(with({{"cell", "lstm"}}).detector, "lstm-forecaster");
  EXPECT_EQ(with({{"net", "classifier"}}).detector, "gru-classifier");
}

TEST(Recipes, AClassifierComesWithItsLossScoreAndThreshold) {
  const DetectorConfig config = with({{"detector", "gru-classifier"}});
  EXPECT_EQ(config.training.loss, "cross-entropy");
  EXPECT_EQ(config.score.score, "probability");
  EXPECT_EQ(config.threshold.threshold, "fixed:0.5");
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
  EXPECT_EQ(config.net.target, "last");
}

TEST(Recipes, ThePublishedOnesAreWhatTheArticlesName) {
  const DetectorConfig keras = with({{"detector", "keras-gru"}}), torch = with({{"detector", "torch-rnn"}});
  EXPECT_EQ(keras.net.hidden, (std::vector<std::int64_t>{128, 64}));
  EXPECT_EQ(keras.net.cell, "gru");
  EXPECT_EQ(keras.threshold.threshold, "fixed:0.5");
  EXPECT_EQ(torch.net.hidden, (std::vector<std::int64_t>{64, 64}));
  EXPECT_EQ(torch.net.cell, "rnn");
  EXPECT_EQ(torch.training.batch, 32);
  EXPECT_EQ(torch.training.epochs, 100);
  EXPECT_EQ(torch.training.learning_rate, 1e-3);
  EXPECT_EQ(torch.threshold.threshold, "percentile:95");
  EXPECT_EQ(torch.threshold.data, "scored");
}

TEST(Recipes, EveryOneCanBeSet) {
  for (const std::string& name : recipe_names()) {
    DetectorConfig config;
    EXPECT_TRUE(set_option(config, "detector", name).has_value()) << name;
    EXPECT_EQ(config.detector, name);
  }
}

}  // namespace
}  // namespace tidegate
