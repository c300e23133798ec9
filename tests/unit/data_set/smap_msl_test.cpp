#include "unit/data_set/data_set_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

void write_channel(const TemporaryFolder& folder, const std::string& name) {
  write_npy(folder / ("train/" + name + ".npy"), 10, 2, counting(20));
  write_npy(folder / ("test/" + name + ".npy"), 20, 2, counting(40));
}

constexpr const char* kHead = "chan_id,spacecraft,anomaly_sequences,class,num_values\n";

TEST(SmapMslFormat, RowsOfTheTestPartAreCountedAfterTheTrainingPart) {
  const TemporaryFolder folder;
  write_channel(folder, "P-1");
  write_text(folder / "labeled_anomalies.csv", std::string(kHead) + "P-1,SMAP,\"[[2, 4], [8, 8]]\",[point],20\n");
  const LabelledSeries series = only_series("smap_msl", folder.path());
  EXPECT_EQ(series.name, "P-1");
  EXPECT_EQ(series.family, "SMAP");
  EXPECT_EQ(extents(series), "12-14 18-18");
  EXPECT_EQ(series.judged(), (RowRange{10, 30}));
  EXPECT_FALSE(series.test_continues);
}

TEST(SmapMslFormat, CommandsAreReadAndNotJudged) {
  const TemporaryFolder folder;
  write_channel(folder, "P-1");
  write_text(folder / "labeled_anomalies.csv", std::string(kHead) + "P-1,SMAP,\"[[2, 4]]\",[point],20\n");
  const LabelledSeries series = only_series("smap_msl", folder.path());
  ASSERT_EQ(series.training.channels.size(), 2U);
  EXPECT_EQ(series.inputs_only, (std::vector<std::string>{series.training.channels[1].name}));
}

TEST(SmapMslFormat, LinesOfOneChannelAreJoinedAndOverlapsMerged) {
  const TemporaryFolder folder;
  write_channel(folder, "P-2");
  write_text(folder / "labeled_anomalies.csv", std::string(kHead) +
                                                   "P-2,SMAP,\"[[9, 12]]\",[point],20\n"
                                                   "P-2,SMAP,\"[[2, 4], [11, 14]]\",[point],20\n"
                                                   "Q-9,MSL,\"[[0, 1]]\",[point],20\n");
  EXPECT_EQ(extents(only_series("smap_msl", folder.path())), "12-14 19-24");
}

TEST(SmapMslFormat, ALineThatIsNoneIsNamed) {
  const TemporaryFolder folder;
  write_channel(folder, "P-1");
  write_text(folder / "labeled_anomalies.csv", std::string(kHead) + "P-1,SMAP,2 to 4,[point],20\n");
  const auto set = DataSet::open("smap_msl", folder.path());
  ASSERT_FALSE(set);
  EXPECT_EQ(set.error().place.line, 2U);
}

TEST(SmapMslFormat, AnAnomalyBeyondTheTestPartIsAnError) {
  const TemporaryFolder folder;
  write_channel(folder, "P-1");
  write_text(folder / "labeled_anomalies.csv", std::string(kHead) + "P-1,SMAP,\"[[2, 20]]\",[point],20\n");
  EXPECT_FALSE(DataSet::open("smap_msl", folder.path())->read(0));
}

}  // namespace
}  // namespace tidegate
