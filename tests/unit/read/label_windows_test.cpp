#include "read/label_windows.h"

#include <gtest/gtest.h>

#include <fstream>

#include "series_support.h"
#include "spelled.h"
#include "temporary_folder.h"

namespace tidegate {
namespace {

class LabelWindows : public testing::Test {
 protected:
  /// Twenty rows, a minute each from 1970-01-01T00:00:00Z, of pump.csv.
  static Series series(bool with_time = true) {
    Series made = testing_support::waves(20, 1, 5, with_time);
    made.source = "folder/pump.csv";
    return made;
  }

  /// "3-5 9": the rows labelled; a message where there is an error.
  std::string labelled(const std::string& windows, Series rows = series()) const {
    const auto file = folder_ / "windows";
    std::ofstream(file) << windows;
    const Status done = label_by_windows(file, "", rows);
    if (!done) return done.error().message(as_flags);
    std::string text;
    for (std::size_t t = 0; t < rows.rows.size(); ++t)
      if (rows.rows.label[t] == 1) text += (text.empty() ? "" : " ") + std::to_string(t);
    return text;
  }

  const TemporaryFolder folder_;
};

TEST_F(LabelWindows, OfCsvHoldBothEnds) {
  EXPECT_EQ(labelled("start,end\n1970-01-01 00:03:00,1970-01-01 00:05:00\n1970-01-01T00:09:00Z;1970-01-01T00:09:30Z\n"),
            "3 4 5 9");
  EXPECT_EQ(labelled("180,300\n"), "3 4 5");
}

TEST_F(LabelWindows, OfJsonAreAListOrListsByFileName) {
  const std::string list = "[[\"1970-01-01 00:03:00\", \"1970-01-01 00:04:00\"]]";
  EXPECT_EQ(labelled(list), "3 4");
  EXPECT_EQ(labelled("{\"other.csv\": [], \"sensors/pump.csv\": " + list + "}"), "3 4");
  EXPECT_EQ(labelled("{\"pump.csv\": []}"), "");
}

TEST_F(LabelWindows, WithoutTimesAreRowNumbers) {
  EXPECT_EQ(labelled("[[2, 3], [7, 7]]", series(false)), "2 3 7");
  EXPECT_NE(labelled("[[2, \"noon\"]]", series(false)).find("'noon' is not a row number"), std::string::npos);
}

TEST_F(LabelWindows, ThatHoldNoRowAreToldOfOrRefusedIfAllAreSo) {
  const auto file = folder_ / "windows";
  std::ofstream(file) << "start,end\n180,300\n1970-01-02,1970-01-03\n";
  Series rows = series();
  ASSERT_TRUE(label_by_windows(file, "", rows));
  ASSERT_EQ(rows.notes.remarks.size(), 1U);
  EXPECT_NE(rows.notes.remarks[0].find("1 of 2 windows contain no row of the input (the first: line 3, 1970-01-02"),
            std::string::npos);
  const std::string later = labelled("2034-01-01,2034-01-02\n");
  EXPECT_NE(later.find("no window contains a row of folder/pump.csv; its rows are from 1970-01-01T00:00:00Z to"),
            std::string::npos)
      << later;
  EXPECT_EQ(later.find("since 1970;"), std::string::npos) << later;
  EXPECT_NE(labelled("5000,5010\n", series(false)).find("its rows are 0 to 19"), std::string::npos);
}

TEST_F(LabelWindows, OfRowNumbersForRowsWithTimesAreRefusedWithTheReason) {
  Series rows = series();
  for (Timestamp& time : rows.rows.time) time += std::chrono::hours(24 * 365 * 30);
  const std::string refused = labelled("3,5\n", rows);
  EXPECT_NE(refused.find("'3' is read as seconds since 1970"), std::string::npos) << refused;
  EXPECT_NE(refused.find("--time none"), std::string::npos) << refused;
}

TEST_F(LabelWindows, WithoutAWindowAreRefusedWithLineAndField) {
  for (const std::string heading : {"foo,bar", "foo,bar\n\n"})
    EXPECT_NE(labelled(heading).find("line 1: 'foo' is neither a time nor a row number, and no window follows"),
              std::string::npos);
}

TEST_F(LabelWindows, ThatMakeNoSenseAreNamed) {
  EXPECT_NE(labelled("").find("is empty"), std::string::npos);
  EXPECT_NE(labelled("1970-01-01 00:03:00\n").find("line 1 has one field"), std::string::npos);
  EXPECT_NE(labelled("180,300\n300,180\n").find("line 2 ends before it starts"), std::string::npos);
  EXPECT_NE(labelled("180,noon\n").find("line 1: 'noon' is not a time"), std::string::npos);
  EXPECT_NE(labelled("[[1, 2], [3]]").find("window 2 is not a pair"), std::string::npos);
  EXPECT_NE(labelled("{\"other.csv\": []}").find("no windows for 'pump.csv'"), std::string::npos);
  EXPECT_NE(labelled("[[1, 2").find("starts like JSON"), std::string::npos);
  Series rows = series();
  EXPECT_NE(label_by_windows("nowhere.json", "", rows).error().message(as_flags).find("cannot be read"),
            std::string::npos);
}

TEST_F(LabelWindows, AnErrorHasFileLineAndOptionAsData) {
  const auto file = folder_ / "windows";
  std::ofstream(file) << "start,end\n1970-01-01T00:00:00Z\n";
  Series rows = series();
  const Error error = label_by_windows(file, "", rows).error();
  EXPECT_EQ(error.place.source, file.string());
  EXPECT_EQ(error.place.line, 2U);
  EXPECT_EQ(error.option, "label-windows");
  EXPECT_EQ(error.message(as_flags), "--label-windows " + file.string() + ": line 2 has one field; write start,end");
}

}  // namespace
}  // namespace tidegate
