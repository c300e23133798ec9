#include "event/tracker.h"
#include "spelled.h"

#include <gtest/gtest.h>

#include "base/missing.h"
#include "event/options.h"

#include <array>
#include <cmath>
#include <sstream>

namespace tidegate {
namespace {

const std::vector<std::string> kChannelNames = {"flow", "level"};

// Two channels; the second one carries the blame. Threshold 1; a score is also the value of "level", expected 0.
class Tracked {
 public:
  explicit Tracked(EventConfig config) : config_(std::move(config)), state_(make_event_state(2)) {}

  bool push_row(std::size_t index, double score, double deviation = 1) {
    const Timestamp time{std::chrono::seconds(60 * index)};
    const std::array<double, 2> values = {5, deviation}, expected = {5, 0}, lower = {4, -0.5}, upper = {6, 0.5},
                                share = {0.25, 0.75};
    return push(config_, state_, {closed_},
                {.index = index,
                 .time = with_time ? &time : nullptr,
                 .utc_offset_minutes = utc_offset_minutes,
                 .score = score,
                 .own_score = own_score,
                 .threshold = 1,
                 .values = values,
                 .expected = expected,
                 .lower = lower,
                 .upper = upper,
                 .share = share});
  }
  void push_all(std::string_view rows) {  // a digit is a score, '.' a score of 0, '?' a missing one
    for (const char row : rows) push_row(next_++, row == '?' ? kMissingValue : row == '.' ? 0 : row - '0');
  }
  std::vector<Event> events() {
    finish(config_, state_, {closed_});
    return taken();
  }
  std::vector<Event> taken(ClosedEvents::Describe describe = nullptr) {
    std::vector<Event> events;
    closed_.take(kChannelNames, describe, [&](std::uint32_t, Event&& event) { events.push_back(std::move(event)); });
    return events;
  }
  EventState& state() { return state_; }
  ClosedEvents& closed() { return closed_; }

  bool with_time = true;
  double own_score = kMissingValue;
  std::int16_t utc_offset_minutes = 120;

 private:
  EventConfig config_;
  EventState state_;
  ClosedEvents closed_{2, false, 0};
  std::size_t next_ = 0;
};

// "start-end" of each event.
std::string extents(EventConfig config, std::string_view rows) {
  Tracked tracked(std::move(config));
  tracked.push_all(rows);
  std::ostringstream out;
  for (const Event& event : tracked.events()) out << event.start_index << '-' << event.end_index << ' ';
  return out.str();
}

TEST(Tracker, AScoreAtTheThresholdIsFlaggedAndAMissingOneIsNot) {
  EXPECT_EQ(extents({.merge_gap = 1}, "..1.?2"), "2-2 5-5 ");
}

TEST(Tracker, FlaggedRowsAtMostTheGapApartAreOneEvent) {
  EXPECT_EQ(extents({.merge_gap = 3}, "2..2...2"), "0-3 7-7 ");
  EXPECT_EQ(extents({.merge_gap = 4}, "2..2...2"), "0-7 ");
  EXPECT_EQ(extents({.merge_gap = 3}, "2?.2???2"), "0-3 7-7 ");
}

TEST(Tracker, ThePeakIsTheRowThatIsOddestByItselfAndTheScoreTheHighestSmoothedOne) {
  Tracked tracked({});
  for (const auto& [smoothed, own] : {std::pair{2.0, 9.0}, {4.0, 6.0}, {3.0, 1.0}}) {
    tracked.own_score = own;
    tracked.push_row(static_cast<std::size_t>(own == 9 ? 10 : own == 6 ? 11 : 12), smoothed);
  }
  const auto events = tracked.events();
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].peak_index, 10U);
  EXPECT_EQ(events[0].score, 4);
}

TEST(Tracker, NeighboursBelongTogetherEvenWithoutAGap) { EXPECT_EQ(extents({.merge_gap = 0}, "22.2"), "0-1 3-3 "); }

TEST(Tracker, AnEventOpenAtTheEndIsClosedByFinish) {
  Tracked tracked({});
  tracked.push_all(".33");
  EXPECT_TRUE(tracked.taken().empty());
  EXPECT_EQ(tracked.events().size(), 1U);
}

TEST(Tracker, EventsWithTooFewFlaggedRowsAreDroppedAndCauseNoCooldown) {
  EXPECT_EQ(extents({.merge_gap = 2, .min_duration = 3}, "2.2....2.2.2"), "7-11 ");
  EXPECT_EQ(extents({.merge_gap = 1, .min_duration = 2, .cooldown = 100}, "2...22"), "4-5 ");
}

TEST(Tracker, DuringCooldownNoOtherEventOpensButRowsStayAnomalous) {
  EXPECT_EQ(extents({.merge_gap = 1, .cooldown = 3}, "22.2.2"), "0-1 5-5 ");
  Tracked tracked({.merge_gap = 1, .cooldown = 3});
  tracked.push_all("2..");
  EXPECT_TRUE(tracked.push_row(3, 2));
}

TEST(Tracker, NoEventGoesOnOverABorder) {
  Tracked tracked({.merge_gap = 30});
  tracked.state().border = 4;
  tracked.push_all("2.2.2.2");
  const auto events = tracked.events();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].end_index, 2U);
  EXPECT_EQ(events[1].start_index, 4U);
  EXPECT_EQ(events[1].end_index, 6U);
}

TEST(Tracker, ThePeakIsTheFirstOfTheHighestScores) {
  Tracked tracked({});
  tracked.push_all("..2494.9.");
  const Event event = tracked.events().front();
  EXPECT_EQ(event.peak_index, 4U);
  EXPECT_EQ(event.score, 9);
  EXPECT_EQ(event.flagged_rows, 5U);
  EXPECT_NEAR(event.severity, 100 * (1 - std::pow(9, -0.9)), 1e-12);
}

TEST(Tracker, ChannelsAreOrderedByFallingShareWithWhatStoodAtThePeak) {
  Tracked tracked({});
  tracked.push_row(10, 2, 1);
  tracked.push_row(11, 7, -3);
  tracked.push_row(12, 3, 1);
  const Event event = tracked.events().front();
  ASSERT_EQ(event.channels.size(), 2U);
  EXPECT_EQ(event.channels[0].name, "level");
  EXPECT_EQ(event.channels[0].value, -3);
  EXPECT_EQ(event.channels[0].lower, -0.5);
  EXPECT_EQ(event.channels[0].upper, 0.5);
  EXPECT_EQ(event.channels[1].expected, 5);
  EXPECT_EQ(event.channels[0].share + event.channels[1].share, 1);
  EXPECT_EQ(event.direction, "down");
}

TEST(Tracker, TimesAreThoseOfTheRowsOrNone) {
  Tracked timed({}), plain({});
  plain.with_time = false;
  for (Tracked* tracked : {&timed, &plain}) tracked->push_all(".25");
  const Event event = timed.events().front();
  EXPECT_EQ(event.start, Timestamp(std::chrono::seconds(60)));
  EXPECT_EQ(event.peak, Timestamp(std::chrono::seconds(120)));
  EXPECT_EQ(event.end, event.peak);
  EXPECT_EQ(event.utc_offset_minutes, 120);
  EXPECT_FALSE(plain.events().front().start);
}

TEST(Tracker, DirectionLooksAtTheStrongestChannel) {
  for (const Direction direction : {Direction::kUp, Direction::kDown, Direction::kBoth}) {
    Tracked tracked({.direction = direction});
    EXPECT_EQ(tracked.push_row(0, 2, +1), direction != Direction::kDown) << word_of(direction);
    EXPECT_EQ(tracked.push_row(1, 2, -1), direction != Direction::kUp) << word_of(direction);
  }
}

TEST(Tracker, TheStrongestChannelMustDeviateEnough) {
  Tracked tracked({.min_deviation = 2});
  EXPECT_FALSE(tracked.push_row(0, 9, 1.9));
  EXPECT_TRUE(tracked.push_row(1, 9, -2));
  EXPECT_FALSE(tracked.push_row(2, 9, kMissingValue));
}

TEST(Tracker, NoEventIsLostHoweverManyWait) {
  Tracked tracked({.merge_gap = 1});
  for (std::size_t i = 0; i < 500; ++i) tracked.push_row(2 * i, 2);
  const auto events = tracked.events();
  ASSERT_EQ(events.size(), 500U);
  EXPECT_EQ(events.front().start_index, 0U);
  EXPECT_EQ(events.back().start_index, 998U);
}

TEST(Tracker, TheZoneOfAnEventIsThatOfTheRowAtItsPeak) {
  Tracked tracked({});
  for (const auto& [row, score, offset] : {std::tuple{0, 2, 60}, {1, 9, 120}, {2, 3, 60}}) {
    tracked.utc_offset_minutes = static_cast<std::int16_t>(offset);
    tracked.push_row(static_cast<std::size_t>(row), score);
  }
  EXPECT_EQ(tracked.events().front().utc_offset_minutes, 120);
}

TEST(Tracker, AStateResumedAtAnyRowGivesTheSameEvents) {
  const std::string rows = "..23..4.....5?6.......7..88....9";
  const EventConfig config{.merge_gap = 3, .cooldown = 2};
  const std::string whole = extents(config, rows);
  for (std::size_t cut = 0; cut <= rows.size(); ++cut) {
    Tracked before(config), after(config);
    before.push_all(rows.substr(0, cut));
    ByteWriter out;
    put_state(out, before.state());
    before.closed().put_state(out, 0);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    get_state(in, after.state());
    after.closed().get_state(in, 0);
    ASSERT_TRUE(in.status()) << in.status().error().message();
    for (std::size_t i = cut; i < rows.size(); ++i)
      after.push_row(i, rows[i] == '?' ? kMissingValue : rows[i] == '.' ? 0 : rows[i] - '0');
    std::ostringstream resumed;
    for (const Event& event : after.events()) resumed << event.start_index << '-' << event.end_index << ' ';
    EXPECT_EQ(resumed.str(), whole) << cut;
  }
}

TEST(Tracker, ASnapshotOfOtherChannelsOrCutShortIsRefused) {
  ByteWriter out;
  put_state(out, make_event_state(2));
  const std::string bytes = out.take();
  EventState three = make_event_state(3), two = make_event_state(2);
  ByteReader other(bytes), shorter(std::string_view(bytes).substr(0, bytes.size() - 1));
  get_state(other, three);
  get_state(shorter, two);
  EXPECT_FALSE(other.status());
  EXPECT_FALSE(shorter.status());
}

TEST(Tracker, AMarkIsSetBeforeTheEventClosesAndPutIntoWordsWhenItIsTaken) {
  const EventConfig config{.merge_gap = 2};
  Tracked tracked(config);
  tracked.push_all(".2.");
  EXPECT_FALSE(ends_before(config, tracked.state(), 3));
  EXPECT_TRUE(ends_before(config, tracked.state(), 4));
  EXPECT_EQ(open_event(tracked.state()).start_index, 1U);
  mark_event(tracked.state(), {.kind = 7, .confidence = 0.5F, .facts = {1, 2}});
  tracked.push_row(4, 3);
  finish(config, tracked.state(), {tracked.closed()});
  const auto events = tracked.taken([](const TrackedEvent& closed, Event& event) {
    event.kind = std::to_string(closed.mark.kind) + "/" + std::to_string(closed.mark.facts[1]).substr(0, 1);
  });
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].kind, "7/2");
  EXPECT_EQ(events[1].kind, "0/0");
}

TEST(Tracker, AMarkSurvivesASnapshot) {
  Tracked before({}), after({});
  before.push_all(".2");
  mark_event(before.state(), {.kind = 3, .confidence = 0.25F, .facts = {4, 5}});
  ByteWriter out;
  put_state(out, before.state());
  const std::string bytes = out.take();
  ByteReader in(bytes);
  get_state(in, after.state());
  EXPECT_EQ(open_event(after.state()).mark, open_event(before.state()).mark);
}

TEST(Tracker, WrongOptionsAreErrorsThatNameThem) {
  EXPECT_TRUE(check_event_config({}));
  EXPECT_EQ(check_event_config({.merge_gap = -1}).error().option, "merge-gap");
  EXPECT_NE(check_event_config({.merge_gap = -1}).error().message(as_flags).find("--merge-gap is -1"),
            std::string::npos);
  EXPECT_EQ(check_event_config({.min_deviation = kMissingValue}).error().kind, ErrorKind::kUsage);
}

}  // namespace
}  // namespace tidegate
