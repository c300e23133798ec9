#include <gtest/gtest.h>

#include "temporary_folder.h"
#include "unit/read/test_input.h"
#include "unit/series_set/set_support.h"

namespace tidegate {
namespace {

constexpr const char* kTimedFlow = "time,v\n2024-01-01T00:00Z,1\n2024-01-01T00:01Z,2\n2024-01-01T00:02Z,4\n";
constexpr const char* kAccounts = "time,who,v\n0,b,0\n1,a,1\n2,b,2\n3,c,3\n4,a,4\n";

TEST(FileSet, IsOneTableUnderTheFilesOwnName) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "pump 7.csv", kTimedFlow));
  EXPECT_EQ(set.name(), (folder / "pump 7.csv").string());
  EXPECT_EQ(ids_of(set), Names{"pump 7.csv"});
  EXPECT_EQ(file_names_of(set), Names{"pump 7"});
  EXPECT_FALSE(set.is_collection());
  EXPECT_TRUE(set.is_rereadable());
}

TEST(FileSet, OpenedAndReadItGivesTheSameRowsAsOftenAsWanted) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "flow.csv", kTimedFlow));
  expect_same_rows_however_read(set, 0);
  const SeriesTable table = table_of(set, 0);
  EXPECT_EQ(numbers_of(table.table.rows.values), (Numbers{1, 2, 4}));
  EXPECT_EQ(table.table.time_column, "time");
  EXPECT_EQ(table.series(), 1U);
  EXPECT_FALSE(table.has_ids());
  EXPECT_EQ(table.id(0), "");
  EXPECT_EQ(table.in_input(0, 2), 2U);
}

TEST(FileSet, OfATableOfIdsEachHasItsRowsOneAfterTheOther) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "accounts.csv", kAccounts), {.reading = {.key = "who"}});
  EXPECT_EQ(set.size(), 1U) << "worked on as a whole";
  EXPECT_FALSE(set.is_collection());
  EXPECT_EQ(set.reading().key, "who");
  const SeriesTable table = table_of(set, 0);
  EXPECT_TRUE(table.has_ids());
  EXPECT_EQ(table.begin, (std::vector<std::size_t>{0, 2, 4, 5}));
  EXPECT_EQ(table.input_row, (std::vector<std::size_t>{0, 2, 1, 4, 3}));
  EXPECT_EQ((Names{table.id(0), table.id(1), table.id(2)}), (Names{"b", "a", "c"}));
  EXPECT_EQ(table.in_input(1, 1), 4U);
  EXPECT_EQ(numbers_of(table.table.rows.values), (Numbers{0, 2, 1, 4, 3}));
  expect_same_rows_however_read(set, 0);
}

TEST(FileSet, ATableIsReadAsItIsAskedForAndNotAsTheSetWasOpened) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "flow.csv", kTimedFlow));
  const auto means = set.read_table(0, {.resample = std::chrono::minutes(2)});
  ASSERT_TRUE(means) << means.error().message();
  EXPECT_EQ(numbers_of(means->table.rows.values), (Numbers{1.5, 4}));
}

TEST(FileSet, StandardInputCanBeReadOnceAndIsNotTouchedBefore) {
  const SeriesSet set = set_of("-");
  EXPECT_EQ(ids_of(set), Names{"standard input"});
  EXPECT_FALSE(set.is_rereadable());
  EXPECT_FALSE(set.is_collection());
  EXPECT_TRUE(set.may_have_time());
}

TEST(FileSet, AFileThatIsNotThereFailsWhenItsTableIsAskedFor) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(folder / "absent.csv");
  EXPECT_TRUE(set.may_have_time()) << "nothing says that it has none";
  const auto read = set.read_table(0, set.reading());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::kData);
  EXPECT_NE(read.error().message().find("absent.csv"), std::string::npos) << read.error().message();
  EXPECT_FALSE(set.open_table(0, set.reading()));
}

TEST(FileSet, TellsFromTheHeadWhetherThereAreTimes) {
  const TemporaryFolder folder;
  EXPECT_TRUE(set_of(write_file(folder / "timed.csv", kTimedFlow)).may_have_time());
  EXPECT_FALSE(set_of(write_file(folder / "bare.csv", "v\n1\n2\n")).may_have_time());
  EXPECT_FALSE(set_of(folder / "timed.csv", {.reading = {.time = "none"}}).may_have_time());
}

TEST(FileSet, AFileNameHasNoEndingEvenIfTheFileIsGzipped) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "flow.csv.gz", gzip(kTimedFlow)));
  EXPECT_EQ(ids_of(set), Names{"flow.csv.gz"});
  EXPECT_EQ(file_names_of(set), Names{"flow"});
  EXPECT_EQ(numbers_of(table_of(set, 0).table.rows.values), (Numbers{1, 2, 4}));
}

}  // namespace
}  // namespace tidegate
