#include <gtest/gtest.h>

#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;
using Rule = Combination::Rule;

Detection rows_detection(const std::string& source, const std::vector<std::pair<std::size_t, std::size_t>>& stretches) {
  Detection detection;
  detection.source = source;
  for (const auto& [start, end] : stretches) {
    Event event;
    event.start_index = start, event.end_index = end, event.severity = 50;
    detection.events.push_back(event);
  }
  return detection;
}

Detection minutes_detection(const std::string& source, std::size_t start, std::size_t end) {
  Detection detection = rows_detection(source, {{start, end}});
  detection.has_time = true, detection.step = std::chrono::minutes(1);
  for (Event& event : detection.events)
    event.start = minute_time(event.start_index), event.end = minute_time(event.end_index);
  return detection;
}

const std::vector<Detection>& three_detections() {
  static const std::vector<Detection> all = {rows_detection("a", {{0, 5}, {20, 22}}), rows_detection("b", {{4, 8}}),
                                             rows_detection("c", {{5, 30}})};
  return all;
}

std::string words(const std::string& rule, const std::string& within = "") {
  return must(combine(three_detections(), must(parse_combination(rule, within)))).words;
}

/// "0-8 20-22"
std::string rows(const std::string& rule, const std::string& within = "") {
  std::string text;
  for (const CombinedEvent& event : must(combine(three_detections(), must(parse_combination(rule, within)))).events)
    text += (text.empty() ? "" : " ") + std::to_string(event.start_index) + "-" + std::to_string(event.end_index);
  return text;
}

TEST(ParseCombination, ReadsTheRule) {
  EXPECT_EQ(must(parse_combination("or", "")).rule, Rule::kAny);
  EXPECT_EQ(must(parse_combination("and", "")).rule, Rule::kAll);
  const Combination least = must(parse_combination("at-least:3", ""));
  EXPECT_EQ(least.rule, Rule::kAtLeast);
  EXPECT_EQ(least.least, 3U);
}

TEST(ParseCombination, ReadsRowsOrALengthOfTime) {
  const Combination none = must(parse_combination("and", ""));
  EXPECT_EQ(none.within_rows, 0);
  EXPECT_EQ(none.within.count(), 0);
  EXPECT_EQ(must(parse_combination("and", "3")).within_rows, 3);
  const Combination time = must(parse_combination("and", "5m"));
  EXPECT_EQ(time.within, std::chrono::minutes(5));
  EXPECT_EQ(time.within_rows, 0);
  EXPECT_EQ(time.within_words, "5m");
}

TEST(ParseCombination, RefusesWhatIsNoRule) {
  for (const char* text : {"", "xor", "at-least", "at-least:", "at-least:0", "at-least:-1", "at-least:2x", "OR"}) {
    const auto refused = parse_combination(text, "");
    EXPECT_EQ(kind_of(refused), ErrorKind::kUsage) << text;
    if (refused) continue;
    EXPECT_EQ(refused.error().option, "combine") << text;
    EXPECT_FALSE(refused.error().remedies.empty());
  }
}

TEST(ParseCombination, RefusesWhatIsNoWidth) {
  for (const char* text : {"-1", "x", "5 parsecs", "3.5"}) {
    const auto refused = parse_combination("and", text);
    EXPECT_EQ(kind_of(refused), ErrorKind::kUsage) << text;
    if (!refused) {
      EXPECT_EQ(refused.error().option, "within") << text;
    }
  }
}

TEST(CheckCombination, MoreSeriesThanThereAreIsRefused) {
  const Combination three_of = must(parse_combination("at-least:3", ""));
  EXPECT_TRUE(check_combination(three_of, 3, true));
  const auto refused = check_combination(three_of, 2, true);
  EXPECT_EQ(kind_of(refused), ErrorKind::kUsage);
  EXPECT_NE(message_of(refused).find("only 2 series"), std::string::npos) << message_of(refused);
}

TEST(CheckCombination, ALengthOfTimeIsRefusedWhereNoSeriesHasTimes) {
  const Combination time = must(parse_combination("and", "5m")), in_rows = must(parse_combination("and", "5"));
  EXPECT_TRUE(check_combination(time, 2, true));
  EXPECT_EQ(kind_of(check_combination(time, 2, false)), ErrorKind::kUsage);
  EXPECT_TRUE(check_combination(in_rows, 2, false));
}

TEST(CombineDetections, CountsSeriesByTheRule) {
  EXPECT_EQ(rows("or"), "0-30");
  EXPECT_EQ(rows("and"), "5-5");
  EXPECT_EQ(rows("at-least:2"), "4-8 20-22");
  EXPECT_EQ(must(combine(three_detections(), must(parse_combination("and", "")))).at_least, 3U);
}

TEST(CombineDetections, TakesEventsThatLieApartWithinTheWidth) {
  const std::vector<Detection> apart = {rows_detection("a", {{0, 5}}), rows_detection("b", {{8, 9}})};
  const auto count = [&](const char* within) {
    return must(combine(apart, must(parse_combination("and", within)))).events.size();
  };
  EXPECT_EQ(count(""), 0U);
  EXPECT_EQ(count("2"), 0U);
  EXPECT_EQ(count("3"), 1U);
  const std::vector<Detection> timed = {minutes_detection("a", 0, 5), minutes_detection("b", 8, 9)};
  EXPECT_TRUE(must(combine(timed, must(parse_combination("and", "2m")))).events.empty());
  const auto found = must(combine(timed, must(parse_combination("and", "3m")))).events;
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].start, minute_time(8));
}

TEST(CombineDetections, SaysWhenTheyCountAsOne) {
  EXPECT_EQ(words("or"), "any of 3 series");
  EXPECT_EQ(words("and"), "all 3 series");
  EXPECT_EQ(words("at-least:2"), "at least 2 of 3 series");
  EXPECT_EQ(words("at-least:3"), "all 3 series");
  EXPECT_EQ(words("and", "1"), "all 3 series, within 1 row");
  EXPECT_EQ(words("or", "12"), "any of 3 series, within 12 rows");
  const std::vector<Detection> timed = {minutes_detection("a", 0, 5), minutes_detection("b", 8, 9)};
  EXPECT_EQ(must(combine(timed, must(parse_combination("and", "90s")))).words, "all 2 series, within 90s");
}

TEST(CombineDetections, SeriesWithAndWithoutTimesDoNotGoTogether) {
  const std::vector<Detection> mixed = {minutes_detection("a", 0, 5), rows_detection("b", {{0, 5}})};
  const auto refused = combine(mixed, {});
  EXPECT_EQ(kind_of(refused), ErrorKind::kData);
  EXPECT_NE(message_of(refused).find("'b'"), std::string::npos) << message_of(refused);
}

TEST(CombineDetections, TakesWhatDetectGives) {
  const SeriesSet set = SeriesSet::of({small_series("a", 0, kSmallRows, {100}), small_series("b", 1, kSmallRows, {100}),
                                       small_series("c", 2, kSmallRows, {50})});
  const auto found = must(detect(set, {.detectors = Detectors::shared(small_detector())}));
  const CombinedDetection both = must(combine(found.tables, must(parse_combination("at-least:2", ""))));
  ASSERT_EQ(both.events.size(), 1U);
  EXPECT_EQ(both.events[0].start, minute_time(100));
  ASSERT_EQ(both.events[0].parts.size(), 2U);
  EXPECT_EQ(both.events[0].parts[0].series, 0U);
  EXPECT_EQ(both.events[0].parts[1].series, 1U);
}

}  // namespace
}  // namespace tidegate
