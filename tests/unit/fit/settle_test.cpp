#include "fit/settle.h"

#include <gtest/gtest.h>

#include "choices.h"
#include "spelled.h"
#include "tidegate/config.h"

namespace tidegate {
namespace {

using Options = std::vector<std::pair<const char*, const char*>>;

DetectorConfig with(const Options& options) {
  DetectorConfig config;
  for (const auto& [name, value] : options) EXPECT_TRUE(set_option(config, name, value).has_value()) << name;
  return config;
}

std::string refusal(const Options& options) {
  FittedChain chain;
  const Status settled = settle_config(chain, with(options), 1000);
  return settled ? "" : settled.error().message(as_flags);
}

TEST(SettleConfig, FillsInTheWindowAndBeginsAnAutoencoderAnewForEveryRow) {
  FittedChain chain;
  DetectorConfig config = with({{"detector", "gru-autoencoder"}});
  config.net.state = StateKind::kCarried;  // filled in by hand, not by a recipe
  ASSERT_TRUE(settle_config(chain, config, 200).has_value());
  EXPECT_EQ(chain.config.net.window, 25);
  EXPECT_EQ(chain.config.net.state, StateKind::kWindow);
}

std::string notes_of(const Options& options) {
  FittedChain chain;
  EXPECT_TRUE(settle_config(chain, with(options), 1000).has_value());
  std::string all;
  for (const std::string& note : chain.info.notes) all += spell(note, as_flags);
  return all;
}

TEST(SettleConfig, WithoutANetworkSaysWhichOptionsHaveNoEffect) {
  EXPECT_EQ(notes_of({{"detector", "range"}, {"hidden", "64"}}),
            "No scorer goes by a network, so --hidden has no effect.");
  EXPECT_EQ(notes_of({{"detector", "composite"}, {"net", "autoencoder"}, {"epochs", "3"}}),
            "No scorer goes by a network, so --net, --epochs have no effect.");
  EXPECT_EQ(notes_of({{"detector", "range"}, {"window", "9"}, {"seed", "2"}, {"threads", "1"}, {"validation", "0.5"}}),
            "");
  EXPECT_EQ(notes_of({{"scorers", "net,range"}, {"hidden", "64"}}), "");
}

TEST(SettleConfig, RefusesWhatDoesNotGoTogetherAndNamesTheRemedy) {
  const std::pair<Options, const char*> cases[] = {
      {{{"dropout", "0.2"}}, "--hidden 64,64"},
      {{{"score", "probability"}}, "--net classifier"},
      {{{"loss", "cross-entropy"}}, "--net classifier"},
      {{{"residuals", "plain"}}, "--score absolute"},
      {{{"schedule", "step"}}, "step:N"},
      {{{"bidirectional", "true"}}, "--net autoencoder"},
      {{{"net", "classifier"}, {"bidirectional", "yes"}}, "--net autoencoder"},
      {{{"net", "autoencoder"}, {"loss", "likelihood"}}, "mse, mae or huber"},
      {{{"net", "autoencoder"}, {"horizon", "3"}}, "--horizon"},
      {{{"net", "autoencoder"}, {"score", "probability"}}, "--net classifier"},
      {{{"net", "classifier"}, {"loss", "mse"}}, "--loss cross-entropy"},
      {{{"net", "classifier"}, {"score", "squared"}}, "--score probability"},
      {{{"net", "classifier"}, {"horizon", "2"}}, "--horizon"},
      {{{"net", "classifier"}, {"direction", "up"}}, "leave them out"},
      {{{"net", "autoencoder"}, {"min-deviation", "2"}}, "--overlap mean"},
      {{{"overlap", "mean"}}, "only to autoencoders"},
      {{{"smoothing", "ewmaa:3"}}, "ewma"},
      {{{"threshold", "sigmaa:3"}}, "sigma"},
  };
  for (const auto& [options, remedy] : cases)
    EXPECT_NE(refusal(options).find(remedy), std::string::npos) << refusal(options) << " lacks " << remedy;
}

TEST(SettleConfig, AClassifiersDefaultTargetIsTheRow) {
  FittedChain chain;
  DetectorConfig config = with({{"net", "classifier"}});
  config.net.target = TargetKind::kNetDefault;
  ASSERT_TRUE(settle_config(chain, config, 200).has_value());
  EXPECT_EQ(chain.config.net.target, TargetKind::kRow);
}

TEST(SettleConfig, AConfigurationFilledInByHandIsNamedAfterItsCellAndNet) {
  const auto name = [](const DetectorConfig& config) {
    FittedChain chain;
    EXPECT_TRUE(settle_config(chain, config, 200).has_value());
    return chain.config.detector;
  };
  DetectorConfig config;
  config.net.cell = CellKind::kLstm;  // `detector` still says gru-forecaster
  EXPECT_EQ(name(config), "lstm-forecaster");
  EXPECT_EQ(name(with({{"cell", "lstm"}})), "lstm-forecaster");
  EXPECT_EQ(name(with({{"detector", "keras-gru"}, {"hidden", "8"}})), "keras-gru");
  config = with({{"detector", "torch-rnn"}});
  config.net.cell = CellKind::kGru;
  EXPECT_EQ(name(config), "gru-forecaster");
  EXPECT_EQ(name({.net = {.cell = CellKind::kLstm}}), "lstm-forecaster");
}

TEST(SettleConfig, AStructFilledInByHandEqualsOneSetByName) {
  const auto texts = [](const DetectorConfig& config) {
    FittedChain chain;
    const Status fine = settle_config(chain, config, 200);
    EXPECT_TRUE(fine.has_value()) << fine.error().message();
    std::vector<std::string> all;
    for (const OptionInfo& option : detector_options())
      all.push_back(option.name + " = " + option_text(chain.config, option.name));
    return all;
  };
  for (const Word<NetKind>& net : kNetWords)
    for (const Word<CellKind>& cell : kCellWords) {
      const std::string name = std::string(cell.word) + "-" + std::string(net.word);
      EXPECT_EQ(texts({.net = {.cell = cell.value, .net = net.value}}), texts(with({{"detector", name.c_str()}})));
    }
}

TEST(SettleConfig, AClassifierByHandGetsItsLossScoreSmoothingAndThresholdUnlessTheyWereChosen) {
  FittedChain chain;
  DetectorConfig config;
  config.net.net = NetKind::kClassifier;
  config.threshold.threshold = "fixed:0.9";
  ASSERT_TRUE(settle_config(chain, config, 200).has_value());
  EXPECT_EQ(chain.config.training.loss, LossKind::kCrossEntropy);
  EXPECT_EQ(chain.config.score.score, ScoreKind::kProbability);
  EXPECT_EQ(chain.config.score.smoothing, "none");
  EXPECT_EQ(chain.config.threshold.threshold, "fixed:0.9");
  config.training.loss = LossKind::kMse;  // chosen: not replaced, but refused
  EXPECT_EQ(settle_config(chain, config, 200).error().option, "loss");
}

TEST(SettleConfig, KeepsTheNameOfARecipeFileWhateverItsParts) {
  FittedChain chain;
  DetectorConfig config = {.detector = "pump.toml", .net = {.cell = CellKind::kLstm}};
  ASSERT_TRUE(settle_config(chain, config, 200).has_value());
  EXPECT_EQ(chain.config.detector, "pump.toml");
}

TEST(SettleConfig, RefusesAnotherNetsTargetFilledInByHand) {
  const std::pair<const char*, const char*> cases[] = {{"forecaster", "window"},
                                                       {"forecaster", "row"},
                                                       {"autoencoder", "last"},
                                                       {"autoencoder", "window"},
                                                       {"classifier", "last"}};
  for (const auto& [net, target] : cases) {
    FittedChain chain;
    DetectorConfig config = with({{"net", net}});
    config.net.target = choice<TargetKind>(target);
    const Status settled = settle_config(chain, config, 200);
    ASSERT_FALSE(settled.has_value()) << net << ", " << target;
    EXPECT_EQ(settled.error().kind, ErrorKind::kUsage);
    EXPECT_NE(settled.error().message(as_flags).find(std::string("--target ") + target), std::string::npos);
  }
}

TEST(NetShapeOf, FollowsTheOptions) {
  DetectorConfig config = with({{"loss", "likelihood"}, {"horizon", "4"}, {"hidden", "7,5"}, {"target", "last"}});
  config.net.window = 30;
  NetShape shape = net_shape(config, 3, {0, 2});
  EXPECT_EQ(shape.outputs(), 2U * 4 * 2);
  EXPECT_EQ(shape.hidden, (std::vector<std::size_t>{7, 5}));
  EXPECT_EQ(shape.ahead(), 0U);
  EXPECT_EQ(shape.window, 0U);
  config.net.state = StateKind::kWindow;
  EXPECT_EQ(net_shape(config, 3, {0, 2}).window, 30U);
}

TEST(Settle, ARefusalNamesItsOptionAsData) {
  const auto option_of = [](const Options& options) {
    FittedChain chain;
    return settle_config(chain, with(options), 1000).error().option;
  };
  EXPECT_EQ(option_of({{"dropout", "0.2"}}), "dropout");
  EXPECT_EQ(option_of({{"loss", "cross-entropy"}}), "loss");
  EXPECT_EQ(option_of({{"smoothing", "sometimes"}}), "smoothing");
  EXPECT_EQ(option_of({{"threshold", "sigma:many"}}), "threshold");
  EXPECT_EQ(option_of({{"schedule", "step"}}), "schedule");
  EXPECT_EQ(option_of({{"features", "rolling"}}), "features");
}

}  // namespace
}  // namespace tidegate
