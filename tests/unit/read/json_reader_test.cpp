#include "read/json_reader.h"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/read/test_input.h"

namespace tidegate {
namespace {

TEST(JsonReader, KeysAreColumnsInAnyOrder) {
  const Series series = series_of(
      "{\"time\": \"2024-01-01T00:00:00Z\", \"a\": 1, \"b\": 2}\n\n{\"b\": 4, \"time\": \"2024-01-01T00:01:00Z\", "
      "\"a\": 3}\n");
  EXPECT_EQ(series.time_column, "time");
  EXPECT_EQ(names_of(series.channels), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(values_of(series, 0), (std::vector<double>{1, 3}));
  EXPECT_EQ(values_of(series, 1), (std::vector<double>{2, 4}));
  EXPECT_EQ(series.rows.time_text(1), "2024-01-01T00:01:00Z");
}

TEST(JsonReader, NullAndAbsentAreMissing) {
  const Series series = series_of("{\"a\": null, \"b\": 1}\n{\"b\": 2}\n{\"a\": 3}\n");
  EXPECT_TRUE(std::isnan(series.rows.values(0, 0)) && std::isnan(series.rows.values(1, 0)) &&
              std::isnan(series.rows.values(2, 1)));
  EXPECT_EQ(series.rows.values(2, 0), 3);
}

TEST(JsonReader, LinesOfArraysHaveNumberedColumns) {
  const Series series = series_of("[1, 2]\n[3, 4]\n");
  EXPECT_EQ(names_of(series.channels), (std::vector<std::string>{"c0", "c1"}));
  EXPECT_EQ(values_of(series, 1), (std::vector<double>{2, 4}));
}

TEST(JsonReader, InvalidJsonIsNamedWithItsLine) {
  EXPECT_TRUE(error_of("{\"a\": 1}\n\n{\"a\": oops}\n").starts_with("input.csv, line 3: is not valid JSON at byte"));
  EXPECT_TRUE(error_of("{\"a\": 1}\n{\"a\": \"x\"}\n{\"a\": 2}\n")
                  .starts_with("input.csv, line 2, column 'a': \"x\" is not a number"));
  EXPECT_EQ(error_of("{}\n{}\n"), "input.csv: contains no values; give one JSON object per line");
}

TEST(JsonReader, AKeyThatAppearsLateIsLeftOutAndNoted) {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "{\"a\": " + std::to_string(i) + "}\n";
  const Series series = series_of(text + "{\"a\": 1, \"new\": 2}\n");
  EXPECT_EQ(series.rows.size(), 10001U);
  EXPECT_EQ(series.notes.left_out, std::vector<std::string>{"new (first seen in line 10,001)"});
}

TEST(JsonReader, TheLastLineNeedsNoLineEnd) { EXPECT_EQ(series_of("{\"a\": 1}\n{\"a\": 2}").rows.size(), 2U); }

TEST(JsonReader, ALineWithoutEndIsRefused) {
  auto input = std::make_unique<MemoryInput>(std::string(1 << 16, '7'), 1 << 16, 1024);
  BlockBuffer buffer(std::move(input));
  const auto reader = JsonReader::open(std::move(buffer));
  ASSERT_FALSE(reader);
  EXPECT_NE(reader.error().message().find("line 1"), std::string::npos);
}

TEST(JsonReader, AnErrorHasItsPlaceAsData) {
  const Error error = refusal_of("{\"a\": 1}\n\n{\"a\": oops}\n");
  EXPECT_EQ(error.place.source, "input.csv");
  EXPECT_EQ(error.place.line, 3U);
}

}  // namespace
}  // namespace tidegate
