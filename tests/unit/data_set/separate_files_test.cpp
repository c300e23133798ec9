#include "unit/data_set/data_set_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// `rows` lines that `line` makes of a row's number.
template <class Line>
std::string lines(const std::string& header, int rows, Line line) {
  std::string text = header;
  for (int i = 0; i < rows; ++i) text += line(i) + "\n";
  return text;
}

std::string flag(bool set) { return set ? ",1" : ",0"; }

TEST(YahooFormat, BothKindsOfFilesAreReadInHalves) {
  const TemporaryFolder folder;
  write_text(folder / "A1Benchmark/real_1.csv", lines("timestamp,value,is_anomaly\n", 10, [](int i) {
               return std::to_string(i + 1) + "," + std::to_string(i * 0.5) + flag(i == 7);
             }));
  write_text(
      folder / "A4Benchmark/A4Benchmark-TS1.csv",
      lines("timestamps,value,anomaly,changepoint,trend,noise,seasonality1,seasonality2,seasonality3\n", 10, [](int i) {
        return std::to_string(1416726000 + 3600 * i) + "," + std::to_string(i) + flag(i > 7) + ",1,0.1,0.2,0.3,0.4,0.5";
      }));
  write_text(folder / "A4Benchmark/A4Benchmark_all.csv", "timestamps,value,anomaly\n1,2,0\n");
  const auto set = DataSet::open("yahoo", folder.path());
  ASSERT_TRUE(set) << set.error().message();
  ASSERT_EQ(set->size(), 2U);
  EXPECT_EQ(set->family(1), "A4Benchmark");
  EXPECT_EQ(extents(*set->read(0)), "7-7");
  const auto fourth = set->read(1);
  EXPECT_EQ(extents(*fourth), "8-9");
  EXPECT_EQ(fourth->training.channels.size(), 1U);
  EXPECT_EQ(fourth->training.rows.size(), 5U);
}

TEST(SkabFormat, LearnsFromFourHundredRowsAndReadsNoLabelAsAChannel) {
  const TemporaryFolder folder;
  write_text(folder / "valve1/0.csv",
             lines("datetime;Current;Volume Flow RateRMS;anomaly;changepoint\n", 500, [](int i) {
               return "2020-03-09 10:" + std::to_string(10 + i / 60) + ":" + (i % 60 < 10 ? "0" : "") +
                      std::to_string(i % 60) + ";1.5;" + std::to_string(i) + (i > 450 ? ";1.0;0.0" : ";0.0;0.0");
             }));
  write_text(folder / "anomaly-free/anomaly-free.csv", "datetime;Current\n2020-02-08 13:30:47;1\n");
  const LabelledSeries series = only_series("skab", folder.path());
  EXPECT_EQ(series.family, "valve1");
  EXPECT_EQ(series.training.rows.size(), 400U);
  EXPECT_EQ(series.training.channels.size(), 2U);
  EXPECT_EQ(extents(series), "451-499");
}

TEST(MgabFormat, LearnsFromTwentyThousandRows) {
  const TemporaryFolder folder;
  write_text(folder / "1.csv", lines(",value,is_anomaly,is_ignored\n", 20'010, [](int i) {
               return std::to_string(i) + "," + std::to_string(i % 7) + flag(i > 20'007) + flag(i < 256);
             }));
  const LabelledSeries series = only_series("mgab", folder.path());
  EXPECT_EQ(series.judged(), (RowRange{20'000, 20'010}));
  EXPECT_EQ(series.training.channels.size(), 1U);
  EXPECT_EQ(extents(series), "20008-20009");
}

TEST(KpiFormat, HasNoHeader) {
  const TemporaryFolder folder;
  write_text(folder / "kpi-1.csv", lines("", 8, [](int i) {
               return std::to_string(1476460800 + 60 * i) + "," + std::to_string(i * 1.5) + flag(i == 6);
             }));
  const LabelledSeries series = only_series("kpi", folder.path());
  EXPECT_EQ(series.rows(), 8U);
  EXPECT_TRUE(series.test.rows.has_time());
  EXPECT_EQ(extents(series), "6-6");
}

TEST(CloudFormat, FieldsMayBeQuoted) {
  const TemporaryFolder folder;
  write_text(folder / "app/app1-01.csv", lines("\"TimeStamp\",\"Value\",\"Label\"\n", 8, [](int i) {
               return "\"2018-07-03 1" + std::to_string(i) + ":00:00\",\"2." + std::to_string(i) + "\",\"" +
                      (i == 5 ? "1" : "0") + "\"";
             }));
  const LabelledSeries series = only_series("cloud", folder.path());
  EXPECT_EQ(series.family, "app");
  EXPECT_EQ(extents(series), "5-5");
}

TEST(MerlionFormat, TheFamilyIsTheKindOfAnomaly) {
  const TemporaryFolder folder;
  write_text(folder / "upward_downward_dip_anomaly.csv", lines("timestamp,upward_downward,anomaly\n", 8, [](int i) {
               return std::to_string(300 * i) + "," + std::to_string(i) + flag(i == 6);
             }));
  write_text(folder / "horizontal.csv", "timestamp,horizontal\n0,1\n300,2\n");
  const LabelledSeries series = only_series("merlion", folder.path());
  EXPECT_EQ(series.family, "dip");
  EXPECT_EQ(extents(series), "6-6");
}

TEST(CsvFormat, TheLabelIsFoundByItsNameOrNamed) {
  const TemporaryFolder folder;
  write_text(folder / "pump.csv", lines("time,flow,bad,label\n", 8, [](int i) {
               return std::to_string(60 * i) + "," + std::to_string(i) + flag(i == 7) + flag(i == 5);
             }));
  const LabelledSeries found = only_series("csv", folder.path());
  EXPECT_EQ(extents(found), "5-5");
  EXPECT_EQ(found.training.channels.size(), 2U);
  EXPECT_EQ(extents(only_series("csv", folder.path(), {.label = "bad"})), "7-7");
}

TEST(CsvFormat, AnomaliesMayStandInAFileOfTheirOwn) {
  const TemporaryFolder folder;
  write_text(folder / "data/pump.csv",
             lines("time,flow\n", 8, [](int i) { return std::to_string(60 * i) + "," + std::to_string(i); }));
  write_text(folder / "windows.json", R"({"pump.csv": [[300, 360]]})");
  EXPECT_EQ(extents(only_series("csv", folder / "data", {.label_windows = folder / "windows.json"})), "5-6");
}

TEST(CsvFormat, WithoutALabelTheErrorSaysHowToNameIt) {
  const TemporaryFolder folder;
  write_text(folder / "pump.csv", "time,flow\n0,1\n60,2\n120,3\n");
  const auto series = DataSet::open("csv", folder.path())->read(0);
  ASSERT_FALSE(series);
  EXPECT_FALSE(series.error().remedies.empty());
}

}  // namespace
}  // namespace tidegate
