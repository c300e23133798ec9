#include <gtest/gtest.h>

#include "temporary_folder.h"
#include "unit/read/test_input.h"
#include "unit/series_set/set_support.h"

namespace tidegate {
namespace {

const std::string kFlowTable = "time,v\n0,1\n1,2\n";

TEST(FolderSet, HoldsItsDataFilesSortedByTheirPlace) {
  const TemporaryFolder folder;
  for (const char* file : {"b.csv", "a/2.tsv", "a/10.csv", "a/deep/x.txt"}) write_file(folder / file, kFlowTable);
  write_file(folder / "c.csv.gz", gzip("v\n7\n"));
  write_file(folder / "d.jsonl", "{\"v\": 8}\n");
  const SeriesSet set = set_of(folder.path());
  EXPECT_EQ(ids_of(set), (Names{"a/10", "a/2", "a/deep/x", "b", "c", "d"}));
  EXPECT_EQ(file_names_of(set), ids_of(set));
  EXPECT_EQ(set.name(), folder.path().string());
  EXPECT_TRUE(set.is_collection());
  EXPECT_TRUE(set.is_rereadable());
  EXPECT_EQ(numbers_of(table_of(set, 4).table.rows.values), Numbers{7});
  EXPECT_EQ(numbers_of(table_of(set, 5).table.rows.values), Numbers{8});
}

TEST(FolderSet, PassesByWhatIsHiddenOrNoDataFile) {
  const TemporaryFolder folder;
  for (const char* file : {".hidden.csv", ".git/a.csv", ".git/deep/b.csv", "notes.md", "m.tidegate", "sub/.c.csv"})
    write_file(folder / file, kFlowTable);
  std::filesystem::create_directories(folder / "folder.csv");
  write_file(folder / "sub/seen.csv", kFlowTable);
  EXPECT_EQ(ids_of(set_of(folder.path())), Names{"sub/seen"});
}

TEST(FolderSet, OfOneFileIsACollectionToo) {
  const TemporaryFolder folder;
  write_file(folder / "only.csv", kFlowTable);
  const SeriesSet set = set_of(folder.path());
  EXPECT_EQ(set.size(), 1U);
  EXPECT_TRUE(set.is_collection());
}

TEST(FolderSet, OpenedAndReadATableGivesTheSameRows) {
  const TemporaryFolder folder;
  write_file(folder / "a.csv", "time,v,w\n0,1,10\n1,2,20\n");
  write_file(folder / "b.csv", "time,v,w\n0,3,30\n");
  const SeriesSet set = set_of(folder.path());
  for (const std::size_t table : {0U, 1U}) expect_same_rows_however_read(set, table);
  EXPECT_EQ(numbers_of(table_of(set, 0).table.rows.values), (Numbers{1, 10, 2, 20}));
  EXPECT_EQ(numbers_of(table_of(set, 1).table.rows.values), (Numbers{3, 30}));
}

TEST(FolderSet, AFileThatCannotBeReadLeavesTheOthersReadable) {
  const TemporaryFolder folder;
  write_file(folder / "bad.csv", "a,b\n1,2\n3\n");
  write_file(folder / "good.csv", kFlowTable);
  const SeriesSet set = set_of(folder.path());
  const auto bad = set.read_table(0, set.reading());
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().message().find("bad.csv, line 3"), std::string::npos) << bad.error().message();
  EXPECT_EQ(numbers_of(table_of(set, 1).table.rows.values), (Numbers{1, 2}));
}

TEST(FolderSet, WithoutADataFileSaysWhatWasExpected) {
  const TemporaryFolder folder;
  write_file(folder / "notes.md", "nothing");
  const Error error = opening_error(folder.path());
  EXPECT_EQ(error.kind, ErrorKind::kData);
  EXPECT_EQ(error.message(), folder.path().string() +
                                 ": no data file in this folder; expected .csv, .tsv, .txt, .jsonl, .ndjson, .json or "
                                 ".npy, each also gzipped");
}

TEST(FolderSet, TwoFilesWhoseResultsWouldHaveOneNameAreRefused) {
  const TemporaryFolder folder;
  write_file(folder / "pump/7.csv", kFlowTable);
  write_file(folder / "pump/7.csv.gz", gzip(kFlowTable));
  const Error error = opening_error(folder.path());
  EXPECT_EQ(error.kind, ErrorKind::kData);
  EXPECT_EQ(error.place.source, folder.path().string());
  EXPECT_NE(error.problem.find("'pump/7'"), std::string::npos) << error.problem;
}

TEST(FolderSet, FileNamesAreIdsWithoutCharactersOfOtherSystems) {
  const TemporaryFolder folder;
  write_file(folder / "a/12:30.csv", kFlowTable);
  const SeriesSet set = set_of(folder.path());
  EXPECT_EQ(ids_of(set), Names{"a/12:30"});
  EXPECT_EQ(file_names_of(set), Names{"a/12_30"});
}

TEST(FolderSet, MayHaveTimeIfOneFileHasOrNoneCanBeOpened) {
  const TemporaryFolder folder;
  write_file(folder / "a.csv", "v\n1\n");
  EXPECT_FALSE(set_of(folder.path()).may_have_time());
  write_file(folder / "b.csv", "");
  EXPECT_FALSE(set_of(folder.path()).may_have_time()) << "the one that can be opened has none";
  write_file(folder / "c.csv", kFlowTable);
  EXPECT_TRUE(set_of(folder.path()).may_have_time());
  write_file(folder / "a.csv", "");
  write_file(folder / "c.csv", "");
  EXPECT_TRUE(set_of(folder.path()).may_have_time()) << "nothing says that they have none";
}

}  // namespace
}  // namespace tidegate
