#include "render/event_table.h"
#include "spelled.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace tidegate {
namespace {

Event event_at(std::size_t start, std::size_t end, double severity, double score) {
  const auto hour = [](std::size_t row) { return Timestamp(std::chrono::seconds(1650351600 + 3600 * row)); };
  return {.start_index = start,
          .end_index = end,
          .peak_index = start,
          .start = hour(start),
          .end = hour(end),
          .peak = hour(start),
          .utc_offset_minutes = 0,
          .severity = severity,
          .score = score,
          .flagged_rows = 1,
          .direction = "up",
          .channels = {{"Water flow [l/s]", 83.1, 41, 35.2, 47.9, 1}}};
}

Detection sample_table() {
  return {.source = "water-flow.csv",
          .rows = 24000,
          .channels = {"Water flow [l/s]"},
          .has_time = true,
          .trained_on = RowRange{0, 634},
          .threshold = 3.71,
          .warmup_rows = 48,
          .events = {event_at(700, 700, 10, 4.1), event_at(1200, 1204, 56, 9.2), event_at(9000, 9120, 92.4, 61.5)}};
}

std::size_t longest_line(const std::string& text) {
  std::istringstream lines(text);
  std::size_t longest = 0;
  for (std::string line; std::getline(lines, line);)
    longest = std::max(
        longest, static_cast<std::size_t>(std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; })));
  return longest;
}

TEST(EventTable, ReadsLikeASentenceAndALineAnEvent) {
  EXPECT_EQ(format_event_table(sample_table(), false),
            "3 events in 23,366 rows of Water flow [l/s]; threshold 3.71; times in UTC\n"
            "\n"
            "#  when                            rows  severity     score       value  expected\n"
            "1  2022-05-18 11:00                   1  low 10       4.1 (1.1×)   83.1  41 (35.2 – 47.9)\n"
            "2  2022-06-08 07:00 – 11:00           5  high 56      9.2 (2.5×)   83.1  41 (35.2 – 47.9)\n"
            "3  2023-04-29 07:00 – 05-04 07:00   121  critical 92  61.5 (17×)   83.1  41 (35.2 – 47.9)\n"
            "\n"
            "trained on rows 0–633; no score in the first 48 rows (warm-up)\n");
}

// The same with several channels of long names.
Detection several_channels() {
  Detection detection = sample_table();
  detection.channels = {"Überlauf der Rückhaltebecken [m³/s]", "level"};
  for (Event& event : detection.events)
    event.channels = {{detection.channels[0], 1, 2, 0, 3, 0.62}, {"level", 1, 1, 0, 2, 0.38}};
  return detection;
}

TEST(EventTable, FitsAHundredColumns) {
  EXPECT_LE(longest_line(format_event_table(sample_table(), false)), 100U);
  EXPECT_LE(longest_line(format_event_table(several_channels(), false)), 100U);
}

TEST(EventTable, WithoutTimesThereIsNoTimeColumn) {
  Detection detection = sample_table();
  detection.has_time = false;
  for (Event& event : detection.events) event.start.reset(), event.end.reset();
  const std::string text = format_event_table(detection, false);
  EXPECT_EQ(text.find("when"), std::string::npos);
  EXPECT_EQ(text.find("times in"), std::string::npos);
}

TEST(EventTable, WithoutEventsItSaysWhy) {
  Detection detection = sample_table();
  detection.events.clear();
  EXPECT_TRUE(format_event_table(detection, false)
                  .starts_with("No events: no score reached the threshold 3.71 in 23,366 rows of Water flow [l/s]\n"));
}

TEST(EventTable, AmongSeveralChannelsNameAndShareAreShown) {
  const std::string text = format_event_table(several_channels(), false);
  EXPECT_NE(text.find("channel"), std::string::npos);
  EXPECT_NE(text.find("1  2 (0 – 3)   62 %"), std::string::npos) << text;
}

TEST(EventTable, SecondsAreShownIfAnEventNeedsThemAndZonesIfTheyDiffer) {
  Detection detection = sample_table();
  *detection.events[0].start += std::chrono::milliseconds(1500);
  detection.events[1].utc_offset_minutes = 120;
  const std::string text = format_event_table(detection, false);
  EXPECT_NE(text.find("11:00:01.5 – 11:00:00"), std::string::npos);
  EXPECT_NE(text.find("times in the input's own zone"), std::string::npos);
}

TEST(EventTable, LongNamesAreClippedByCharactersNotBytes) {
  EXPECT_NE(format_event_table(several_channels(), false).find("  Überlauf…  "), std::string::npos)
      << format_event_table(several_channels(), false);
}

TEST(EventTable, WithoutTimesTheRowsTellThePlace) {
  Detection detection = sample_table();
  detection.has_time = false;
  EXPECT_NE(format_event_table(detection, false).find("1200–1204"), std::string::npos);
}

TEST(EventTable, ColourAddsCodesAndNothingElse) {
  std::string styled = format_event_table(sample_table(), true);
  EXPECT_NE(styled.find("\x1b[1;35mcritical 92\x1b[0m"), std::string::npos);
  for (std::size_t at; (at = styled.find('\x1b')) != std::string::npos;)
    styled.erase(at, styled.find('m', at) - at + 1);
  EXPECT_EQ(styled, format_event_table(sample_table(), false));
}

TEST(EventTable, NamesAreNeverCutSoFarThatTwoChannelsLookAlike) {
  Detection detection = several_channels();
  detection.channels = {"UNIT2.PT101.PV", "UNIT2.PT102.PV"};
  for (Event& event : detection.events) event.channels = {{detection.channels[1], 1, 2, 0, 3, 1}};
  EXPECT_NE(format_event_table(detection, false).find("UNIT2.PT102"), std::string::npos)
      << format_event_table(detection, false);
}

TEST(EventTable, OfKeysNamesTheKeyOfEachEventAndItsInputRows) {
  Detection detection = sample_table();
  detection.trained_on.reset();
  detection.events.resize(1);
  detection.events[0].end_index = 720;
  detection.events[0].series = "a17";
  detection.keyed = {.column = "account",
                     .keys = {{"a17", 20, 1, 4.1, 10}, {"b", 30, 0, 1, 0}},
                     .trained_rows = 25,
                     .trained_keys = 2};
  EXPECT_EQ(format_event_table(detection, false),
            "1 event in 23,975 rows of Water flow [l/s], 2 series (account); threshold 3.71; times in UTC\n"
            "\n"
            "account  rows  events  severity  highest score\n"
            "a17        20       1  low 10    4.1 (1.1×)\n"
            "\n"
            "#  account  when              rows     severity  score       value  expected\n"
            "1  a17      2022-05-18 11:00  700–720  low 10    4.1 (1.1×)   83.1  41 (35.2 – 47.9)\n"
            "\n"
            "trained on 25 rows of 2 series; no score in the first 48 rows of a series (warm-up)\n");
}

TEST(EventTable, KindsFollowWithConfidenceAndReason) {
  Detection detection = sample_table();
  detection.events[1].kind = "level-shift";
  detection.events[1].kind_confidence = 0.667;
  detection.events[1].kind_reason = "off to one side";
  EXPECT_NE(format_event_table(detection, false).find("47.9)\n\n2  level-shift (0.67): off to one side\n\ntrained"),
            std::string::npos)
      << format_event_table(detection, false);
}

TEST(EventTable, OfManyEventsTheFirstKindsAreShown) {
  Detection detection = sample_table();
  for (Event& event : detection.events) event.kind = "dip";
  detection.events.resize(25, detection.events[0]);
  const std::string text = format_event_table(detection, false, as_flags);
  EXPECT_NE(text.find("\n20  dip"), std::string::npos);
  EXPECT_EQ(text.find("\n21  dip"), std::string::npos);
  EXPECT_NE(text.find("\n…  all events: --format json\n"), std::string::npos);
}

TEST(EventTable, WhatLedToAnEventStandsBelowItsKind) {
  Detection detection = sample_table();
  const SimilarStretch similar{
      .start_index = 556, .end_index = 579, .start = {}, .end = {}, .context_before = 12, .distance = 0.254};
  detection.events[0].peak_score = 4.5;
  detection.events[0].mattered = {{.index = 699, .time = {}, .share = 0.626, .score_without = 1},
                                  {.index = 676, .time = {}, .share = 0.2, .score_without = 2}};
  detection.events[0].similar = similar;
  detection.events[0].kind = "spike";
  detection.events[0].kind_confidence = 0.9;
  detection.events[0].kind_reason = "off, then back";
  detection.events[1].peak_score = 9.25;
  detection.events[1].mattered = {{.index = 1199, .time = {}, .share = 0.9, .score_without = 1}};
  detection.events[2].similar = similar;
  const std::string text = format_event_table(detection, false);
  EXPECT_NE(
      text.find("\n\n1  spike (0.9): off, then back\n"
                "   influential rows: 699 (63 %), 676 (20 %); without the first the peak's score is 1 instead of 4.5\n"
                "   most similar stretch: rows 556–579 (distance 0.25)\n"
                "2  influential row: 1199 (90 %); without it the peak's score is 1 instead of 9.25\n"
                "3  most similar stretch: rows 556–579 (distance 0.25)\n\n"),
      std::string::npos)
      << text;
}

}  // namespace
}  // namespace tidegate
