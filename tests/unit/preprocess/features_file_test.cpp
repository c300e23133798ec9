#include "preprocess/features_file.h"

#include <functional>

#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;
using Json = nlohmann::ordered_json;

class FeaturesFile : public testing::Test {
 protected:
  static const FittedChain& chain() {
    static const FittedChain fitted = [] {
      DetectorConfig config = tiny_config();
      config.features.features = {"calendar", "fourier", "rolling:6", "difference"};
      return fitted_chain(waves(kRows, 2), config);
    }();
    return fitted;
  }

  /// What the reader says of a sealed file with other features.
  static std::string after_edit(const std::function<void(Json&)>& edit) { return refusal_after_edit(chain(), edit); }
  static std::string with(const char* key, const Json& value) {
    return after_edit([&](Json& json) { json["features"][key] = value; });
  }
};

TEST_F(FeaturesFile, ComeBackWithEverything) {
  const auto read = decode_model(encode_model(chain()));
  ASSERT_TRUE(read.has_value()) << read.error().message();
  const FeatureParams &a = chain().features, &b = read->features;
  EXPECT_EQ(a.periods, b.periods);
  EXPECT_EQ(a.center, b.center);
  EXPECT_EQ(a.scale, b.scale);
  EXPECT_EQ(a.channels, b.channels);
  EXPECT_EQ(a.step, b.step);
  EXPECT_EQ(a.ahead, b.ahead);
  EXPECT_EQ(chain().info.features, read->info.features);
}

TEST_F(FeaturesFile, OneWindowIsWrittenAsFilesAlwaysHadItAndSeveralAsAList) {
  const auto window_of = [](std::vector<std::string> features) {
    DetectorConfig config = tiny_config();
    config.features.features = std::move(features);
    const TensorFile file = encode_model(fitted_chain(waves(kRows, 2), config));
    const auto read = decode_model(file);
    EXPECT_TRUE(read.has_value()) << message_of(read);
    return std::pair{Json::parse(file.metadata().at("tidegate"))["features"]["window"], read->features.windows};
  };
  using Windows = std::vector<std::size_t>;
  EXPECT_EQ(window_of({"difference"}), std::pair(Json(0), Windows{}));
  EXPECT_EQ(window_of({"rolling:6"}), std::pair(Json(6), Windows{6}));
  EXPECT_EQ(window_of({"rolling:9", "rolling:6"}), std::pair(Json({9, 6}), (Windows{9, 6})));
}

TEST_F(FeaturesFile, AModelWithoutThemSaysNothingOfThem) {
  const TensorFile file = encode_model(fitted_chain(waves(kRows, 1)));
  EXPECT_FALSE(Json::parse(file.metadata().at("tidegate")).contains("features"));
  EXPECT_EQ(file.find("features.center"), nullptr);
  EXPECT_EQ(decode_model(file)->channels(), 1U);
}

TEST_F(FeaturesFile, WhatMakesNoSenseIsRefused) {
  const std::string nonsense = "features are invalid";
  for (const Json& periods : {Json{1.0}, Json{0.0}, Json{-5.0}, Json{1e19}, Json{4, 5, 6, 7}})
    EXPECT_NE(with("periods", periods).find(nonsense), std::string::npos) << periods;
  for (const Json& window : {Json(1), Json(100000000), Json{6, 1}, Json{6, 6}, Json{2, 3, 4, 5, 6, 7, 8, 9, 10}})
    EXPECT_NE(with("window", window).find(nonsense), std::string::npos) << window;
  EXPECT_NE(with("utc_offset_minutes", 5000).find(nonsense), std::string::npos);
  EXPECT_NE(after_edit([](Json& json) { json["time_axis"]["step_ns"] = 0; }).find(nonsense), std::string::npos);
}

TEST_F(FeaturesFile, WhatDoesNotFitTheNetIsRefused) {
  for (const char* key : {"calendar", "utc_offset_minutes", "periods", "window", "difference"})
    EXPECT_NE(after_edit([&](Json& json) { json["features"].erase(key); }), "no error") << key;
  EXPECT_NE(with("periods", Json::array()), "no error");
  EXPECT_NE(with("difference", false), "no error");
  EXPECT_NE(after_edit([](Json& json) { json.erase("features"); }), "no error");
}

TEST_F(FeaturesFile, ScalesMustBeFiniteAndAboveZero) {
  for (const double bad : {0.0, -1.0, std::numeric_limits<double>::infinity()}) {
    TensorFile file = encode_model(chain());
    std::vector<double> scale = chain().features.scale;
    scale.back() = bad;
    file.add<double>("features.scale", {scale.size()}, scale);
    file.seal();
    EXPECT_NE(message_of(decode_model(file)).find("'features.scale'"), std::string::npos);
  }
}

}  // namespace
}  // namespace tidegate
