#include "tidegate/config.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

using Words = std::vector<std::string>;

TEST(OptionValue, AListIsSplitAtItsCommas) {
  EXPECT_EQ(split_list(""), Words());
  EXPECT_EQ(split_list("a"), Words({"a"}));
  EXPECT_EQ(split_list("a,b c,µ"), Words({"a", "b c", "µ"}));
  EXPECT_EQ(split_list("a,,b,"), Words({"a", "", "b"}));
}

TEST(OptionValue, AQuotedNameMayHoldCommasAndQuotes) {
  EXPECT_EQ(split_list("\"flow, l/s\",temp"), Words({"flow, l/s", "temp"}));
  EXPECT_EQ(split_list("temp,\"flow, l/s\""), Words({"temp", "flow, l/s"}));
  EXPECT_EQ(split_list("\"the \"\"old\"\", one\""), Words({"the \"old\", one"}));
  EXPECT_EQ(split_list("\"\""), Words({""}));
}

TEST(OptionValue, QuotesThatEncloseNoWholeNameBelongToIt) {
  EXPECT_EQ(split_list("5\" pipe,b"), Words({"5\" pipe", "b"}));
  EXPECT_EQ(split_list("\"open,b"), Words({"\"open", "b"}));
  EXPECT_EQ(split_list("\"a\"b,c"), Words({"\"a\"b", "c"}));
}

TEST(OptionValue, NamesAreQuotedOnlyWhereTheyHaveTo) {
  EXPECT_EQ(join_list(Words({"a", "5\" pipe"})), "a,5\" pipe");
  EXPECT_EQ(join_list(Words({"flow, l/s", "temp"})), "\"flow, l/s\",temp");
}

TEST(OptionValue, WhatWasJoinedIsSplitIntoTheSameNames) {
  const Words names = {"", "a", "a,b", ",", "\"", "\"q\"", "x\"y", "\"a\",b", " a ", "a\nb"};
  for (const std::string& first : names) {
    EXPECT_EQ(split_list(join_list(Words({first}))), Words({first}));
    for (const std::string& second : names)
      EXPECT_EQ(split_list(join_list(Words({first, second}))), Words({first, second})) << first << "|" << second;
  }
}

TEST(OptionValue, SwitchesAreSaidInTheUsualWordsInCapitalsOrNot) {
  for (const char* word : {"on", "yes", "true", "1", "On", "YES", "True"}) EXPECT_TRUE(*parse_switch("quiet", word));
  for (const char* word : {"off", "no", "false", "0", "Off", "NO", "False"})
    EXPECT_FALSE(*parse_switch("quiet", word)) << word;
}

TEST(OptionValue, AnyOtherWordForASwitchIsRefusedWithThoseAllowed) {
  for (const char* word : {"", "maybe", "0.0", "2", "tru", "on "}) {
    const auto on = parse_switch("each-channel", word);
    ASSERT_FALSE(on) << word;
    EXPECT_EQ(on.error().kind, ErrorKind::kUsage);
    EXPECT_EQ(on.error().option, "each-channel");
    EXPECT_EQ(on.error().message(), "each_channel: '" + std::string(word) +
                                        "' is neither on nor off; allowed: on, off, yes, no, true, false, 1, 0");
  }
}

}  // namespace
}  // namespace tidegate
