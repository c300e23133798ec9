#include "tidegate/series_set.h"

#include <gtest/gtest.h>

#include "temporary_folder.h"
#include "unit/series/test_series.h"
#include "unit/series_set/set_support.h"

namespace tidegate {
namespace {

constexpr const char* kTable = "who,a,b\nx,1,2\ny,3,4\n";

TEST(SeriesSet, IsWhatTheInputIs) {
  const TemporaryFolder folder;
  const auto file = write_file(folder / "t.csv", kTable);
  EXPECT_EQ(ids_of(set_of(file)), Names{"t.csv"});
  EXPECT_EQ(ids_of(set_of(folder.path())), Names{"t"});
  EXPECT_EQ(ids_of(set_of(file, {.each_channel = true})), (Names{"a", "b"}));
}

TEST(SeriesSet, TheChannelsOfAFolderAreTwoWaysToMakeManySeries) {
  const TemporaryFolder folder;
  write_file(folder / "t.csv", kTable);
  const Error error = opening_error(folder.path(), {.each_channel = true});
  EXPECT_EQ(error.kind, ErrorKind::kUsage);
  EXPECT_EQ(error.option, "each-channel");
  EXPECT_EQ(error.message(),
            "each_channel takes one file, and " + folder.path().string() + " is a folder whose files are the series");
}

TEST(SeriesSet, TheIdsOfAFolderAreTwoWaysToMakeManySeries) {
  const TemporaryFolder folder;
  write_file(folder / "t.csv", kTable);
  const Error error = opening_error(folder.path(), {.reading = {.key = "who"}});
  EXPECT_EQ(error.kind, ErrorKind::kUsage);
  EXPECT_EQ(error.option, "key");
  EXPECT_EQ(error.message(), "key takes one table, and " + folder.path().string() +
                                 " is a folder whose files are the series; put them into one file, or leave out key");
}

TEST(SeriesSet, AFolderIsRefusedWhereOneTableIsWanted) {
  const TemporaryFolder folder;
  const Error error = opening_error(folder.path(), {.one_table = true});
  EXPECT_EQ(error.kind, ErrorKind::kData);
  EXPECT_EQ(error.message(), folder.path().string() + ": is a directory; name one file in it");
}

TEST(SeriesSet, AnInputTellsByItsPathWhetherItStandsForManySeries) {
  const TemporaryFolder folder;
  const auto file = write_file(folder / "t.csv", kTable);
  EXPECT_TRUE(SeriesSet::is_collection(folder.path(), false));
  EXPECT_TRUE(SeriesSet::is_collection(file, true));
  EXPECT_FALSE(SeriesSet::is_collection(file, false));
  EXPECT_FALSE(SeriesSet::is_collection("-", false));
  EXPECT_TRUE(SeriesSet::collections_help().starts_with("a folder of such files"));
}

TEST(SeriesSet, AFileThatIsReadIsNotToBeWritten) {
  const TemporaryFolder folder;
  write_file(folder / "t.csv", kTable);
  write_file(folder / "u.csv", kTable);
  const SeriesSet set = set_of(folder.path());
  EXPECT_TRUE(check_replaces_none(set, {"-", folder / "other.csv"}));
  const Status refused = check_replaces_none(set, {folder / "other.csv", folder / "." / "u.csv"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kUsage);
  EXPECT_NE(refused.error().message().find("u.csv is an input file and would be overwritten; choose another place"),
            std::string::npos)
      << refused.error().message();
  EXPECT_EQ(set.file(0), folder / "t.csv");
  EXPECT_EQ(set_of(folder / "t.csv").file(0), "");
}

TEST(SeriesSet, ChannelsAndSeriesInMemoryAreReadBeforeADetectorIsAsked) {
  const TemporaryFolder folder;
  const auto file = write_file(folder / "t.csv", kTable);
  EXPECT_FALSE(set_of(file).is_read());
  EXPECT_FALSE(set_of(folder.path()).is_read());
  EXPECT_TRUE(set_of(file, {.each_channel = true}).is_read());
  EXPECT_TRUE(SeriesSet::of({Series()}).is_read());
}

TEST(SeriesSet, IdsAndChannelsOfOneTableAreTwoWaysToMakeManySeries) {
  const TemporaryFolder folder;
  const Error error =
      opening_error(write_file(folder / "t.csv", kTable), {.reading = {.key = "who"}, .each_channel = true});
  EXPECT_EQ(error.kind, ErrorKind::kUsage);
  EXPECT_EQ(error.option, "key");
  EXPECT_EQ(error.message(),
            "key and each_channel both split one table into series; leave out one of "
            "them");
}

TEST(SeriesSet, NoKeyByNameContradictsNothing) {
  const TemporaryFolder folder;
  const auto file = write_file(folder / "t.csv", kTable);
  EXPECT_EQ(set_of(folder.path(), {.reading = {.key = "none"}}).size(), 1U);
  EXPECT_EQ(set_of(file, {.reading = {.key = "none"}, .each_channel = true}).size(), 2U);
}

TEST(SeriesSet, KeepsHowItWasOpened) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "t.csv", kTable), {.reading = {.channels = {"b"}}});
  EXPECT_EQ(set.reading().channels, Names{"b"});
  EXPECT_EQ(numbers_of(table_of(set, 0).table.rows.values), (Numbers{2, 4}));
}

TEST(SeriesSet, ACopyOutlivesWhatItWasCopiedFrom) {
  auto set = std::make_unique<SeriesSet>(SeriesSet::of({test_series({1, 2, 3})}));
  const SeriesSet copy = *set;
  set.reset();
  EXPECT_EQ(ids_of(copy), Names{"test.csv"});
  EXPECT_EQ(numbers_of(table_of(copy, 0).table.rows.values), (Numbers{1, 2, 3}));
}

}  // namespace
}  // namespace tidegate
