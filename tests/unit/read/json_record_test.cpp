#include "read/json_record.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

/// "name=value" for each field.
std::vector<std::string> fields(const std::string& line) {
  JsonRecord record;
  EXPECT_EQ(parse_json_record(line, record), "") << line;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < record.size(); ++i)
    out.push_back(std::string(record.name(i)) + "=" + std::string(record.value(i)));
  return out;
}

std::string problem_of_line(const std::string& line) {
  JsonRecord record;
  return parse_json_record(line, record);
}

using Fields = std::vector<std::string>;

TEST(JsonRecord, NumbersKeepTheirDigits) {
  EXPECT_EQ(fields(R"({"a": 0.1000, "b": -7, "c": 1e308, "d": 18446744073709551615})"),
            (Fields{"a=0.1000", "b=-7", "c=1e308", "d=18446744073709551615"}));
}

TEST(JsonRecord, NullIsEmptyAndTruthIsAWord) {
  EXPECT_EQ(fields(R"({"a": null, "b": true, "c": false, "d": "x y"})"), (Fields{"a=", "b=true", "c=false", "d=x y"}));
}

TEST(JsonRecord, NestedValuesHaveDottedNames) {
  EXPECT_EQ(fields(R"({"t": 1, "v": {"x": 2, "y": [3, 4]}, "w": 5})"),
            (Fields{"t=1", "v.x=2", "v.y.0=3", "v.y.1=4", "w=5"}));
}

TEST(JsonRecord, AnArrayOfNumbersHasNumberedColumns) {
  EXPECT_EQ(fields("[1, null, 2.5]"), (Fields{"c0=1", "c1=", "c2=2.5"}));
}

TEST(JsonRecord, WhatIsNotARecordIsSaidToBe) {
  EXPECT_TRUE(problem_of_line("{\"a\": 1,}").starts_with("is not valid JSON at byte 9"));
  EXPECT_TRUE(problem_of_line("{\"a\": NaN}").find("a missing value is null") != std::string::npos);
  EXPECT_TRUE(problem_of_line("{\"a\": 1").starts_with("is not valid JSON"));
  EXPECT_TRUE(problem_of_line("{\"a\": 1} {\"a\": 2}").starts_with("is not valid JSON"));
  EXPECT_TRUE(problem_of_line("[{\"a\": 1}]").starts_with("contains an array of objects"));
  EXPECT_TRUE(problem_of_line("5").starts_with("is a single value"));
  EXPECT_TRUE(problem_of_line(std::string(20, '[')).starts_with("contains an array"));
  EXPECT_TRUE(problem_of_line("{\"a\":" + std::string(20, '[')).starts_with("is nested too deeply"));
}

}  // namespace
}  // namespace tidegate
