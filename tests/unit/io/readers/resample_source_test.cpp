#include "io/readers/resample_source.h"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/io/test_input.h"

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

TEST(ResampleSource, NeedsATimeColumnAndALength) {
  EXPECT_NE(error_of("v\n1\n2\n", bins(10s)).find("has no time column"), std::string::npos);
  EXPECT_NE(error_of("time,v\n0,1\n", bins(10ns)).find("at least 1 ms"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
