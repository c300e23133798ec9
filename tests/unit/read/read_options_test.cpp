#include <gtest/gtest.h>

#include "tidegate/source.h"

namespace tidegate {
namespace {

using Names = std::vector<std::string>;

ReadOptions with(std::string_view name, const std::string& text) {
  ReadOptions options;
  const Status set = set_read_option(options, name, text);
  EXPECT_TRUE(set) << name << " " << text;
  return options;
}

std::string refusal(std::string_view name, const std::string& text) {
  ReadOptions options;
  const Status set = set_read_option(options, name, text);
  if (set) return "taken";
  EXPECT_EQ(set.error().kind, ErrorKind::kUsage);
  EXPECT_EQ(set.error().option, name);
  return set.error().message();
}

TEST(ReadOptions, ATextSetsTheFieldOfItsName) {
  EXPECT_EQ(with("format-in", "jsonl").format, InputFormat::kJsonLines);
  EXPECT_EQ(with("format-in", "auto").format, InputFormat::kAuto);
  EXPECT_EQ(with("time", "when").time, "when");
  EXPECT_EQ(with("time-zone", "Europe/Berlin").time_zone, "Europe/Berlin");
  EXPECT_EQ(with("channels", "\"a,b\",c").channels, (Names{"a,b", "c"}));
  EXPECT_EQ(with("categories", "d").categories, Names{"d"});
  EXPECT_EQ(with("label", "y").label, "y");
  EXPECT_EQ(with("label-windows", "w.csv").label_windows, "w.csv");
  EXPECT_EQ(with("decimal-comma", "off").decimal_comma, false);
  EXPECT_EQ(with("resample", "5m").resample, std::chrono::minutes(5));
  EXPECT_EQ(with("key", "account").key, "account");
}

TEST(ReadOptions, ATabIsNamedOrWritten) {
  for (const char* text : {"tab", "\\t", "\t"}) EXPECT_EQ(with("delimiter", text).delimiter, '\t');
  EXPECT_EQ(with("delimiter", ";").delimiter, ';');
  EXPECT_EQ(with("delimiter", "").delimiter, '\0');
}

TEST(ReadOptions, ATextThatIsNoValueIsRefusedWithThoseThereAre) {
  EXPECT_EQ(refusal("format-in", "xml"), "format_in: 'xml' is not a known format; allowed: csv, jsonl, npy");
  EXPECT_EQ(refusal("delimiter", "::"), "delimiter: '::' is not one character; allowed: , ; | or tab");
  EXPECT_EQ(refusal("resample", "5x"), "resample: '5x' is not a duration; write for example 500ms, 30s, 5m, 1h, 1d");
  EXPECT_NE(refusal("decimal-comma", "maybe").find("neither on nor off"), std::string::npos);
}

TEST(ReadOptions, EveryOptionOfTheListCanBeSetAndHasHelp) {
  for (const ReadOption& option : read_options()) {
    ReadOptions options;
    EXPECT_FALSE(option.help.empty()) << option.name;
    const std::string text = option.value.empty() ? "on" : option.name == "resample" ? "1h" : "";
    EXPECT_TRUE(set_read_option(options, option.name, text)) << option.name;
  }
}

}  // namespace
}  // namespace tidegate
