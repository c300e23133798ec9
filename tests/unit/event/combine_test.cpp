#include "tidegate/event.h"

#include <gtest/gtest.h>

#include <limits>

namespace tidegate {
namespace {

Event rows_event(std::size_t start, std::size_t end, double severity = 50) {
  Event event;
  event.start_index = start, event.end_index = end, event.severity = severity;
  return event;
}

/// Minutes of 1970-01-01.
Event minutes_event(int start, int end, double severity = 50) {
  Event event;
  event.start = Timestamp(std::chrono::minutes(start)), event.end = Timestamp(std::chrono::minutes(end));
  event.severity = severity;
  return event;
}

/// Series named a, b, c …; by time if their events are.
class Combine : public testing::Test {
 protected:
  void add(std::vector<Event> events, Duration step = Duration(0)) {
    const bool timed = !events.empty() && events.front().start.has_value();
    events_.push_back(std::move(events));
    names_.push_back(std::string(1, static_cast<char>('a' + names_.size())));
    steps_.push_back(step);
    timed_.push_back(timed);
  }

  Result<std::vector<CombinedEvent>> combined(const CombinationRule& rule) const {
    std::vector<SeriesEvents> series;
    for (std::size_t i = 0; i < events_.size(); ++i) series.push_back({names_[i], timed_[i], steps_[i], events_[i]});
    return combine_events(series, rule);
  }

  std::vector<CombinedEvent> events(const CombinationRule& rule) const {
    auto found = combined(rule);
    EXPECT_TRUE(found.has_value());
    return std::move(*found);
  }

  /// "2-3 10-12"
  std::string rows(const CombinationRule& rule) const {
    std::string text;
    for (const CombinedEvent& event : events(rule))
      text += (text.empty() ? "" : " ") + std::to_string(event.start_index) + "-" + std::to_string(event.end_index);
    return text;
  }

  std::string minutes(const CombinationRule& rule) const {
    const auto minute = [](const std::optional<Timestamp>& t) {
      return std::to_string(std::chrono::floor<std::chrono::minutes>(t->time_since_epoch()).count());
    };
    std::string text;
    for (const CombinedEvent& event : events(rule))
      text += (text.empty() ? "" : " ") + minute(event.start) + "-" + minute(event.end);
    return text;
  }

  std::vector<std::vector<Event>> events_;
  std::vector<std::string> names_;
  std::vector<Duration> steps_;
  std::vector<bool> timed_;
};

TEST_F(Combine, AndIsWhatAllHaveInCommonAndOrWhatAnyHas) {
  add({rows_event(0, 5), rows_event(20, 30)});
  add({rows_event(3, 8), rows_event(25, 26), rows_event(40, 40)});
  EXPECT_EQ(rows({.at_least = 2}), "3-5 25-26");
  EXPECT_EQ(rows({.at_least = 1}), "0-8 20-30 40-40");
}

TEST_F(Combine, AtLeastCountsSeriesAndNotEvents) {
  add({rows_event(0, 10)});
  add({rows_event(5, 15), rows_event(18, 20)});
  add({rows_event(8, 19)});
  EXPECT_EQ(rows({.at_least = 2}), "5-15 18-19");
  EXPECT_EQ(rows({.at_least = 3}), "8-10");
  EXPECT_EQ(rows({.at_least = 2, .within_rows = 2}), "5-20") << "two events of b are open at once, and are one series";
}

TEST_F(Combine, RowsThatTouchAreOneForOrAndNoneForAnd) {
  add({rows_event(0, 4)});
  add({rows_event(5, 9)});
  EXPECT_EQ(rows({.at_least = 1}), "0-9");
  EXPECT_EQ(rows({.at_least = 2}), "");
}

TEST_F(Combine, WithinCountsFromTheLastRowOfTheEarlier) {
  add({rows_event(0, 5)});
  add({rows_event(8, 9)});
  EXPECT_EQ(rows({.at_least = 2, .within_rows = 2}), "");
  EXPECT_EQ(rows({.at_least = 2, .within_rows = 3}), "8-8");
  EXPECT_EQ(rows({.at_least = 2, .within_rows = 100}), "8-9") << "never beyond the last end of its parts";
  EXPECT_EQ(rows({.at_least = 1, .within_rows = 3}), "0-9");
}

TEST_F(Combine, PartsAreTheEventsThatTookPartAndNoOthers) {
  add({rows_event(0, 5, 90), rows_event(50, 51, 99)});
  add({rows_event(4, 5, 20), rows_event(6, 6, 99)});
  add({rows_event(2, 7, 60)});
  const auto found = events({.at_least = 3});
  ASSERT_EQ(found.size(), 1U);
  ASSERT_EQ(found[0].parts.size(), 3U) << "b's event of row 6 begins where the stretch has ended";
  EXPECT_EQ(found[0].parts[0].series, 0U);
  EXPECT_EQ(found[0].parts[1].series, 2U);
  EXPECT_EQ(found[0].parts[2].series, 1U);
  EXPECT_EQ(found[0].parts[2].event, 0U);
}

TEST_F(Combine, SeverityIsTheLeastThatWasNeeded) {
  add({rows_event(0, 5, 90)});
  add({rows_event(0, 5, 20)});
  add({rows_event(0, 5, 60)});
  EXPECT_EQ(events({.at_least = 1}).front().severity, 90);
  EXPECT_EQ(events({.at_least = 2}).front().severity, 60);
  EXPECT_EQ(events({.at_least = 3}).front().severity, 20);
  EXPECT_EQ(events({.at_least = 2}).front().series, 3U);
}

TEST_F(Combine, ByTimeARowLastsUntilTheNextOfItsSeriesIsDue) {
  add({minutes_event(60, 60)}, std::chrono::minutes(60));
  add({minutes_event(80, 90)}, std::chrono::minutes(1));
  EXPECT_EQ(minutes({.at_least = 2}), "80-90");
  steps_[0] = std::chrono::minutes(15);
  EXPECT_EQ(minutes({.at_least = 2}), "");
  EXPECT_EQ(minutes({.at_least = 2, .within = std::chrono::minutes(5)}), "") << "75 + 5 is not after 80";
  EXPECT_EQ(minutes({.at_least = 2, .within = std::chrono::minutes(6)}), "80-80");
  EXPECT_EQ(minutes({.at_least = 2, .within_rows = 1}), "80-89") << "a row of a is 15 minutes";
}

TEST_F(Combine, ByTimeOfOneStepIsByRow) {
  add({minutes_event(0, 5)}, std::chrono::minutes(1));
  add({minutes_event(8, 9)}, std::chrono::minutes(1));
  EXPECT_EQ(minutes({.at_least = 2, .within_rows = 2}), "");
  EXPECT_EQ(minutes({.at_least = 2, .within_rows = 3}), "8-8");
}

TEST_F(Combine, WidthsBeyondAllClocksAreEndless) {
  add({minutes_event(0, 5)}, std::chrono::minutes(1));
  add({minutes_event(80000000, 80000001)}, std::chrono::minutes(1));
  EXPECT_EQ(events({.at_least = 2, .within = Duration::max()}).size(), 1U);
  EXPECT_EQ(events({.at_least = 2, .within_rows = std::numeric_limits<std::int64_t>::max()}).size(), 1U);
}

TEST_F(Combine, NoEventsGiveNone) {
  add({});
  add({});
  EXPECT_TRUE(events({.at_least = 1}).empty());
}

TEST_F(Combine, RefusesWhatCannotBe) {
  add({rows_event(0, 5)});
  add({rows_event(0, 5)});
  EXPECT_EQ(combined({.at_least = 3}).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(combined({.at_least = 3}).error().option, "combine");
  EXPECT_EQ(combined({.at_least = 0}).error().kind, ErrorKind::kUsage);
  EXPECT_EQ(combined({.at_least = 1, .within = std::chrono::minutes(1)}).error().kind, ErrorKind::kUsage);
  add({minutes_event(0, 1)});
  const auto mixed = combined({.at_least = 1});
  EXPECT_EQ(mixed.error().kind, ErrorKind::kData);
  EXPECT_NE(mixed.error().message().find("'c' has times and 'a' has none"), std::string::npos)
      << mixed.error().message();
}

TEST_F(Combine, RowsOfASeriesWithoutAStepAreNoTime) {
  add({minutes_event(0, 1)});
  add({minutes_event(0, 1)}, std::chrono::minutes(1));
  const auto found = combined({.at_least = 1, .within_rows = 1});
  EXPECT_EQ(found.error().kind, ErrorKind::kUsage);
  EXPECT_NE(found.error().message().find("'a'"), std::string::npos);
  EXPECT_EQ(minutes({.at_least = 2}), "0-1");
}

}  // namespace
}  // namespace tidegate
