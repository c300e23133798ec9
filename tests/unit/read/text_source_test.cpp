#include "read/text_source.h"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/read/test_input.h"

namespace tidegate {
namespace {

/// `good` rows of a number, then `last`.
std::string rows_then(std::size_t good, const std::string& last) {
  std::string text = "time,value\n";
  for (std::size_t i = 0; i < good; ++i) text += std::to_string(i) + ",1.5\n";
  return text + last;
}

TEST(TextSource, RowsHoldValuesTimesAndTheirTexts) {
  const Series series = series_of("time,a,b\n2024-01-01T00:00:00+02:00,1,\n2024-01-01 01:00,2.5,-3\n");
  EXPECT_EQ(series.time_column, "time");
  EXPECT_EQ(values_of(series, 0), (std::vector<double>{1, 2.5}));
  EXPECT_TRUE(std::isnan(series.rows.values(0, 1)));
  EXPECT_EQ(series.rows.time_text(0), "2024-01-01T00:00:00+02:00");
  EXPECT_EQ(series.rows.time_text(1), "2024-01-01 01:00");
  EXPECT_EQ(series.rows.time[1] - series.rows.time[0], std::chrono::hours(3));
  EXPECT_EQ(series.rows.utc_offset_minutes, (std::vector<std::int16_t>{120, 0}));
}

TEST(TextSource, TheTimeZoneIsForStampsWithoutOne) {
  const Series series = series_of("time,v\n2024-07-01 12:00,1\n2024-07-01T12:00Z,2\n", {.time_zone = "Europe/Berlin"});
  EXPECT_EQ(series.rows.time[1] - series.rows.time[0], std::chrono::hours(2));
  EXPECT_EQ(series.rows.utc_offset_minutes, (std::vector<std::int16_t>{120, 0}));
}

TEST(TextSource, LabelsAreFlags) {
  const Series series = series_of("v,anomaly\n1,0\n2,1\n3,True\n4,\n5,1.0\n", {.label = "anomaly"});
  EXPECT_EQ(series.rows.label, (std::vector<std::int8_t>{0, 1, 1, 0, 1}));
  EXPECT_EQ(names_of(series.channels), std::vector<std::string>{"v"});
  EXPECT_TRUE(error_of("v,anomaly\n1,0\n2,7\n", {.label = "anomaly"})
                  .starts_with("input.csv, line 3, column 'anomaly': \"7\" is not a label\n"));
}

TEST(TextSource, InfinitiesAreMissingAndCounted) {
  const Series series = series_of("v\n1\ninf\n-Inf\n2\n");
  EXPECT_EQ(series.notes.infinite_values, 2U);
  EXPECT_EQ(series.notes.first_infinite_line, 3U);
  EXPECT_TRUE(std::isnan(series.rows.values(1, 0)));
}

TEST(TextSource, ExtremeNumbersAreReadAsTheyStand) {
  EXPECT_EQ(values_of(series_of("v\n1e308\n-1e308\n5e-324\n")), (std::vector<double>{1e308, -1e308, 5e-324}));
}

TEST(TextSource, AChannelWithoutAnyValueStaysAChannel) {
  const Series series = series_of("a,b\n1,\n2,NaN\n");
  EXPECT_EQ(series.channels.size(), 2U);
  EXPECT_TRUE(std::isnan(series.rows.values(0, 1)) && std::isnan(series.rows.values(1, 1)));
}

TEST(TextSource, TextInANumberColumnIsNamedWithLineAndColumn) {
  for (const std::size_t good : {2, 3000}) {  // within the sample and behind it
    const std::string message = error_of(rows_then(good, std::to_string(good) + ",abc\n"));
    EXPECT_TRUE(message.find(", column 'value': \"abc\" is not a number\n") != std::string::npos) << message;
    EXPECT_TRUE(message.starts_with(good == 2 ? "input.csv, line 4," : "input.csv, line 3,002,")) << message;
  }
}

TEST(TextSource, LongTextsAreCutInMessages) {
  const std::string message = error_of("v\n1\n" + std::string(5000, 'x') + "\n");
  EXPECT_LT(message.size(), 300U);
  EXPECT_NE(message.find("xxx…\" is not a number"), std::string::npos);
}

TEST(TextSource, ATimeThatCannotBeReadIsNamedWithLineAndColumn) {
  EXPECT_TRUE(error_of("time,v\n2024-01-01,1\n2024-02-30,2\n")
                  .starts_with("input.csv, line 3, column 'time': \"2024-02-30\" is not a time\n"));
  EXPECT_TRUE(
      error_of(rows_then(5, ",2\n")).starts_with("input.csv, line 7, column 'time': \"\" is not a count since 1970\n"));
}

TEST(TextSource, AHeaderWithoutRowsIsAnError) {
  EXPECT_EQ(error_of("time,value\n"),
            "input.csv: has a header but no rows (columns: time, value); give a file with rows");
}

TEST(TextSource, OneRowIsASeries) { EXPECT_EQ(series_of("time,value\n2024-01-01,5\n").rows.size(), 1U); }

TEST(TextSource, TextColumnsAreLeftOutUnlessAskedFor) {
  const Series series = series_of("v,state\n1,on\n2,off\n");
  EXPECT_EQ(series.notes.left_out, std::vector<std::string>{"state (text)"});
  EXPECT_TRUE(error_of("v,state\n1,on\n2,off\n", {.channels = {"state"}})
                  .starts_with("input.csv, line 2, column 'state': \"on\" is not a number\n"));
}

TEST(TextSource, AnUnknownTimeZoneIsAUsageError) {
  const TemporaryFile file("time,v\n2024-01-01,1\n");
  const auto series = read_series(file.path(), {.time_zone = "Europe/Berln"});
  ASSERT_FALSE(series);
  EXPECT_EQ(series.error().kind, ErrorKind::kUsage);
  EXPECT_NE(series.error().message().find("did you mean 'Europe/Berlin'?"), std::string::npos);
}

TEST(TextSource, BlocksNumberTheirRowsOn) {
  const TemporaryFile file(rows_then(10000, ""));
  auto source = open_source(file.path(), {});
  ASSERT_TRUE(source);
  Rows rows;
  std::size_t seen = 0;
  while ((*source)->next(rows).value()) {
    EXPECT_EQ(rows.first_row, seen);
    EXPECT_LE(rows.size(), 4096U);
    seen += rows.size();
  }
  EXPECT_EQ(seen, 10000U);
  EXPECT_EQ(rows.size(), 0U);
  EXPECT_EQ((*source)->notes().rows, 10000U);
}

TEST(TextSource, KeysAreNumberedByFirstAppearance) {
  const Series series = series_of("who,v\nb,1\n a ,2\nb,3\nNA,4\n", {.key = "who"});
  EXPECT_EQ(series.key_column, "who");
  EXPECT_EQ(series.keys, (std::vector<std::string>{"b", "a", "NA"}));
  EXPECT_EQ(series.rows.key, (std::vector<std::uint32_t>{0, 1, 0, 2}));
  EXPECT_TRUE(series_of("who,v\n1,1\n").rows.key.empty());
}

TEST(TextSource, AnEmptyKeyIsNamedByLineAndColumn) {
  const std::string message = error_of("who,v\nb,1\n ,2\n", {.key = "who"});
  EXPECT_TRUE(message.starts_with("input.csv, line 3, column 'who': \" \" is empty, so the row has no series id"))
      << message;
}

TEST(TextSource, ABadFieldIsAnErrorWithPlaceOptionAndRemediesAsData) {
  const Error error = refusal_of("v,anomaly\n1,0\n2,7\n", {.label = "anomaly"});
  EXPECT_EQ(error.place.source, "input.csv");
  EXPECT_EQ(error.place.line, 3U);
  EXPECT_EQ(error.place.column, "anomaly");
  EXPECT_EQ(error.option, "label");
  EXPECT_EQ(error.problem, "\"7\" is not a label");
  const Error time = refusal_of("time,v\n2024-01-01,1\n2024-02-30,2\n");
  EXPECT_EQ(time.option, "time");
  EXPECT_EQ(time.remedies.back(), "give " + option_named("time", "none"));
}

}  // namespace
}  // namespace tidegate
