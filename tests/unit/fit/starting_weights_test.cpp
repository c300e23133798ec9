#include "fit/starting_weights.h"

#include <gtest/gtest.h>

#include "model/nets/weights_file.h"
#include "spelled.h"
#include "temporary_folder.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// A detector of two channels as a file.
class StartingWeightsOf : public testing::Test {
 protected:
  StartingWeightsOf() { EXPECT_TRUE(fitted_detector(waves(kRows, 2)).save(file_).has_value()); }

  /// `from` for a net of `channels` channels called c0, c1 …
  Result<StartingWeights> start(const Network<float>& net, std::size_t channels, std::vector<float>& parameters) const {
    parameters.assign(net.parameter_count(), 0.0F);
    return starting_weights(file_, 7, net, waves(1, channels).channels, parameters);
  }
  static Network<float> net_of(std::size_t channels, CellKind cell = CellKind::kGru, std::size_t hidden = 4) {
    std::vector<std::size_t> all(channels);
    for (std::size_t c = 0; c < channels; ++c) all[c] = c;
    return Network<float>::build({.cell = cell, .inputs = channels, .hidden = {hidden}, .predicts = all});
  }

  const TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_ / "other.tidegate";
  const FittedChain other_ = fitted_chain(waves(kRows, 2));
};

TEST_F(StartingWeightsOf, WithoutAFileAreDrawnFromTheSeed) {
  const auto net = net_of(2);
  std::vector<float> a(net.parameter_count()), b(a), c(a);
  for (const auto& [seed, into] : {std::pair{1, &a}, {1, &b}, {2, &c}})
    ASSERT_TRUE(starting_weights("", seed, net, {}, *into).has_value());
  EXPECT_EQ(a, b);
  EXPECT_NE(a, c);
}

TEST_F(StartingWeightsOf, OtherFeaturesOfTheSameNumberLeaveTheRecurrentLayersOnly) {
  DetectorConfig calendar = tiny_config(), fourier = tiny_config();
  calendar.features.features = {"calendar"};
  fourier.features.features = {"fourier"};
  const Series series = waves(kRows, 1);
  const auto file = folder_ / "calendar.tidegate";
  ASSERT_TRUE(fitted_detector(series, calendar).save(file).has_value());
  TrainingControl control;
  control.from = file;
  const auto same = fit_chain(series, {0, kRows}, calendar, control);
  const auto other = fit_chain(series, {0, kRows}, fourier, control);
  ASSERT_TRUE(same.has_value() && other.has_value());
  EXPECT_NE(same->info.notes.back().find("all weights"), std::string::npos) << same->info.notes.back();
  EXPECT_NE(other->info.notes.back().find("recurrent layers"), std::string::npos) << other->info.notes.back();
}

TEST_F(StartingWeightsOf, TheSameChannelsAreAllOfTheDetectors) {
  std::vector<float> parameters;
  const auto taken = start(net_of(2), 2, parameters);
  ASSERT_TRUE(taken.has_value()) << taken.error().message();
  EXPECT_FALSE(taken->body_only);
  EXPECT_EQ(parameters, std::vector<float>(other_.parameters.begin(), other_.parameters.end()));
}

TEST_F(StartingWeightsOf, OtherChannelsAreItsRecurrentLayersAndFreshEnds) {
  const auto net = net_of(5);
  std::vector<float> parameters;
  const auto taken = start(net, 5, parameters);
  ASSERT_TRUE(taken.has_value()) << taken.error().message();
  EXPECT_TRUE(taken->body_only);
  EXPECT_NE(taken->note.find("other.tidegate"), std::string::npos);
  const auto [begin, end] = recurrent_body(net);
  const auto theirs = recurrent_body(other_.net);
  ASSERT_EQ(end - begin, theirs.end - theirs.begin);
  for (std::size_t i = 0; i < end - begin; ++i) EXPECT_EQ(parameters[begin + i], other_.parameters[theirs.begin + i]);
  EXPECT_NE(parameters[net.head_offset()], 0);
}

TEST_F(StartingWeightsOf, AnotherKindOfNetTakesTheRecurrentLayersOnlyForItsHeadMeansSomethingElse) {
  const Series one = waves(kRows, 1);
  const auto file = folder_ / "one.tidegate";
  ASSERT_TRUE(fitted_detector(one).save(file).has_value());
  const auto classifier = Network<float>::build(
      {.cell = CellKind::kGru, .inputs = 1, .hidden = {4}, .predicts = {0}, .kind = NetKind::kClassifier});
  std::vector<float> parameters(classifier.parameter_count());
  const auto taken = starting_weights(file, 7, classifier, one.channels, parameters);
  ASSERT_TRUE(taken.has_value()) << taken.error().message();
  EXPECT_TRUE(taken->body_only);
  EXPECT_NE(taken->note.find("one.tidegate, which is a forecaster, whose outputs have another meaning"),
            std::string::npos)
      << taken->note;
}

TEST_F(StartingWeightsOf, AnAutoencoderIsRefusedForAForecasterInPlainWords) {
  DetectorConfig config = tiny_config();
  config.net.net = NetKind::kAutoencoder;
  config.net.state = StateKind::kWindow;
  const auto file = folder_ / "auto.tidegate";
  ASSERT_TRUE(fitted_detector(waves(kRows, 2), config).save(file).has_value());
  const auto net = net_of(2);
  std::vector<float> parameters(net.parameter_count());
  const std::string refused = message_of(starting_weights(file, 7, net, waves(1, 2).channels, parameters));
  EXPECT_NE(refused.find("is an autoencoder of gru layers of 4 units, but the detector to train is a forecaster of"),
            std::string::npos)
      << refused;
}

TEST_F(StartingWeightsOf, AnotherCellOrSizeIsRefusedWithWhatToChange) {
  std::vector<float> parameters;
  for (const auto& net : {net_of(2, CellKind::kLstm), net_of(2, CellKind::kGru, 6)}) {
    const auto taken = start(net, 2, parameters);
    ASSERT_FALSE(taken.has_value());
    EXPECT_EQ(taken.error().kind, ErrorKind::kModel);
    EXPECT_NE(taken.error().message(as_flags).find("gru layers of 4 units"), std::string::npos)
        << taken.error().message();
    EXPECT_NE(taken.error().message(as_flags).find("--hidden"), std::string::npos);
  }
}

TEST_F(StartingWeightsOf, AFileThatIsNotThereIsNamed) {
  const auto net = net_of(1);
  std::vector<float> parameters(net.parameter_count());
  EXPECT_NE(message_of(starting_weights("nowhere.safetensors", 1, net, {}, parameters)).find("'nowhere.safetensors'"),
            std::string::npos);
}

TEST_F(StartingWeightsOf, TheBodyIsLeftAsItIsWhileItIsFrozen) {
  DetectorConfig config = tiny_config();
  config.training.freeze = 3;  // all epochs
  config.training.optimizer = OptimizerKind::kAdamw;
  TrainingControl control;
  control.from = file_;
  const Series five = waves(kRows, 5);
  const SeriesPart part{five, {0, kRows}};
  const auto chain = fit_chain({&part, 1}, config, control);
  ASSERT_TRUE(chain.has_value()) << chain.error().message();
  const auto [begin, end] = recurrent_body(chain->net);
  const auto theirs = recurrent_body(other_.net);
  for (std::size_t i = 0; i < end - begin; ++i)
    ASSERT_EQ(chain->parameters[begin + i], other_.parameters[theirs.begin + i]);
  EXPECT_LT(chain->info.history.validation.back(), chain->info.history.untrained_loss);
}

}  // namespace
}  // namespace tidegate
