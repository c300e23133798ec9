#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "base/text.h"
#include "render/axis_ticks.h"
#include "render/braille_canvas.h"
#include "render/plot_columns.h"
#include "render/score_strip.h"
#include "render/text_picture.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

constexpr std::size_t kNarrowestGutter = 8;
constexpr std::size_t kTickWidth = 14;  // characters a label of the x axis may take, with room

struct Range {
  double low = 0, high = 1;
};

/// Where things stand: a gutter for numbers, then title, chart, markers, score, axis from top to bottom.
struct Layout {
  std::size_t width, height, gutter, chart_rows, marker_row, score_row, axis_row;
  std::size_t columns() const { return width - gutter - 1; }
};

struct BandColumn {
  double low, high;  ///< NaN where unknown
};

Layout lay_out(const PlotInput& input, std::size_t gutter) {
  Layout l{};
  l.width = static_cast<std::size_t>(std::max(input.size.width, 40));
  l.height = static_cast<std::size_t>(std::max(input.size.height, 10));
  l.gutter = gutter;
  const std::size_t markers = input.events.empty() ? 0 : 1, score = input.score.empty() ? 0 : kScoreRows;
  l.chart_rows = l.height - 1 - markers - score - 2;
  l.marker_row = 1 + l.chart_rows;
  l.score_row = l.marker_row + markers;
  l.axis_row = l.score_row + score;
  return l;
}

/// Of all numbers drawn as lines; a constant series gets room on both sides. Needs at least one finite value.
Range value_range(const PlotInput& input) {
  Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
  for (const auto curve : {input.values, input.expected}) {
    for (const float v : curve) {
      if (std::isfinite(v)) range = {std::min(range.low, double{v}), std::max(range.high, double{v})};
    }
  }
  if (range.high > range.low) return range;
  const double room = range.low == 0 ? 1 : std::abs(range.low) * 0.05;
  return {range.low - room, range.high + room};
}

std::vector<BandColumn> band_columns(const PlotInput& input, const ColumnMap& map) {
  const auto lower = column_extents(map, input.lower), upper = column_extents(map, input.upper);
  std::vector<BandColumn> out;
  if (input.lower.empty()) return out;
  for (std::size_t c = 0; c < map.columns(); ++c) out.push_back({lower[c].low, upper[c].high});
  return out;
}

/// Value → dot row, 0 at the top.
std::size_t dot_row(double value, Range range, std::size_t dots) {
  const double share = (range.high - value) / (range.high - range.low);
  return static_cast<std::size_t>(std::lround(std::clamp(share, 0.0, 1.0) * static_cast<double>(dots - 1)));
}

void draw_curve(BrailleCanvas& canvas, const std::vector<ColumnExtent>& columns, Range range) {
  const auto y = [&](double value) { return dot_row(value, range, canvas.dots_down()); };
  const ColumnExtent* before = nullptr;
  std::size_t x_before = 0;
  for (std::size_t x = 0; x < columns.size(); ++x) {
    const ColumnExtent& c = columns[x];
    if (c.empty()) continue;
    canvas.line(x, y(c.high), x, y(c.low));
    if (before != nullptr && c.joined) canvas.line(x_before, y(before->last), x, y(c.first));
    before = &c;
    x_before = x;
  }
}

bool in_band(const std::vector<BandColumn>& band, std::size_t column, double low, double high) {
  return column < band.size() && band[column].low < high && band[column].high > low;
}

std::vector<bool> event_columns(const PlotInput& input, const ColumnMap& map) {
  std::vector<bool> out(map.columns());
  for (const PlotEvent& e : input.events) {
    for (std::size_t c = map.column(e.first); c <= map.column(std::min(e.last, map.rows() - 1)); ++c) out[c] = true;
  }
  return out;
}

/// Series before expected before band: one character shows the most important of what it covers.
void draw_chart(TextPicture& picture, const Layout& l, const PlotInput& input, const ColumnMap& cells, Range range) {
  const ColumnMap dots(input.values.size(), input.time, 2 * l.columns());
  const auto value = column_extents(dots, input.values), expected = column_extents(dots, input.expected);
  const auto band = band_columns(input, cells);
  BrailleCanvas observed_dots(l.columns(), l.chart_rows), expected_dots(l.columns(), l.chart_rows);
  draw_curve(observed_dots, value, range);
  draw_curve(expected_dots, expected, range);
  const std::vector<bool> flagged = event_columns(input, cells);
  const double cell = (range.high - range.low) / static_cast<double>(l.chart_rows);
  for (std::size_t row = 0; row < l.chart_rows; ++row) {
    const double high = range.high - static_cast<double>(row) * cell, low = high - cell;
    for (std::size_t c = 0; c < l.columns(); ++c) {
      const std::size_t x = l.gutter + 1 + c, y = 1 + row;
      if (!observed_dots.empty(c, row))
        picture.put(x, y, observed_dots.glyph(c, row), flagged[c] ? Ink::kEvent : Ink::kObserved);
      else if (!expected_dots.empty(c, row))
        picture.put(x, y, input.colour ? expected_dots.glyph(c, row) : "─", Ink::kExpected);
      else if (in_band(band, c, low, high))
        picture.put(x, y, "░", Ink::kBand);
    }
  }
}

/// Numbers for top, middle and bottom of the chart, with as many digits as tell them apart.
std::array<std::string, 3> value_labels(Range range, double offset) {
  const double middle = (range.low + range.high) / 2;
  const int digits =
      std::clamp(static_cast<int>(std::log10(std::abs(middle + offset) / (range.high - range.low) + 1)) + 3, 3, 12);
  const auto words = [&](double v) { return round_text(v + offset, digits); };
  return {words(range.high), words(middle), words(range.low)};
}

void draw_value_axis(TextPicture& picture, const Layout& l, const std::array<std::string, 3>& labels) {
  for (std::size_t row = 1; row < l.axis_row; ++row) picture.put(l.gutter, row, "│", Ink::kDim);
  const std::array<std::size_t, 3> rows = {1, 1 + (l.chart_rows - 1) / 2, l.chart_rows};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    picture.write(l.gutter - character_count(labels[i]), rows[i], labels[i], Ink::kDim);
    picture.put(l.gutter, rows[i], "┤", Ink::kDim);
  }
}

void draw_x_axis(TextPicture& picture, const Layout& l, const PlotInput& input) {
  const std::size_t most = std::max<std::size_t>(2, l.columns() / kTickWidth);
  const auto ticks = input.time.empty() ? row_ticks(input.first_row, input.values.size(), most)
                                        : time_ticks(std::ranges::min(input.time), std::ranges::max(input.time),
                                                     input.utc_offset_minutes, most);
  picture.put(l.gutter, l.axis_row, "└", Ink::kDim);
  for (std::size_t x = l.gutter + 1; x < l.width; ++x) picture.put(x, l.axis_row, "─", Ink::kDim);
  for (const AxisTick& tick : ticks) {
    const auto x =
        l.gutter + 1 + static_cast<std::size_t>(std::lround(tick.place * static_cast<double>(l.columns() - 1)));
    const std::size_t length = character_count(tick.label), half = length / 2;
    const std::size_t start = std::min(x > half ? x - half : 0, l.width - std::min(length, l.width));
    picture.put(x, l.axis_row, "┬", Ink::kDim);
    if (picture.free(start, l.axis_row + 1, length)) picture.write(start, l.axis_row + 1, tick.label, Ink::kDim);
  }
}

/// A bar as long as the event with ▲ in its middle and its number behind, where there is room for it.
void draw_markers(TextPicture& picture, const Layout& l, const PlotInput& input, const ColumnMap& cells) {
  const std::size_t left = l.gutter + 1, y = l.marker_row;
  for (const PlotEvent& e : input.events) {
    const std::size_t from = cells.column(e.first), to = cells.column(std::min(e.last, cells.rows() - 1));
    for (std::size_t c = from; c <= to; ++c) picture.put(left + c, y, "━", Ink::kEvent);
  }
  for (const PlotEvent& e : input.events) {
    const std::size_t to = cells.column(std::min(e.last, cells.rows() - 1)), middle = (cells.column(e.first) + to) / 2;
    picture.put(left + middle, y, "▲", Ink::kEvent);
    const std::string number = std::to_string(e.number);
    if (picture.free(left + to + 1, y, number.size()))
      picture.write(left + to + 1, y, number, Ink::kEvent);
    else if (left + middle > number.size() &&
             picture.free(left + cells.column(e.first) - number.size(), y, number.size())) {
      picture.write(left + cells.column(e.first) - number.size(), y, number, Ink::kEvent);
    }
  }
}

void draw_title(TextPicture& picture, const Layout& l, const PlotInput& input) {
  picture.write(0, 0, input.title, Ink::kBold);
  const bool has_band = !input.lower.empty();
  std::string legend = "⠒ observed";
  if (!input.expected.empty()) legend += input.colour ? "  ⠒ expected" : "  ─ expected";
  if (has_band) legend += "  ░ normal band";
  if (!input.events.empty()) legend += "  ▲ event";
  const std::size_t length = character_count(legend);
  if (character_count(input.title) + 2 + length > l.width) return;
  std::size_t x = l.width - length;
  picture.write(x, 0, legend, Ink::kDim);
  if (!input.expected.empty()) picture.put(x + 12, 0, input.colour ? "⠒" : "─", Ink::kExpected);
  if (has_band) picture.put(l.width - (input.events.empty() ? 13 : 22), 0, "░", Ink::kBand);
  if (!input.events.empty()) picture.put(l.width - 7, 0, "▲", Ink::kEvent);
}

}  // namespace

std::string plot_terminal(const PlotInput& input) {
  const bool any = std::ranges::any_of(input.values, [](float v) { return std::isfinite(v); });
  const Range range = any ? value_range(input) : Range{};
  const std::array<std::string, 3> labels = value_labels(range, input.offset);
  std::size_t gutter = kNarrowestGutter;
  for (const std::string& label : labels) gutter = std::max(gutter, character_count(label));
  const Layout l = lay_out(input, gutter);
  TextPicture picture(l.width, l.height);
  draw_title(picture, l, input);
  if (!any) {
    picture.write(gutter + 2, 1 + l.chart_rows / 2, "no value to draw", Ink::kDim);
    return picture.text(input.colour);
  }
  const ColumnMap cells(input.values.size(), input.time, l.columns());
  draw_chart(picture, l, input, cells, range);
  draw_value_axis(picture, l, labels);
  if (!input.events.empty()) draw_markers(picture, l, input, cells);
  if (!input.score.empty())
    draw_score_strip(picture, {gutter, l.score_row}, column_extents(cells, input.score), input.threshold);
  draw_x_axis(picture, l, input);
  return picture.text(input.colour);
}

}  // namespace tidegate
