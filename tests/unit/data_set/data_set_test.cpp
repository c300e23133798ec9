#include "tidegate/data_set.h"

#include "unit/data_set/data_set_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

void write_kpis(const TemporaryFolder& folder, int count) {
  for (int i = 0; i < count; ++i)
    write_text(folder / ("kpi-" + std::to_string(i) + ".csv"), "1476460800,1,0\n1476460860,2,0\n1476460920,3,1\n");
}

std::string names_of(const DataSet& set) {
  std::string names;
  for (std::size_t i = 0; i < set.size(); ++i) names += (i > 0 ? " " : "") + set.name(i);
  return names;
}

TEST(DataSets, AnUnknownNameIsAnsweredWithTheNearest) {
  const auto set = DataSet::open("ucrr", ".");
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().kind, ErrorKind::kUsage);
  EXPECT_EQ(set.error().remedies.at(0), "did you mean 'ucr'?");
}

TEST(DataSets, AFolderWithoutTheDataSaysWhatIsExpected) {
  const TemporaryFolder folder;
  const auto set = DataSet::open("smd", folder.path());
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().kind, ErrorKind::kData);
  EXPECT_NE(set.error().remedies.at(0).find("test_label/X.txt"), std::string::npos);
}

TEST(DataSets, AFolderThatHoldsTheDataSetsFolderWillDo) {
  const TemporaryFolder folder;
  write_text(folder / "kpi/a.csv", "1476460800,1,0\n");
  write_text(folder / "other/b.txt", "");
  EXPECT_EQ(names_of(*DataSet::open("kpi", folder.path())), "a");
}

TEST(DataSets, ALimitSpreadsOverAllSeries) {
  const TemporaryFolder folder;
  write_kpis(folder, 9);
  EXPECT_EQ(names_of(*DataSet::open("kpi", folder.path(), {.limit = 3})), "kpi-0 kpi-3 kpi-6");
  EXPECT_EQ(DataSet::open("kpi", folder.path(), {.limit = 20})->size(), 9U);
}

TEST(DataSets, APatternChoosesSeries) {
  const TemporaryFolder folder;
  write_kpis(folder, 9);
  write_text(folder / "web/load-2.csv", "1476460800,1,0\n");
  write_text(folder / "net/load-3.csv", "1476460800,1,0\n");
  EXPECT_EQ(names_of(*DataSet::open("kpi", folder.path(), {.only = "2"})), "kpi-2 web/load-2");
  EXPECT_EQ(names_of(*DataSet::open("kpi", folder.path(), {.only = "web*2"})), "web/load-2");
  const auto none = DataSet::open("kpi", folder.path(), {.only = "x*2"});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().kind, ErrorKind::kUsage);
}

TEST(DataSets, TheHalvesShareNoSeriesAndKeepVersionsOfOneTogether) {
  const TemporaryFolder folder;
  for (int i = 0; i < 12; ++i)
    for (const char* version : {"", "DISTORTED", "NOISE"})
      write_text(
          folder / (std::to_string(100 + i) + "_UCR_Anomaly_" + version + "heart" + std::to_string(i) + "_1_2_2.txt"),
          "1 2 3");
  const auto explore = DataSet::open("ucr", folder.path(), {.half = "explore"});
  const auto confirm = DataSet::open("ucr", folder.path(), {.half = "confirm"});
  ASSERT_TRUE(explore && confirm);
  EXPECT_EQ(explore->size() + confirm->size(), 36U);
  EXPECT_EQ(explore->size() % 3, 0U);
  EXPECT_GT(explore->size(), 0U);
  EXPECT_GT(confirm->size(), 0U);
  EXPECT_EQ(DataSet::open("ucr", folder.path(), {.half = "third"}).error().kind, ErrorKind::kUsage);
}

TEST(DataSets, AListNamesSeriesOrTheirFiles) {
  const TemporaryFolder folder;
  write_kpis(folder, 5);
  write_text(folder / "chosen.txt", "file_name\nkpi-1.csv\r\nkpi-3,0.5\nunknown\n");
  EXPECT_EQ(names_of(*DataSet::open("kpi", folder.path(), {.list = folder / "chosen.txt"})), "kpi-1 kpi-3");
  EXPECT_FALSE(DataSet::open("kpi", folder.path(), {.list = folder / "none.txt"}));
}

TEST(DataSets, EveryFormatSaysWhatIsLearnedFromAndWhatIsJudged) {
  for (const DataSetInfo& info : data_set_formats()) {
    EXPECT_NE(info.split.find("learned from"), std::string_view::npos) << info.name;
    EXPECT_NE(info.split.find("judged"), std::string_view::npos) << info.name;
    EXPECT_FALSE(info.expected.empty()) << info.name;
  }
}

}  // namespace
}  // namespace tidegate
