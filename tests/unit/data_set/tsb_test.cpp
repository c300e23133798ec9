#include "unit/data_set/data_set_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(TsbFormat, TheTrainingPartIsInTheNameAndIsJudgedToo) {
  const TemporaryFolder folder;
  write_text(folder / "001_NAB_id_1_Facility_tr_3_1st_5.csv", "Data,Label\n1,0\n2,0\n3,0\n4,0\n5,0\n6,1\n7,0\n");
  const LabelledSeries series = only_series("tsb", folder.path());
  EXPECT_EQ(series.family, "NAB");
  EXPECT_EQ(series.training.rows.size(), 3U);
  EXPECT_EQ(series.judged(), (RowRange{0, 7}));
  EXPECT_EQ(extents(series), "5-5");
}

TEST(TsbFormat, ManyChannelsStandBeforeTheLabel) {
  const TemporaryFolder folder;
  write_text(folder / "002_SMD_id_2_Server_tr_2_1st_3.csv", "a,b,Label\n1,2,0\n2,2,0\n3,2,0\n4,2,1\n");
  EXPECT_EQ(only_series("tsb", folder.path()).training.channels.size(), 2U);
}

TEST(TsbFormat, WithoutATrainingPartTheFirstTenthIsTaken) {
  const TemporaryFolder folder;
  std::string rows;
  for (int i = 0; i < 40; ++i) rows += std::to_string(i) + (i == 20 ? ",1\n" : ",0\n");
  write_text(folder / "MBA_ECG805_data.out", rows);
  const LabelledSeries series = only_series("tsb", folder.path());
  EXPECT_EQ(series.family, "MBA");
  EXPECT_EQ(series.judged(), (RowRange{4, 40}));
  EXPECT_EQ(extents(series), "20-20");
}

}  // namespace
}  // namespace tidegate
