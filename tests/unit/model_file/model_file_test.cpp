#include "model_file/model_file.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <nlohmann/json.hpp>

#include "chain/verdict.h"
#include "tidegate/config.h"
#include "tidegate/result.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;
using Json = nlohmann::ordered_json;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

class ModelFile : public testing::Test {
 protected:
  static const FittedChain& chain() {
    static const FittedChain fitted = fitted_chain(waves(kRows, 2));
    return fitted;
  }

  /// What the reader says of a sealed file with another description.
  static std::string after_edit(const std::function<void(Json&)>& edit) { return refusal_after_edit(chain(), edit); }

  /// And of one with other numbers in a tensor.
  static std::string after_adding(const std::string& name, const std::vector<std::size_t>& shape,
                                  const std::vector<double>& values) {
    TensorFile file = encode_model(chain());
    file.add<double>(name, shape, values);
    file.seal();
    return message_of(decode_model(file));
  }

  static void expect_words(const std::string& message, const std::string& words) {
    EXPECT_NE(message.find(words), std::string::npos) << message;
  }
};

TEST_F(ModelFile, ComesBackWithEverythingThatScoresAndDescribes) {
  const auto read = decode_model(encode_model(chain()));
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(read->parameters, chain().parameters);
  EXPECT_EQ(read->net.shape(), chain().net.shape());
  EXPECT_EQ(read->scaler.center, chain().scaler.center);
  EXPECT_EQ(read->leading().score.mean, chain().leading().score.mean);
  EXPECT_EQ(read->band, chain().band);
  EXPECT_EQ(read->normal, chain().normal);
  EXPECT_EQ(read->normal.size(), 2U);
  EXPECT_EQ(read->threshold.value, chain().threshold.value);
  EXPECT_EQ(read->axis.step, chain().axis.step);
  EXPECT_EQ(read->axis.longest_gap, chain().axis.longest_gap);
  EXPECT_EQ(read->info.library_version, kVersion);
  EXPECT_EQ(read->info.residual_deviation, chain().info.residual_deviation);
  EXPECT_EQ(read->info.parameters, chain().info.parameters);
  EXPECT_EQ(read->info.scored, chain().info.scored);
  EXPECT_EQ(read->digest, chain().digest);
}

TEST_F(ModelFile, OfAnotherReleaseKeepsItsBytesAndItsDigestWhenItIsSavedAgain) {
  FittedChain earlier = chain();
  earlier.info.library_version = "0.0.9";
  const TensorFile file = encode_model(earlier);
  const auto read = decode_model(file);
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(read->info.library_version, "0.0.9");
  EXPECT_EQ(serialise(encode_model(*read)), serialise(file));
  EXPECT_EQ(encode_model(*read).digest(), read->digest);
}

TEST_F(ModelFile, AFileWithoutUsualRowsIsReadAndTellsNoKinds) {
  FittedChain old = chain();
  old.normal.clear();
  const auto read = decode_model(encode_model(old));
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_TRUE(read->normal.empty());
  ChainState state(*read);
  Series spiked = waves(kRows + 60, 2);
  spiked.rows.values(kRows, 0) += 50;
  push_rows(*read, state, spiked, 0, kRows + 59);
  const auto events = take_events(*read, state, scored_names(*read));
  ASSERT_FALSE(events.empty());
  EXPECT_EQ(events[0].kind + events[0].kind_reason, "");
}

TEST_F(ModelFile, WithKindsOffNothingIsKeptForThemAndEventsTellNone) {
  DetectorConfig config = tiny_config();
  config.explain.kinds = Switch::kOff;
  const auto read = decode_model(encode_model(fitted_chain(waves(kRows, 2), config)));
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(read->config.explain.kinds, Switch::kOff);
  EXPECT_TRUE(read->normal.empty());
  EXPECT_EQ(read->parameters, chain().parameters);
  EXPECT_EQ(read->threshold.value, chain().threshold.value);
  EXPECT_EQ(encode_model(*read).find("explain.normal"), nullptr);
}

TEST_F(ModelFile, UsualRowsThatMakeNoSenseAreRefused) {
  expect_words(after_adding("explain.normal", {2, 5}, std::vector<double>(10, 1)), "explain.normal");
  std::vector<double> numbers = normal_numbers(chain().normal);
  numbers[1] = kInfinity;
  expect_words(after_adding("explain.normal", {2, kNormalNumbers}, numbers), "not finite");
  numbers[1] = numbers[0] - 1;
  expect_words(after_adding("explain.normal", {2, kNormalNumbers}, numbers),
               "'explain.normal' has a number out of range");
}

TEST_F(ModelFile, EqualChainsGiveEqualBytes) {
  const TensorFile file = encode_model(chain());
  EXPECT_EQ(serialise(encode_model(*decode_model(file))), serialise(file));
}

TEST_F(ModelFile, EveryTruncationIsRefused) {
  const std::string bytes = serialise(encode_model(chain()));
  for (std::size_t length = 0; length < bytes.size(); length += 1 + bytes.size() / 97) {
    const auto file = parse_tensor_file(std::string_view(bytes).substr(0, length), "cut");
    EXPECT_FALSE(file.has_value()) << length << " of " << bytes.size() << " bytes";
  }
}

TEST_F(ModelFile, EveryFlippedBitIsNoticed) {
  const std::string bytes = serialise(encode_model(chain()));
  std::size_t harmless = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
    const auto file = parse_tensor_file(flipped, "flipped");
    if (!file) continue;
    const auto chain_read = decode_model(*file);
    if (!chain_read) continue;
    ++harmless;  // e.g. another blank after the header: the content is what it was
    EXPECT_EQ(serialise(encode_model(*chain_read)), bytes) << "byte " << at;
  }
  EXPECT_LT(harmless, 10U);
}

TEST_F(ModelFile, AForeignSafetensorsFileIsCalledSo) {
  TensorFile file{"bert.safetensors"};
  file.add<float>("head.bias", {1}, std::vector{1.0F});
  expect_words(message_of(decode_model(file)), "'bert.safetensors': is a safetensors file, but not a Tidegate model");
}

TEST_F(ModelFile, AnEditedFileThatIsNotSealedAnewIsRefused) {
  TensorFile file = encode_model(chain());
  file.metadata()["comment"] = "mine";
  expect_words(message_of(decode_model(file)), "does not match its digest");
}

TEST_F(ModelFile, ANewerFormatSaysToUpdateWhateverElseItHolds) {
  const std::string message = after_edit([](Json& json) {
    json = {{"format_version", 7}, {"library_version", "9.1"}};
  });
  expect_words(message, "written by Tidegate 9.1 in format 7");
  expect_words(message, "update tidegate");
  expect_words(after_edit([](Json& json) {
                 json = {{"format_version", 99999999999}, {"library_version", {1}}};
               }),
               "written by Tidegate ? in format 99999999999");
}

TEST_F(ModelFile, AFormatVersionThatIsNoneIsRefused) {
  for (const Json& version : {Json("1"), Json(0), Json(-1), Json(1.5), Json(), Json::array({1})})
    expect_words(after_edit([&](Json& json) { json["format_version"] = version; }), "no format version");
  expect_words(after_edit([](Json& json) { json = Json::array({1, 2}); }), "not JSON");
}

TEST_F(ModelFile, EveryPartOfTheDescriptionIsNeeded) {
  for (const char* key : {"library_version", "options", "time_axis", "network", "score", "threshold", "info"}) {
    expect_words(after_edit([&](Json& json) { json.erase(key); }), "description is incomplete");
    expect_words(after_edit([&](Json& json) { json[key] = 3; }), "loading model");
  }
}

TEST_F(ModelFile, SizesThatMakeNoSenseAreRefusedBeforeMemoryIsAskedFor) {
  const auto with = [](const char* key, const Json& value) {
    return after_edit([&](Json& json) { json["network"][key] = value; });
  };
  for (const Json& hidden : {Json::array(), Json{0}, Json{-1}, Json{65537}, Json(std::vector<int>(17, 4))})
    expect_words(with("hidden", hidden), "sizes are out of range");
  for (const Json& predicts : {Json::array(), Json{2}, Json{-1}, Json{1, 0}, Json{0, 0}})
    expect_words(with("predicts", predicts), "sizes are out of range");
  expect_words(with("inputs", 0), "sizes are out of range");
  expect_words(with("cell", "qrnn"), "unknown cell 'qrnn'");
  expect_words(with("hidden", std::vector<int>(16, 65536)), "the file has 106");  // 1.6 TB of weights
}

TEST_F(ModelFile, AnotherShapeThanTheNetworksIsRefused) {
  expect_words(after_edit([](Json& json) { json["network"]["hidden"] = {3}; }), "expected 9x2");
  expect_words(after_edit([](Json& json) { json["network"]["predicts"] = {0}; }), "expected 1");
  expect_words(after_edit([](Json& json) { json["info"]["channels"].erase(0); }),
               "lists 1 channels for a network of 2");
}

TEST_F(ModelFile, AThresholdMustBeAPositiveNumber) {
  for (const double value : {0.0, -1.0, 1e-320 - 1e-320})
    expect_words(after_edit([&](Json& json) { json["threshold"]["value"] = value; }), "must be positive");
  for (const double value : {kMissingValue, kInfinity})  // null in JSON
    expect_words(after_edit([&](Json& json) { json["threshold"]["value"] = value; }), "description is incomplete");
}

TEST_F(ModelFile, AThresholdThatLearnsComesBackAndIsCheckedLikeTheRest) {
  DetectorConfig config = tiny_config();
  config.threshold.threshold = "spot:1e-3";
  const FittedChain fitted = fitted_chain(waves(kRows, 2), config);
  TensorFile file = encode_model(fitted);
  const auto read = decode_model(file);
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(read->threshold.adaptive.peaks, fitted.threshold.adaptive.peaks);
  file.add<double>("threshold.peaks", {1}, std::vector{kMissingValue});
  file.seal();
  expect_words(message_of(decode_model(file)), "'threshold.peaks' has a value outside");
  expect_words(after_adding("threshold.recent", {1}, {2}), "is not adaptive, but the file has a state");
  expect_words(after_edit([](Json& json) { json["options"]["threshold"] = "sigmaa:3"; }), "its threshold is unknown");
}

TEST_F(ModelFile, StatisticsMustBeFiniteAndScalesAboveZero) {
  for (const char* name : {"scaler.center", "scaler.scale", "score.mean", "score.deviation"})
    for (const double bad : {kMissingValue, kInfinity})
      expect_words(after_adding(name, {2}, {1, bad}), "is not finite");
  for (const char* name : {"scaler.scale", "score.deviation"})
    for (const double bad : {0.0, -2.0}) expect_words(after_adding(name, {2}, {1, bad}), "is not above 0");
  expect_words(after_adding("score.precision", {2, 2}, {1, 0, 0, kMissingValue}), "is not finite");
  expect_words(after_adding("scaler.scale", {3}, {1, 1, 1}), "is 3, expected 2");
}

TEST_F(ModelFile, AMahalanobisScoreNeedsItsPrecision) {
  TensorFile file = encode_model(chain()), without{"m.tidegate"};
  for (const auto& [name, tensor] : file.tensors())
    if (name != "score.precision") without.add(tensor);
  without.metadata() = file.metadata();
  without.seal();
  expect_words(message_of(decode_model(without)), "'score.precision': is missing");
}

TEST_F(ModelFile, WeightsMustBeFinite) {
  TensorFile file = encode_model(chain());
  file.add<float>("head.bias", {2}, std::vector{0.0F, std::numeric_limits<float>::infinity()});
  file.seal();
  expect_words(message_of(decode_model(file)), "'head.bias' has a value that is not finite");
}

TEST_F(ModelFile, AnOptionOfALaterLibraryIsIgnoredButNotAnUnknownValue) {
  EXPECT_EQ(after_edit([](Json& json) { json["options"]["attention"] = "yes"; }), "no error");
  EXPECT_EQ(after_edit([](Json& json) { json["later"] = {1, 2}; }), "no error");
  expect_words(after_edit([](Json& json) { json["options"]["score"] = "density"; }), "--score: 'density'");
  expect_words(after_edit([](Json& json) { json["options"]["smoothing"] = "sometimes:3"; }),
               "its option smoothing is invalid");
  expect_words(after_edit([](Json& json) { json["options"]["window"] = "-4"; }), "--window");
  expect_words(after_edit([](Json& json) { json["options"]["window"] = 4; }), "description is incomplete");
}

TEST_F(ModelFile, AClassifierFromBeforeThereWereTargetsOfItsOwnTellsOfTheRow) {
  Series series = waves(kRows, 1);
  series.rows.label.assign(kRows, 0);
  for (std::size_t t = 5; t < kRows; t += 20) series.rows.label[t] = 1;
  DetectorConfig config = tiny_config();
  ASSERT_TRUE(set_option(config, "net", "classifier").has_value());
  TensorFile file = encode_model(fitted_chain(series, config));
  Json json = Json::parse(file.metadata().at("tidegate"));
  EXPECT_EQ(json["options"]["target"], "row");
  json["options"]["target"] = "next";
  file.metadata()["tidegate"] = json.dump();
  file.seal();
  const auto read = decode_model(file);
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(read->config.net.target, TargetKind::kRow);
  EXPECT_EQ(read->info.score_words, "the probability that the row is anomalous");
}

TEST_F(ModelFile, ATimeAxisThatWouldFillGapsForEverIsRefused) {
  expect_words(after_edit([](Json& json) { json["time_axis"]["longest_gap"] = 1e18; }), "time axis is invalid");
  expect_words(after_edit([](Json& json) { json["time_axis"]["longest_gap"] = -1; }), "time axis is invalid");
  expect_words(after_edit([](Json& json) { json["time_axis"]["step_ns"] = -60; }), "time axis is invalid");
}

TEST_F(ModelFile, AHistoryThatDoesNotFitItselfIsRefused) {
  expect_words(after_edit([](Json& json) { json["info"]["history"]["best_epoch"] = 4; }), "history is invalid");
  expect_words(after_edit([](Json& json) { json["info"]["history"]["validation"] = {1}; }), "history is invalid");
}

TEST_F(ModelFile, NamesInAnotherEncodingDoNotPreventSaving) {
  FittedChain latin = chain();
  latin.info.source = "D\xFCse.csv";
  latin.info.channels[0].name =
      "Temp [\xB0"
      "C]";
  const auto read = decode_model(encode_model(latin));
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(read->info.source, "D\uFFFDse.csv");
}

TEST_F(ModelFile, FilesFromBeforeRepeatingStampsAreRead) {
  EXPECT_EQ(after_edit([](Json& json) { json["time_axis"].erase("repeats"); }), "no error");
  FittedChain uneven = chain();
  uneven.axis.repeats = true;
  const auto read = decode_model(encode_model(uneven));
  ASSERT_TRUE(read.has_value());
  EXPECT_TRUE(read->axis.repeats);
}

}  // namespace
}  // namespace tidegate
