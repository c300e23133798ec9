#include "data_set/parts.h"

#include "unit/data_set/data_set_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

Series labelled(std::size_t rows, std::vector<std::int8_t> labels) {
  Series series = series_of("made", counting(rows));
  series.rows.label = std::move(labels);
  return series;
}

TEST(SplitSeries, ThePartsShareNoRowAndHaveNoLabels) {
  const auto series = split(labelled(5, {0, 1, 1, 0, 1}), 2);
  ASSERT_TRUE(series);
  EXPECT_EQ(series->training.rows.size(), 2U);
  EXPECT_EQ(series->test.rows.size(), 3U);
  EXPECT_EQ(series->test.rows.values(0, 0), 2);
  EXPECT_TRUE(series->training.rows.label.empty());
  EXPECT_TRUE(series->test.rows.label.empty());
  EXPECT_EQ(extents(*series), "1-2 4-4");
}

TEST(SplitSeries, TimesGoWithTheirRows) {
  Series whole = series_of("made", counting(4));
  for (int minute = 0; minute < 4; ++minute) whole.rows.time.emplace_back(std::chrono::minutes(minute));
  const auto series = split(std::move(whole), 3);
  ASSERT_EQ(series->test.rows.time.size(), 1U);
  EXPECT_EQ(series->test.rows.time[0], Timestamp(std::chrono::minutes(3)));
}

TEST(SplitSeries, APartWithoutRowsIsAnError) {
  EXPECT_FALSE(split(series_of("made", counting(4)), 0));
  EXPECT_FALSE(split(series_of("made", counting(4)), 4));
}

TEST(FilesEnding, AreSortedAndHiddenOnesPassedBy) {
  const TemporaryFolder folder;
  for (const char* name : {"b/2.csv", "a/1.csv", ".git/x.csv", "a/.hidden.csv", "a/1.txt"})
    write_text(folder / name, "");
  const auto files = files_ending(folder.path(), ".csv");
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0], folder / "a/1.csv");
  const auto entries = entries_of(folder.path(), files);
  EXPECT_EQ(entries[1].name, "b/2");
  EXPECT_EQ(entries[1].family, "b");
}

TEST(FilesEnding, OfNoFolderAreNone) { EXPECT_TRUE(files_ending("no/such/folder", ".csv").empty()); }

}  // namespace
}  // namespace tidegate
