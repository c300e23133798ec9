#include "unit/data_set/data_set_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// 20 rows a minute apart; the times of rows 12 and 13 are the same.
void write_nab(const TemporaryFolder& folder, const std::string& windows) {
  std::string rows = "timestamp,value\n";
  for (int i = 0; i < 20; ++i) {
    const int minute = i > 12 ? i - 1 : i;
    rows += "2014-04-01 00:" + std::string(minute < 10 ? "0" : "") + std::to_string(minute) + ":00," +
            std::to_string(i) + "\n";
  }
  write_text(folder / "data/realTweets/a.csv", rows);
  write_text(folder / "labels/combined_windows.json", windows);
}

TEST(NabFormat, WindowsGoFromTheFirstRowOfTheirStartToTheFirstRowOfTheirEnd) {
  const TemporaryFolder folder;
  write_nab(folder, R"({"realTweets/a.csv": [["2014-04-01 00:08:00.000000", "2014-04-01 00:12:00.000000"]]})");
  const LabelledSeries series = only_series("nab", folder.path());
  EXPECT_EQ(series.name, "realTweets/a");
  EXPECT_EQ(series.family, "realTweets");
  EXPECT_EQ(extents(series), "8-12");
  EXPECT_TRUE(series.test_continues);
}

TEST(NabFormat, TheProbationaryRowsAreTheTrainingPart) {
  const TemporaryFolder folder;
  write_nab(folder, R"({"realTweets/a.csv": []})");
  const LabelledSeries series = only_series("nab", folder.path());
  EXPECT_EQ(series.training.rows.size(), 3U);  // 15 % of 20
  EXPECT_EQ(series.judged(), (RowRange{3, 20}));
  EXPECT_TRUE(series.anomalies.empty());
  EXPECT_TRUE(series.test.rows.label.empty());
}

TEST(NabFormat, AWindowWhoseTimesNoRowHasIsAnError) {
  const TemporaryFolder folder;
  write_nab(folder, R"({"realTweets/a.csv": [["2014-04-01 00:08:30", "2014-04-01 00:12:00"]]})");
  const auto series = DataSet::open("nab", folder.path())->read(0);
  ASSERT_FALSE(series);
  EXPECT_NE(series.error().message().find("2014-04-01 00:08:30"), std::string::npos);
}

TEST(NabFormat, ASeriesWithoutAnEntryInTheLabelFileIsAnError) {
  const TemporaryFolder folder;
  write_nab(folder, "{}");
  EXPECT_FALSE(DataSet::open("nab", folder.path())->read(0));
}

}  // namespace
}  // namespace tidegate
