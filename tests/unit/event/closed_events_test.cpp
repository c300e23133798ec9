#include "event/closed_events.h"

#include <gtest/gtest.h>

#include <array>

namespace tidegate {
namespace {

const std::vector<std::string> kNames = {"flow", "level"};
constexpr std::array<double, 10> kPeak = {5, 1, 5, 0, 4, -0.5, 6, 0.5, 0.25, 0.75};

TrackedEvent event_at(std::uint64_t row) {
  return {.start_index = row, .end_index = row, .peak_index = row, .flagged_rows = 1, .score = 2, .threshold = 1};
}

// "series:row" of each.
std::string taken(ClosedEvents& closed) {
  std::string words;
  closed.take(kNames, nullptr, [&](std::uint32_t series, const Event& event) {
    words += std::to_string(series) + ":" + std::to_string(event.start_index) + " ";
  });
  return words;
}

TEST(ClosedEvents, AreTakenOnceInTheOrderInWhichTheyClosed) {
  ClosedEvents closed(2, false, 2);
  closed.add(7, event_at(3), kPeak);
  closed.add(1, event_at(4), kPeak);
  EXPECT_EQ(closed.size(), 2U);
  EXPECT_EQ(taken(closed), "7:3 1:4 ");
  EXPECT_EQ(taken(closed), "");
}

TEST(ClosedEvents, GrowBeyondTheirRoomAndKeepTheMemory) {
  ClosedEvents closed(2, false, 1);
  for (std::uint64_t row = 0; row < 1000; ++row) closed.add(0, event_at(row), kPeak);
  EXPECT_EQ(closed.size(), 1000U);
  EXPECT_EQ(closed.lost(), 0U);
  const std::size_t bytes = closed.heap_bytes();
  const std::string words = taken(closed);
  EXPECT_TRUE(words.starts_with("0:0 0:1 ") && words.ends_with(" 0:999 ")) << words;
  EXPECT_EQ(closed.heap_bytes(), bytes);
}

TEST(ClosedEvents, TakingThatFailsLeavesThemAll) {
  ClosedEvents closed(2, false, 2);
  closed.add(0, event_at(1), kPeak);
  closed.add(0, event_at(2), kPeak);
  EXPECT_THROW(closed.take(kNames, nullptr,
                           [](std::uint32_t, const Event& event) {
                             if (event.start_index == 2) throw std::bad_alloc();
                           }),
               std::bad_alloc);
  EXPECT_EQ(taken(closed), "0:1 0:2 ");
}

TEST(ClosedEvents, OfASeriesThatIsDroppedAreCountedAsLostAndTheOthersStayWithTheirPeaks) {
  ClosedEvents closed(2, false, 4);
  std::array<double, 10> other = kPeak;
  other[1] = -9;
  closed.add(3, event_at(1), kPeak);
  closed.add(5, event_at(2), other);
  closed.add(3, event_at(3), kPeak);
  closed.drop(3);
  EXPECT_EQ(closed.lost(), 2U);
  ASSERT_EQ(closed.size(), 1U);
  closed.take(kNames, nullptr, [](std::uint32_t series, const Event& event) {
    EXPECT_EQ(series, 5U);
    EXPECT_EQ(event.channels[0].name, "level");
    EXPECT_EQ(event.channels[0].value, -9);
    EXPECT_EQ(event.direction, "down");
  });
}

TEST(ClosedEvents, AnEventThatThereIsNoMemoryForIsCounted) {
  ClosedEvents closed(std::size_t{1} << 56U, false, 0);  // peaks beyond all memory
  closed.add(0, event_at(1), std::span(kPeak.data(), kPeakFields * (std::size_t{1} << 56U)));
  EXPECT_EQ(closed.lost(), 1U);
  EXPECT_TRUE(closed.empty());
}

TEST(ClosedEvents, OfOneSeriesAreWrittenAndReadWithAnyOtherNumber) {
  ClosedEvents closed(2, false, 4), empty(2, false, 4), back(2, false, 0);
  closed.add(3, event_at(1), kPeak);
  closed.add(5, event_at(2), kPeak);
  closed.add(3, event_at(4), kPeak);
  ByteWriter out;
  closed.put_state(out, 3);
  const std::string bytes = out.take();
  ByteReader in(bytes);
  back.get_state(in, 8);
  ASSERT_TRUE(in.status()) << in.status().error().message();
  EXPECT_EQ(taken(back), "8:1 8:4 ");
}

TEST(ClosedEvents, ACountBeyondTheBytesIsRefused) {
  ByteWriter out;
  out.put(std::uint64_t{1} << 60U);
  const std::string bytes = out.take();
  ByteReader in(bytes);
  ClosedEvents back(2, false, 0);
  back.get_state(in, 0);
  EXPECT_FALSE(in.status());
}

TEST(ClosedEvents, OfProbabilitiesAreAsSevereAsTheirOdds) {
  for (const bool probabilities : {false, true}) {
    ClosedEvents closed(2, probabilities, 1);
    TrackedEvent event = event_at(1);
    event.score = 0.9, event.threshold = 0.5;  // odds of 9 to 1
    closed.add(0, event, kPeak);
    closed.take(kNames, nullptr,
                [&](std::uint32_t, const Event& told) { EXPECT_EQ(told.severity > 80, probabilities); });
  }
}

}  // namespace
}  // namespace tidegate
