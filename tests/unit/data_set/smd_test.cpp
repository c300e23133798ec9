#include "unit/data_set/data_set_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

void write_machine(const TemporaryFolder& folder) {
  write_text(folder / "train/machine-1-6.txt", "0.1,0.2\n0.3,0.4\n0.5,0.6\n");
  write_text(folder / "test/machine-1-6.txt", "1,2\n3,4\n5,6\n7,8\n9,0\n");
  write_text(folder / "test_label/machine-1-6.txt", "0\n1\n1\n0\n1\n");
}

TEST(SmdFormat, LabelsAreOneARowOfTheTestPart) {
  const TemporaryFolder folder;
  write_machine(folder);
  const LabelledSeries series = only_series("smd", folder.path());
  EXPECT_EQ(series.name, "machine-1-6");
  EXPECT_EQ(series.family, "machine-1");
  EXPECT_EQ(extents(series), "4-5 7-7");
  EXPECT_EQ(series.training.channels.size(), 2U);
  EXPECT_FALSE(series.test_continues);
}

TEST(SmdFormat, ChannelsOfAnAnomalyAreThoseOfTheInterpretationsItSharesRowsWith) {
  const TemporaryFolder folder;
  write_machine(folder);
  write_text(folder / "interpretation_label/machine-1-6.txt", "1-3:2,1,2\n3-4:1\n");
  const LabelledSeries series = only_series("smd", folder.path());
  EXPECT_EQ(series.anomalies.at(0).channels, (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(series.anomalies.at(1).channels.empty());
}

TEST(SmdFormat, AnInterpretationOfChannelNoughtIsAnError) {
  const TemporaryFolder folder;
  write_machine(folder);
  write_text(folder / "interpretation_label/machine-1-6.txt", "1-3:0\n");
  EXPECT_EQ(DataSet::open("smd", folder.path())->read(0).error().place.line, 1U);
}

TEST(SmdFormat, AnotherNumberOfLabelsThanRowsIsAnError) {
  const TemporaryFolder folder;
  write_machine(folder);
  write_text(folder / "test_label/machine-1-6.txt", "0\n1\n");
  EXPECT_FALSE(DataSet::open("smd", folder.path())->read(0));
}

TEST(SmdFormat, ArraysServeAsWellAsTextAndAnotherSetIsLaidOutAlike) {
  const TemporaryFolder folder;
  write_npy(folder / "train/omi-2.npy", 3, 2, counting(6));
  write_npy(folder / "test/omi-2.npy", 4, 2, counting(8));
  write_text(folder / "test_label/omi-2.txt", "0\n0\n1\n1\n");
  const LabelledSeries series = only_series("asd", folder.path());
  EXPECT_EQ(series.family, "omi");
  EXPECT_EQ(extents(series), "5-6");
}

}  // namespace
}  // namespace tidegate
