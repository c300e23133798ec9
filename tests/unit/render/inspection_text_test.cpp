#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "spelled.h"
#include "tidegate/render.h"
#include "unit/series/test_series.h"

namespace tidegate {
namespace {

Inspection with_gap() {
  Series series = test_series({1, 2, 3, 4, 4}, {0, 10, 20, 50, 50});
  series.notes.bytes = 2500;
  series.notes.left_out = {"state (text)"};
  return inspect(series);
}

TEST(InspectionText, SaysWhatIsThereByRowAndTime) {
  const std::string text = format_inspection_text(with_gap());
  for (const char* words : {"test.csv: 5 rows, 1 channel, 2.5 kB", "1970-01-01T00:00:00Z to 1970-01-01T00:00:50Z",
                            "step      10 s", "1 gap, 2 rows missing; longest 2 rows (30 s) after row 2",
                            "1 duplicate time stamp, first row 4", "Columns left out\n  - state (text)", "Notes\n  - "})
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
}

TEST(InspectionText, TheColumnsOfTheTableAreAligned) {
  Inspection in = with_gap();
  in.channels.push_back(in.channels[0]);
  in.channels[1].channel.name = "Wärme [°C]";
  in.channels[0].missing = 1;
  std::istringstream lines(format_inspection_text(in));
  std::vector<std::string> table;
  for (std::string line; std::getline(lines, line);)
    if (line.starts_with("channel") || line.starts_with("v ") || line.starts_with("Wärme")) table.push_back(line);
  ASSERT_EQ(table.size(), 3U);
  const auto column_end = [](const std::string& line, std::string_view word) {
    const std::size_t end = line.find(word) + word.size();
    return std::count_if(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(end),
                         [](char c) { return (c & 0xC0) != 0x80; });
  };
  EXPECT_EQ(column_end(table[0], "missing"), column_end(table[1], "20 %"));
  EXPECT_EQ(column_end(table[0], "missing"), column_end(table[2], "–"));
}

TEST(InspectionText, KeysHaveALineAndTheStepIsThatWithinThem) {
  const std::string text = format_inspection_text(inspect(test_keys({80, 41, 6, 3, 1})));
  for (const char* words :
       {"test.csv: 131 rows of 5 series, 1 channel",
        "series    5 in column 'who', of 1 to 80 rows, median 6; 3 too short",
        "step      1 min, jitter 0 %, regular: 100 % of the rows follow the previous row of their series by one step",
        "order     rising within each series"})
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
}

TEST(InspectionText, StepsAreWrittenInTheirOwnUnit) {
  for (const auto& [seconds, words] : {std::pair{300, "step      5 min,"},
                                       {3600, "step      1 h,"},
                                       {86400, "step      1 d,"},
                                       {90, "step      90 s,"}})
    EXPECT_NE(format_inspection_text(inspect(test_series({1, 2, 3}, {0, seconds, 2 * seconds}))).find(words),
              std::string::npos)
        << words;
}

TEST(InspectionText, LongSpansAreWrittenInLargeUnits) {
  const std::string text = format_inspection_text(inspect(test_series({1, 2, 3}, {0, 60, 29'990 * 60})));
  EXPECT_NE(text.find("(20 d 19 h)"), std::string::npos) << text;
}

TEST(InspectionText, LabelsHaveALine) {
  Series series = test_series({1, 2, 3, 4, 5, 6, 7, 8}, {0, 10, 20, 30, 40, 50, 60, 70});
  series.rows.label = {0, 1, 1, 0, 0, 1, 0, 0};
  const std::string text = format_inspection_text(inspect(series));
  EXPECT_NE(
      text.find("labels    3 anomalous rows, 37.5 %, in 2 stretches; first row 1 (1970-01-01T00:00:10Z), last row 5 "
                "(1970-01-01T00:00:50Z)"),
      std::string::npos)
      << text;
  series.rows.label.assign(8, 0);
  EXPECT_NE(format_inspection_text(inspect(series)).find("labels    no row is anomalous"), std::string::npos);
  series.rows.label.clear();
  EXPECT_EQ(format_inspection_text(inspect(series)).find("labels"), std::string::npos);
}

TEST(InspectionText, ASeriesWithoutTimeSaysSo) {
  EXPECT_NE(format_inspection_text(inspect(test_series({1, 2}))).find("time      none; rows are numbered from 0"),
            std::string::npos);
}

TEST(InspectionText, SpellsTheOptionsThatAdviceNames) {
  const Inspection in = inspect(test_series({1, 2, 3}));
  EXPECT_NE(format_inspection_text(in, as_flags).find("larger --train-part"), std::string::npos);
  EXPECT_NE(format_inspection_text(in).find("larger train_part"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
