#include "unit/data_set/data_set_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(UcrFormat, TheNameHoldsTheTrainingPartAndTheAnomalyCountedFromOne) {
  const TemporaryFolder folder;
  write_text(folder / "005_UCR_Anomaly_DISTORTEDheart_3_6_7.txt", "  1.0e+00\n  2\n  3\n  4\n  5\n  6\n  7\n  8\n");
  const LabelledSeries series = only_series("ucr", folder.path());
  EXPECT_EQ(series.name, "005_DISTORTEDheart");
  EXPECT_EQ(series.family, "distorted");
  EXPECT_EQ(series.training.rows.size(), 3U);
  EXPECT_EQ(extents(series), "5-6");
  EXPECT_EQ(series.test.rows.values(0, 0), 4);
}

TEST(UcrFormat, AllNumbersMayStandOnOneLine) {
  const TemporaryFolder folder;
  write_text(folder / "204_UCR_Anomaly_CHARISfive_3_6_6.txt", "   1.5   2.5   3.5   4.5   5.5   6.5\n");
  const LabelledSeries series = only_series("ucr", folder.path());
  EXPECT_EQ(series.rows(), 6U);
  EXPECT_EQ(series.family, "plain");
  EXPECT_EQ(series.test.rows.values(2, 0), 6.5);
}

TEST(UcrFormat, AnAnomalyBeyondTheEndIsAnError) {
  const TemporaryFolder folder;
  write_text(folder / "001_UCR_Anomaly_NOISEx_1_2_4.txt", "1 2 3");
  const auto set = DataSet::open("ucr", folder.path());
  EXPECT_EQ(set->family(0), "noise");
  EXPECT_FALSE(set->read(0));
}

TEST(UcrFormat, AWordThatIsNoNumberIsNamedWithItsLine) {
  const TemporaryFolder folder;
  write_text(folder / "001_UCR_Anomaly_x_1_2_2.txt", "1\n2\nthree\n");
  const auto series = DataSet::open("ucr", folder.path())->read(0);
  ASSERT_FALSE(series);
  EXPECT_EQ(series.error().place.line, 3U);
  EXPECT_NE(series.error().problem.find("'three'"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
