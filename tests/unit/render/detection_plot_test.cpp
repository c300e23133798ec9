#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tidegate/render.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

constexpr PlotStyle kStyle{.size = {.width = 80, .height = 12}};

const Detector& any_detector() {
  static const Detector detector = fitted_detector(waves(kRows, 1));
  return detector;
}

Event event_at(std::size_t first, std::size_t last, double score, const std::string& channel = "a") {
  Event event;
  event.start_index = first, event.end_index = last, event.peak_index = first;
  event.score = score;
  event.channels = {{channel, 1, 0, -1, 1, 0.9}, {channel == "a" ? "b" : "a", 1, 0, -1, 1, 0.1}};
  return event;
}

/// Rows of channels a (fifty of 0, fifty of 1 …) and b (5000, 7000 …), all scored, with a band.
struct Picture {
  Detection detection{.source = "made up", .channels = {"a", "b"}, .threshold = 3};
  DetectionRun run;

  explicit Picture(std::size_t rows, std::vector<Event> events = {}) : run{.table = {}, .detector = any_detector()} {
    detection.rows = rows;
    detection.events = std::move(events);
    Series series;
    series.channels = {{"a", ""}, {"b", ""}};
    series.rows.values = Matrix<double>(rows, 2);
    run.trace = Trace(rows, 2);
    for (std::size_t row = 0; row < rows; ++row) {
      const double high = row % 100 < 50 ? 0 : 1;
      const std::array<double, 2> values{high, 5000 + 2000 * high}, expected{0.5, 6000}, lower{0, 5500}, upper{1, 6500},
          share{0.5, 0.5};
      std::ranges::copy(values, series.rows.values.row(row).begin());
      run.trace.keep(row, {Phase::kNormal, 1, 3, values, expected, lower, upper, share});
    }
    run.table = series_table(std::move(series));
  }

  void add_hours() {
    for (std::size_t row = 0; row < detection.rows; ++row)
      run.table.table.rows.time.emplace_back(std::chrono::hours(row));
  }

  std::string drawn() const { return plot_detection(detection, run, kStyle); }
  std::string whole() const { return drawn().substr(0, drawn().find("\n\n") + 1); }
  std::string close_up() const {
    const std::string text = drawn();
    const std::size_t at = text.find("\n\n");
    return text.substr(at + 2);
  }
};

std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::ranges::count(text, '\n')); }

/// The numbers under the axis.
std::string axis_of(const std::string& picture) {
  const std::string text = picture.substr(0, picture.find_last_not_of('\n') + 1);
  return text.substr(text.rfind('\n') + 1);
}

/// What marks the events, without the bars between: "▲1▲2".
std::string markers_of(const std::string& picture) {
  const std::size_t at = picture.find("▲", picture.find('\n'));
  std::string marks = picture.substr(at, picture.find('\n', at) - at);
  std::erase(marks, ' ');
  for (const std::string bar = "━"; marks.find(bar) != std::string::npos;) marks.erase(marks.find(bar), bar.size());
  return marks;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(DetectionPlot, OfALongSeriesHasTheWholeAndTheStrongestEventCloseUp) {
  const Picture picture(1000, {event_at(500, 505, 9)});
  EXPECT_EQ(lines_in(picture.drawn()), 2U * (12 + 1));
  EXPECT_TRUE(picture.whole().starts_with("a ")) << picture.drawn();
  EXPECT_TRUE(picture.close_up().starts_with("a, close-up of the strongest event")) << picture.drawn();
  EXPECT_TRUE(holds(axis_of(picture.whole()), "800")) << picture.drawn();
  EXPECT_FALSE(holds(axis_of(picture.close_up()), "800")) << picture.drawn();
  EXPECT_TRUE(holds(axis_of(picture.close_up()), "450")) << picture.drawn();
}

TEST(DetectionPlot, OfAShortSeriesOrOneWithoutEventsIsOnePicture) {
  EXPECT_EQ(lines_in(Picture(480, {event_at(200, 205, 9)}).drawn()), 13U);
  EXPECT_EQ(lines_in(Picture(481, {event_at(200, 205, 9)}).drawn()), 26U) << "long enough for two";
  const std::string quiet = Picture(1000).drawn();
  EXPECT_EQ(lines_in(quiet), 13U);
  EXPECT_TRUE(quiet.starts_with("a ")) << "the first channel";
  EXPECT_FALSE(holds(quiet, "▲"));
}

TEST(DetectionPlot, ShowsTheChannelOfTheStrongestEventInItsOwnUnits) {
  const Picture picture(1000, {event_at(100, 105, 9, "a"), event_at(800, 805, 20, "b"), event_at(900, 905, 5, "a")});
  EXPECT_TRUE(picture.whole().starts_with("b ")) << picture.drawn();
  EXPECT_TRUE(holds(picture.whole(), "7000┤")) << picture.drawn();
  EXPECT_TRUE(holds(picture.whole(), "5000┤")) << picture.drawn();
  EXPECT_TRUE(picture.close_up().starts_with("b, close-up")) << picture.drawn();
}

TEST(DetectionPlot, EventsKeepTheirNumbersInTheCloseUp) {
  const Picture picture(1000, {event_at(100, 105, 9), event_at(800, 805, 20)});
  EXPECT_EQ(markers_of(picture.whole()), "▲1▲2") << picture.drawn();
  EXPECT_EQ(markers_of(picture.close_up()), "▲2") << picture.drawn();
}

TEST(DetectionPlot, BothPartsHoldExpectedValuesBandScoreAndThreshold) {
  const Picture picture(1000, {event_at(500, 505, 9)});
  for (const std::string& part : {picture.whole(), picture.close_up()}) {
    EXPECT_TRUE(holds(part, "0.5┤──")) << "expected values: " << part;
    EXPECT_TRUE(holds(part, "░░")) << "normal band: " << part;
    EXPECT_TRUE(holds(part, "score│▅")) << part;
    EXPECT_TRUE(holds(part, "3 ┄│")) << "threshold: " << part;
  }
}

TEST(DetectionPlot, TheCloseUpStaysWithinTheSeries) {
  for (const std::size_t at : {0U, 997U}) {
    const Picture picture(1000, {event_at(at, at + 2, 9)});
    const std::string axis = axis_of(picture.close_up());
    EXPECT_TRUE(holds(axis, at == 0 ? "200" : "800")) << picture.drawn();
    EXPECT_FALSE(holds(axis, at == 0 ? "300" : "700")) << picture.drawn();
  }
}

TEST(DetectionPlot, AroundALongEventTheCloseUpIsFiveTimesAsLong) {
  const std::string axis = axis_of(Picture(2000, {event_at(900, 1099, 9)}).close_up());
  EXPECT_TRUE(holds(axis, "600") && holds(axis, "1,400")) << axis;
  EXPECT_FALSE(holds(axis, " 200") || holds(axis, "1,600")) << axis;
}

TEST(DetectionPlot, WithTimesTheCloseUpIsNamedByItsOwnDates) {
  Picture picture(24 * 60, {event_at(24 * 45, 24 * 45 + 3, 9)});
  picture.add_hours();
  EXPECT_TRUE(holds(axis_of(picture.whole()), "Jan")) << picture.drawn();
  EXPECT_TRUE(holds(axis_of(picture.close_up()), "Feb")) << picture.drawn();
  EXPECT_FALSE(holds(axis_of(picture.close_up()), "Jan")) << picture.drawn();
}

TEST(DetectionPlot, AChannelThatBeginsWithoutAValueIsDrawn) {
  Picture picture(300);
  for (std::size_t row = 0; row < 10; ++row) picture.run.trace.value(row, 0) = kMissingValue;
  EXPECT_FALSE(holds(picture.drawn(), "no values to plot"));
  EXPECT_TRUE(holds(picture.drawn(), "1┤")) << picture.drawn();
}

}  // namespace
}  // namespace tidegate
