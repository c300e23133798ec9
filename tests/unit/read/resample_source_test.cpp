#include "read/resample_source.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/text.h"
#include "unit/read/test_input.h"

namespace tidegate {
namespace {

using namespace std::chrono_literals;

ReadOptions bins(Duration length) {
  ReadOptions options;
  options.resample = length;
  return options;
}

TEST(ResampleSource, BinsHoldMeansAndStartOnTheirBoundary) {
  const Series series =
      series_of("time,v\n2024-01-01T00:01:00Z,1\n2024-01-01T00:04:59Z,3\n2024-01-01T00:05:00Z,7\n", bins(5min));
  EXPECT_EQ(values_of(series), (std::vector<double>{2, 7}));
  EXPECT_EQ(series.rows.time_text(0), "2024-01-01T00:00:00Z");
  EXPECT_EQ(series.rows.time_text(1), "2024-01-01T00:05:00Z");
}

TEST(ResampleSource, EmptyBinsBetweenOthersAreMissing) {
  const Series series = series_of("time,v\n0,1\n31,4\n", bins(10s));
  ASSERT_EQ(series.rows.size(), 4U);
  EXPECT_TRUE(std::isnan(series.rows.values(1, 0)) && std::isnan(series.rows.values(2, 0)));
  EXPECT_EQ(series.rows.values(3, 0), 4);
}

TEST(ResampleSource, MissingValuesDoNotCount) {
  const Series series = series_of("time,a,b\n0,1,\n1,,\n2,3,5\n", bins(10s));
  EXPECT_EQ(series.rows.values(0, 0), 2);
  EXPECT_EQ(series.rows.values(0, 1), 5);
}

TEST(ResampleSource, ABinIsLabelledIfOneOfItsRowsIs) {
  ReadOptions options = bins(10s);
  options.label = "l";
  EXPECT_EQ(series_of("time,v,l\n0,1,0\n5,1,1\n20,1,0\n", options).rows.label, (std::vector<std::int8_t>{1, 0, 0}));
}

TEST(ResampleSource, TheInputsZoneStaysInTheText) {
  const Series series = series_of("time,v\n2024-01-01T01:01:00+01:00,1\n", bins(5min));
  EXPECT_EQ(series.rows.time_text(0), "2024-01-01T01:00:00+01:00");
}

TEST(ResampleSource, WorksAcrossBlocks) {
  std::string text = "time,v\n";
  for (int i = 0; i < 20000; ++i) text += std::to_string(i) + "," + std::to_string(i % 10) + "\n";
  const Series series = series_of(text, bins(10s));
  ASSERT_EQ(series.rows.size(), 2000U);
  for (const double value : values_of(series)) EXPECT_DOUBLE_EQ(value, 4.5);
}

TEST(ResampleSource, ManyEmptyBinsComeInBlocks) {
  const TemporaryFile file("time,v\n0,1\n100000,2\n");
  auto source = open_source(file.path(), bins(1s));
  Rows rows;
  std::size_t count = 0;
  while ((*source)->next(rows).value()) {
    EXPECT_LE(rows.size(), 4096U);
    count += rows.size();
  }
  EXPECT_EQ(count, 100001U);
}

TEST(ResampleSource, AbsurdGapsAndTimeGoingBackAreErrors) {
  EXPECT_NE(error_of("time,v\n0,1\n1700000000,2\n", bins(1s)).find("row 1: a gap of 1,700,000,000 bins"),
            std::string::npos);
  EXPECT_NE(error_of("time,v\n100,1\n50,2\n", bins(10s)).find("row 1: time goes back"), std::string::npos);
}

ReadOptions keyed_bins(Duration length) {
  ReadOptions options = bins(length);
  options.key = "who";
  return options;
}

TEST(ResampleSource, EachKeyHasBinsOfItsOwn) {
  const Series series =
      series_of("time,who,v\n0,a,1\n1,b,10\n5,a,3\n11,b,20\n12,b,40\n31,a,7\n32,c,5\n", keyed_bins(10s));
  std::vector<std::string> found;  // key, stamp and value, in the order of the rows
  for (std::size_t row = 0; row < series.rows.size(); ++row)
    found.push_back(series.keys[series.rows.key[row]] + " " +
                    std::to_string(series.rows.time[row].time_since_epoch() / 1s) + " " +
                    number_text(series.rows.values(row, 0)));
  EXPECT_EQ(found, (std::vector<std::string>{"b 0 10", "a 0 2", "a 10 ", "a 20 ", "a 30 7", "b 10 30", "c 30 5"}));
}

TEST(ResampleSource, AKeysBinsAreThoseOfItsRowsAlone) {
  std::string all = "time,who,v,l\n", alone = "time,v,l\n";
  for (int t = 0; t < 9000; ++t) {
    const int stamp = 3 * t + t % 5;
    const std::string fields = "," + std::to_string(t % 7) + "," + (t % 50 == 0 ? "1" : "0") + "\n";
    if (t % 4 != 2) all += std::to_string(stamp) + ",a" + fields, alone += std::to_string(stamp) + fields;
    for (const char* other : {"b", "c"}) all += std::to_string(stamp / 2) + "," + other + fields;
  }
  ReadOptions keyed = keyed_bins(10s), plain = bins(10s);
  keyed.label = plain.label = "l";
  const Series many = series_of(all, keyed), one = series_of(alone, plain);
  std::size_t next = 0;
  for (std::size_t row = 0; row < many.rows.size(); ++row) {
    if (many.rows.key[row] != 0) continue;
    ASSERT_LT(next, one.rows.size());
    EXPECT_EQ(many.rows.time[row], one.rows.time[next]);
    EXPECT_EQ(many.rows.label[row], one.rows.label[next]);
    EXPECT_EQ(many.rows.time_text(row), one.rows.time_text(next));
    EXPECT_EQ(many.rows.values(row, 0), one.rows.values(next++, 0));
  }
  EXPECT_EQ(next, one.rows.size());
}

TEST(ResampleSource, TimeMayGoBackFromKeyToKeyButNotWithinOne) {
  EXPECT_EQ(series_of("time,who,v\n100,a,1\n50,b,2\n60,b,3\n", keyed_bins(10s)).rows.size(), 3U);
  const std::string message = error_of("time,who,v\n100,a,1\n50,b,2\n20,b,2\n", keyed_bins(10s));
  EXPECT_NE(message.find("row 2 (who 'b'): time goes back"), std::string::npos) << message;
}

TEST(ResampleSource, NeedsATimeColumnAndALength) {
  EXPECT_NE(error_of("v\n1\n2\n", bins(10s)).find("has no time column"), std::string::npos);
  EXPECT_NE(error_of("time,v\n0,1\n", bins(10ns)).find("at least 1 ms"), std::string::npos);
}

TEST(ResampleSource, ErrorsHavePlaceAndOptionAsData) {
  const Error back = refusal_of("time,v\n100,1\n50,2\n", bins(10s));
  EXPECT_EQ(back.place.source, "input.csv");
  EXPECT_EQ(back.place.column, "time");
  EXPECT_EQ(back.option, "resample");
  EXPECT_EQ(refusal_of("time,v\n0,1\n", bins(10ns)).option, "resample");
}

}  // namespace
}  // namespace tidegate
