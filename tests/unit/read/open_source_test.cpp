#include <gtest/gtest.h>

#include "tidegate/source.h"
#include "unit/read/test_input.h"

namespace tidegate {
namespace {

TEST(OpenSource, TheSameSeriesInEveryDressIsTheSame) {
  const std::vector<double> want = {1.5, 2.5, -3};
  const std::vector<std::string> dresses = {
      "time,v\n0,1.5\n1,2.5\n2,-3\n",
      "\xEF\xBB\xBFtime;v\r\n0;1,5\r\n1;2,5\r\n2;-3\r\n",
      "\"time\"\t\"v\"\n0\t\"1.5\"\n1\t2.5\n2\t-3",
      gzip("time,v\n0,1.5\n1,2.5\n2,-3\n"),
      "{\"time\": 0, \"v\": 1.5}\n{\"time\": 1, \"v\": 2.5}\n{\"time\": 2, \"v\": -3}\n",
      gzip("{\"v\": 1.5, \"time\": 0}\n{\"time\": 1, \"v\": 2.5}\n{\"time\": 2, \"v\": -3}\n"),
  };
  for (const std::string& dress : dresses) {
    const Series series = series_of(dress);
    EXPECT_EQ(values_of(series), want) << dress;
    EXPECT_EQ(series.time_column, "time");
    ASSERT_EQ(series.rows.time.size(), 3U);
    EXPECT_EQ(series.rows.time[2], Timestamp(std::chrono::seconds(2)));
  }
}

TEST(OpenSource, EmptyAndBinaryFilesAreRefused) {
  EXPECT_EQ(error_of(""), "input.csv: is empty; give a file with a header and rows");
  EXPECT_EQ(error_of(gzip("")), "input.csv: is empty; give a file with a header and rows");
  EXPECT_NE(error_of(std::string("\x00\x01\x02\x03", 4)).find("contains binary data"), std::string::npos);
}

TEST(OpenSource, AFormatAskedForMustFitTheContent) {
  EXPECT_NE(error_of("a,b\n1,2\n", {.format = InputFormat::kNpy}).find("is not a .npy file"), std::string::npos);
  EXPECT_EQ(refusal_of("a,b\n1,2\n", {.format = InputFormat::kNpy}).option, "format-in");
  EXPECT_NE(error_of("\x93NUMPY rest", {.format = InputFormat::kCsv}).find("is a .npy file, not text"),
            std::string::npos);
}

TEST(OpenSource, TheFileIsNamedInTheSeriesAndItsBytesCounted) {
  const std::string bytes = "v\n1\n2\n";
  const TemporaryFile file(bytes);
  const auto series = read_series(file.path(), {});
  ASSERT_TRUE(series);
  EXPECT_EQ(series->source, file.path().string());
  EXPECT_EQ(series->notes.bytes, bytes.size());
  EXPECT_EQ(series->notes.rows, 2U);
}

TEST(OpenSource, AnErrorInTheMiddleIsAnErrorOfTheWhole) {
  EXPECT_NE(error_of("a,b\n1,2\n3\n").find("line 3: expected 2 fields, found 1"), std::string::npos);
}

TEST(OpenSource, ATableOfManyKeysIsResampledKeyByKey) {
  const Series series = series_of("time,who,v\n2024-01-01T00:00Z,a,1\n2024-01-01T00:01Z,b,9\n2024-01-01T00:02Z,a,3\n",
                                  {.resample = std::chrono::minutes(5), .key = "who"});
  EXPECT_EQ(series.key_column, "who");
  EXPECT_EQ(values_of(series), (std::vector<double>{2, 9}));
  EXPECT_EQ(series.resample, std::chrono::minutes(5));
}

}  // namespace
}  // namespace tidegate
