#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/missing.h"
#include "render/text_picture.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

using namespace std::chrono_literals;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::vector<float> wave(std::size_t rows) {
  std::vector<float> out(rows);
  for (std::size_t i = 0; i < rows; ++i) out[i] = static_cast<float>(std::sin(0.02 * static_cast<double>(i)));
  return out;
}

PlotInput plot_of(const std::vector<float>& values, int width = 100, int height = 20) {
  PlotInput input;
  input.title = "flow";
  input.values = values;
  input.size = {width, height};
  return input;
}

/// Braille patterns are E2 A0 to E2 A3 and one more byte.
bool has_braille(const std::string& line) {
  for (const char* lead : {"\xe2\xa0", "\xe2\xa1", "\xe2\xa2", "\xe2\xa3"}) {
    if (line.find(lead) != std::string::npos) return true;
  }
  return false;
}

/// The lowest line of the chart that has dots.
std::string lowest_curve(const std::string& text) {
  std::string found;
  for (const std::string& line : lines_of(text)) {
    if (has_braille(line) && line.find("observed") == std::string::npos) found = line;
  }
  return found;
}

TEST(TerminalPlot, FillsExactlyTheLinesAndNeverMoreThanTheWidth) {
  const auto values = wave(5000);
  for (const auto& [width, height] : {std::pair{40, 10}, {80, 24}, {100, 20}, {213, 50}}) {
    const auto lines = lines_of(plot_terminal(plot_of(values, width, height)));
    EXPECT_EQ(lines.size(), static_cast<std::size_t>(height));
    for (const std::string& line : lines) EXPECT_LE(character_count(line), static_cast<std::size_t>(width));
  }
}

TEST(TerminalPlot, ASpikeOfOneRowIsSeenAtEveryWidth) {
  for (const int width : {40, 57, 80, 100, 160}) {
    for (const std::size_t at : {std::size_t{0}, std::size_t{31'415}, std::size_t{99'999}}) {
      auto values = wave(100'000);
      values[at] = 50;
      const auto lines = lines_of(plot_terminal(plot_of(values, width)));
      EXPECT_TRUE(has_braille(lines[1])) << "width " << width << ", row " << at;
    }
  }
}

TEST(TerminalPlot, MissingValuesLeaveAHole) {
  std::vector<float> values(90, 1.F);
  std::fill(values.begin() + 30, values.begin() + 60, kMissingValue);
  const std::string text = plot_terminal(plot_of(values));
  EXPECT_NE(lowest_curve(text).find(std::string(28, ' ')), std::string::npos) << text;
}

TEST(TerminalPlot, MissingRowsInTimeLeaveAHoleToo) {
  std::vector<float> values(60, 1.F);
  std::vector<Timestamp> time;
  for (int i = 0; i < 60; ++i) time.push_back(Timestamp{(i < 30 ? i : i + 30) * 1h});
  PlotInput input = plot_of(values);
  input.time = time;
  const std::string text = plot_terminal(input);
  EXPECT_NE(lowest_curve(text).find(std::string(28, ' ')), std::string::npos) << text;
}

TEST(TerminalPlot, AConstantSeriesStandsInTheMiddle) {
  const std::vector<float> values(500, 7.F);
  const auto lines = lines_of(plot_terminal(plot_of(values)));
  std::size_t drawn = 0;
  for (std::size_t i = 1; i < lines.size(); ++i) drawn += has_braille(lines[i]) ? 1 : 0;
  EXPECT_EQ(drawn, 1U);
  EXPECT_NE(lines[9].find("7┤"), std::string::npos);
}

TEST(TerminalPlot, OneRowIsADot) {
  const std::vector<float> values = {3};
  const std::string text = plot_terminal(plot_of(values));
  EXPECT_EQ(lines_of(text).size(), 20U);
  EXPECT_NE(text.find("3┤"), std::string::npos);
}

TEST(TerminalPlot, NoValueAndNoRowAreSaid) {
  for (const auto& values : {std::vector<float>(100, kMissingValue), std::vector<float>{}}) {
    EXPECT_NE(plot_terminal(plot_of(values)).find("no values to plot"), std::string::npos);
  }
}

TEST(TerminalPlot, EventsAreMarkedAndNumberedUnderTheirPlace) {
  const auto values = wave(1000);
  const std::vector<PlotEvent> events = {{0, 99, 1}, {500, 500, 12}};
  PlotInput input = plot_of(values);
  input.events = events;
  const auto lines = lines_of(plot_terminal(input));
  const auto marks = std::ranges::find_if(lines.begin() + 1, lines.end(),
                                          [](const auto& line) { return line.find("▲") != std::string::npos; });
  ASSERT_NE(marks, lines.end());
  EXPECT_NE(marks->find("━▲━"), std::string::npos);
  const auto second = marks->find("▲12");
  ASSERT_NE(second, std::string::npos);
  EXPECT_NEAR(static_cast<double>(character_count(marks->substr(0, second))), 9 + 45, 1);
}

TEST(TerminalPlot, TheNormalBandIsShadedAroundWhatWasExpected) {
  std::vector<float> values(200, 0.F), expected(200, 0.F);
  values[100] = 10;
  const std::vector<float> lower(200, -3.F), upper(200, 3.F);
  PlotInput input = plot_of(values);
  input.expected = expected;
  input.lower = lower;
  input.upper = upper;
  EXPECT_NE(plot_terminal(input).find("░░░░"), std::string::npos);
  input.lower = input.upper = {};
  EXPECT_EQ(plot_terminal(input).find("░"), std::string::npos);
}

TEST(TerminalPlot, TheScoreStandsUnderTheSeriesWithItsThreshold) {
  const auto values = wave(300);
  const std::vector<float> score(300, 2.F);
  PlotInput input = plot_of(values);
  input.score = score;
  input.threshold = 3.5;
  const std::string text = plot_terminal(input);
  EXPECT_NE(text.find("3.5 ┄│┄┄┄"), std::string::npos) << text;
  EXPECT_NE(text.find("score│███"), std::string::npos) << text;
}

TEST(TerminalPlot, ColourIsOnlyUsedWhenAsked) {
  const auto values = wave(300);
  PlotInput input = plot_of(values);
  EXPECT_EQ(plot_terminal(input).find('\033'), std::string::npos);
  input.colour = true;
  EXPECT_NE(plot_terminal(input).find('\033'), std::string::npos);
}

TEST(TerminalPlot, ValuesFarFromZeroKeepTheDigitsThatTellThemApart) {
  std::vector<float> values = wave(100);
  PlotInput input = plot_of(values);
  input.offset = 1e9;
  const auto lines = lines_of(plot_terminal(input));
  EXPECT_NE(lines[1].substr(0, 14), lines[17].substr(0, 14));
}

TEST(TerminalPlot, WithTimeTheAxisIsNamedByDates) {
  const auto values = wave(24 * 30);
  std::vector<Timestamp> time;
  for (int i = 0; i < 24 * 30; ++i)
    time.push_back(Timestamp(std::chrono::sys_days{std::chrono::March / 20 / 2022}) + i * 1h);
  PlotInput input = plot_of(values);
  input.time = time;
  const auto lines = lines_of(plot_terminal(input));
  EXPECT_NE(lines.back().find("4 Apr"), std::string::npos) << lines.back();
}

}  // namespace
}  // namespace tidegate
