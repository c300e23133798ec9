#include "spelled.h"
#include "tidegate/config.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

TEST(Options, EveryOneHasHelpAndADefaultThatIsAllowed) {
  for (const OptionInfo& option : detector_options()) {
    EXPECT_GT(option.help.size(), 10U) << option.name;
    EXPECT_FALSE(option.stage.empty()) << option.name;
    if (option.value.empty()) continue;
    DetectorConfig config;
    const Status set = set_option(config, option.name, option.value);
    EXPECT_TRUE(set.has_value()) << option.name << ": " << (set ? "" : set.error().message(as_flags));
    EXPECT_EQ(option_text(config, option.name), option.value);
  }
}

TEST(Options, NamesAreUnique) {
  std::vector<std::string> names;
  for (const OptionInfo& option : detector_options()) names.push_back(option.name);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
}

TEST(Options, AreSetFromTextWithEitherSpelling) {
  DetectorConfig config;
  ASSERT_TRUE(set_option(config, "learning_rate", "0.01").has_value());
  ASSERT_TRUE(set_option(config, "hidden", "128,64").has_value());
  ASSERT_TRUE(set_option(config, "inputs-only", "a,b c").has_value());
  EXPECT_EQ(config.training.learning_rate, 0.01);
  EXPECT_EQ(config.net.hidden, (std::vector<std::int64_t>{128, 64}));
  EXPECT_EQ(config.frames.inputs_only, (std::vector<std::string>{"a", "b c"}));
}

TEST(Options, ANameWithACommaIsQuotedInAListAndComesBackFromItsText) {
  DetectorConfig config;
  ASSERT_TRUE(set_option(config, "inputs-only", "\"flow, l/s\",temp").has_value());
  EXPECT_EQ(config.frames.inputs_only, (std::vector<std::string>{"flow, l/s", "temp"}));
  EXPECT_EQ(option_text(config, "inputs-only"), "\"flow, l/s\",temp");
  DetectorConfig again;
  ASSERT_TRUE(set_option(again, "inputs-only", option_text(config, "inputs-only")).has_value());
  EXPECT_EQ(again.frames.inputs_only, config.frames.inputs_only);
  ASSERT_TRUE(set_option(config, "features", "rolling:3,\"calendar\"").has_value());
  EXPECT_EQ(config.features.features, (std::vector<std::string>{"rolling:3", "calendar"}));
}

TEST(Options, SwitchesTakeTheUsualWordsAndNoOthers) {
  DetectorConfig config;
  ASSERT_TRUE(set_option(config, "bidirectional", "ON").has_value());
  EXPECT_TRUE(config.net.bidirectional);
  ASSERT_TRUE(set_option(config, "bidirectional", "Off").has_value());
  EXPECT_FALSE(config.net.bidirectional);
  ASSERT_TRUE(set_option(config, "kinds", "No").has_value());
  EXPECT_EQ(config.explain.kinds, Switch::kOff);
  for (const char* name : {"bidirectional", "kinds"}) {
    const Status status = set_option(config, name, "0.0");
    ASSERT_FALSE(status.has_value()) << name;
    EXPECT_NE(status.error().message().find("on, off, yes, no, true, false, 1, 0"), std::string::npos);
  }
}

TEST(Options, ATargetOfAnotherNetIsRefusedAndLeavesTheOldOne) {
  DetectorConfig config;
  ASSERT_FALSE(set_option(config, "target", "window").has_value());
  EXPECT_EQ(option_text(config, "target"), "next");
  ASSERT_TRUE(set_option(config, "net", "classifier").has_value());
  EXPECT_EQ(option_text(config, "target"), "row");
  ASSERT_TRUE(set_option(config, "target", "window").has_value());
  const Status status = set_option(config, "target", "next");
  ASSERT_FALSE(status.has_value());
  EXPECT_NE(status.error().message(as_flags).find("--target next applies only to forecasters"), std::string::npos)
      << status.error().message();
  EXPECT_EQ(config.net.target, TargetKind::kWindow);
}

TEST(Options, BadValuesAreRefusedWithWhatIsAllowed) {
  DetectorConfig config;
  const auto message = [&](const char* name, const char* value) {
    const Status status = set_option(config, name, value);
    return status ? std::string("accepted") : status.error().message(as_flags);
  };
  EXPECT_NE(message("epochs", "many").find("whole number"), std::string::npos);
  EXPECT_NE(message("epochs", "-1").find("0 to"), std::string::npos);
  EXPECT_NE(message("validation", "nan").find("0 to 0.9"), std::string::npos);
  EXPECT_NE(message("hidden", "").find("list"), std::string::npos);
  EXPECT_NE(message("hidden", "32,x").find("'x'"), std::string::npos);
  EXPECT_NE(message("scaler", "standart").find("did you mean 'standard'"), std::string::npos);
  EXPECT_NE(message("hiden", "3").find("did you mean 'hidden'"), std::string::npos);
}

TEST(Options, ARefusalNamesItsOptionAsData) {
  DetectorConfig config;
  const Error error = set_option(config, "scaler", "standart").error();
  EXPECT_EQ(error.option, "scaler");
  EXPECT_EQ(error.remedies, std::vector<std::string>{"did you mean 'standard'?"});
  EXPECT_TRUE(error.message().starts_with("scaler: 'standart' is not")) << error.message();
  EXPECT_EQ(set_option(config, "hiden", "3").error().option, "hiden");
}

TEST(Options, TextsAreThoseOfTheNetWhereNothingWasChosen) {
  DetectorConfig config;
  config.net.net = NetKind::kClassifier;
  EXPECT_EQ(option_text(config, "detector"), "gru-classifier");
  EXPECT_EQ(option_text(config, "loss"), "cross-entropy");
  EXPECT_EQ(option_text(config, "smoothing"), "none");
  EXPECT_EQ(option_text(config, "threshold"), "fixed:0.5");
  config.training.loss = LossKind::kMae;
  EXPECT_EQ(option_text(config, "loss"), "mae");
}

TEST(Options, EveryChoiceOfAnEnumerationHasAWordThatIsReadBack) {
  for (const OptionInfo& option : detector_options()) {
    if (option.range.find(", ") == std::string::npos || option.name == "detector" || option.name == "target") continue;
    for (std::size_t at = 0; at < option.range.size();) {
      const std::size_t end = std::min(option.range.find(", ", at), option.range.size());
      const std::string word = option.range.substr(at, end - at);
      DetectorConfig config;
      EXPECT_TRUE(set_option(config, option.name, word).has_value()) << option.name << " " << word;
      EXPECT_EQ(option_text(config, option.name), word) << option.name;
      at = end + 2;
    }
  }
}

TEST(Options, ARefusedValueLeavesTheConfigurationAsItWas) {
  DetectorConfig config;
  ASSERT_FALSE(set_option(config, "hidden", "8,x").has_value());
  ASSERT_FALSE(set_option(config, "net", "oracle").has_value());
  EXPECT_EQ(config.net.hidden, DetectorConfig().net.hidden);
  EXPECT_EQ(config.net.net, NetKind::kForecaster);
}

}  // namespace
}  // namespace tidegate
