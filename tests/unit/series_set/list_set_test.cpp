#include <gtest/gtest.h>

#include "temporary_folder.h"
#include "unit/series_set/set_support.h"

namespace tidegate {
namespace {

const std::string kListed = "time,v\n0,1\n1,2\n";

/// A folder with a few series, in which lists are written.
class ListSet : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* file : {"a.csv", "pump/7.csv", "pump/8.csv", "other/7.dat"}) write_file(folder_ / file, kListed);
  }
  std::filesystem::path list(const std::string& text) const { return write_file(folder_ / "lists/some.list", text); }
  std::string refusal(const std::string& text) const {
    const Error error = opening_error(list(text));
    EXPECT_EQ(error.kind, ErrorKind::kData);
    EXPECT_EQ(error.place.source, (folder_ / "lists/some.list").string());
    const std::string message = error.message();
    return message.substr(message.find("some.list"));
  }

  TemporaryFolder folder_;
};

TEST_F(ListSet, HoldsTheFilesItNamesInTheirOrderAndNoOthers) {
  const SeriesSet set = set_of(list("../pump/7.csv\n../a.csv\n"));
  EXPECT_EQ(ids_of(set), (Names{"../pump/7", "../a"}));
  EXPECT_EQ(file_names_of(set), (Names{"__/pump/7", "__/a"})) << "results stay within their folder";
  EXPECT_TRUE(set.is_collection());
  EXPECT_TRUE(set.is_rereadable());
  EXPECT_EQ(numbers_of(table_of(set, 1).table.rows.values), (Numbers{1, 2}));
  for (const std::size_t table : {0U, 1U}) expect_same_rows_however_read(set, table);
}

TEST_F(ListSet, PathsBeginAtTheListsFolderUnlessTheyAreWhole) {
  const auto whole = (folder_ / "a.csv").string();
  const SeriesSet set = set_of(write_file(folder_ / "here.list", "pump/7.csv\n" + whole));
  EXPECT_EQ(ids_of(set), (Names{"pump/7", whole.substr(0, whole.size() - 4)}));
}

TEST_F(ListSet, EmptyLinesAndRemarksAreSkippedAndLinesEndAsOnEverySystem) {
  const SeriesSet set = set_of(list("\xEF\xBB\xBF# pumps\r\n\r\n../pump/7.csv\r\n \t\n#../a.csv\n../pump/8.csv"));
  EXPECT_EQ(ids_of(set), (Names{"../pump/7", "../pump/8"}));
}

TEST_F(ListSet, AFieldBehindATabIsTheSeriesName) {
  const SeriesSet set = set_of(list("../pump/7.csv\tnorth 7\n../a.csv\t\n"));
  EXPECT_EQ(ids_of(set), (Names{"north 7", "../a"})) << "an empty one is none";
}

TEST_F(ListSet, AFileOfAnyEndingCanBeNamed) { EXPECT_EQ(ids_of(set_of(list("../other/7.dat"))), Names{"../other/7"}); }

TEST_F(ListSet, WhatCannotBeASeriesIsNamedWithItsLineAndARemedy) {
  EXPECT_EQ(refusal("../a.csv\n\n../b.csv\n"),
            "some.list, line 3: there is no file '../b.csv'; correct the path, which begins at the list's folder, or "
            "take the line out");
  EXPECT_EQ(refusal("../pump\n"),
            "some.list, line 1: '../pump' is a folder; name the files in it, or give the folder itself");
  EXPECT_EQ(refusal("\tname\n"), "some.list, line 1: no path before the tab; write PATH, a tab and the series' name");
  EXPECT_EQ(refusal("../a.csv\tx\ty\n"),
            "some.list, line 1: more than two fields; write PATH, a tab and the series' name");
}

TEST_F(ListSet, AFileNamedTwiceIsRefusedHoweverItIsWritten) {
  EXPECT_EQ(refusal("../a.csv\n../pump/7.csv\n../pump/../a.csv\tother\n"),
            "some.list, line 3: '../pump/../a.csv' stands already in line 1; take one out");
}

TEST_F(ListSet, ASeriesNameGivenTwiceIsRefused) {
  EXPECT_EQ(refusal("../a.csv\tx:1\n../pump/7.csv\tx*1\n"),
            "some.list, line 2: the series of line 1 is named 'x*1' too; write another name behind the path, after a "
            "tab");
}

TEST_F(ListSet, AListWithoutAFileSaysWhatItShouldHold) {
  EXPECT_EQ(refusal("# nothing yet\n"), "some.list: names no file; write one path a line");
}

TEST_F(ListSet, AListThatIsNotThereIsNamed) {
  const Error error = opening_error(folder_ / "absent.list");
  EXPECT_EQ(error.kind, ErrorKind::kData);
  EXPECT_NE(error.message().find("absent.list"), std::string::npos) << error.message();
}

TEST_F(ListSet, IsKnownByItsEndingAndIsNoTable) {
  const auto file = list("../a.csv\n");
  EXPECT_TRUE(SeriesSet::is_collection(file, false));
  EXPECT_EQ(opening_error(file, {.one_table = true}).message(),
            file.string() + ": is a list of files; name one file in it");
  EXPECT_EQ(opening_error(file, {.reading = {.key = "who"}}).option, "key");
  EXPECT_NE(SeriesSet::collections_help().find("NAME.list"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
