// A series, its expected band, its score and its events as a picture of characters.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// A stretch to mark, rows within the plot, both ends inclusive. Its number is written under it.
struct PlotEvent {
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t number = 0;
};

struct PlotSize {
  int width = 100;  ///< characters; at least 40 are used
  int height = 20;  ///< lines of the whole picture; at least 10 are used
};

/// One channel. Every span has one entry a row (T) or none; NaN = missing.
struct PlotInput {
  std::string_view title;               ///< channel and unit
  std::span<const float> values;        ///< (T)
  std::span<const float> expected;      ///< (T) or none
  std::span<const float> lower, upper;  ///< (T) or none: the normal band
  double offset = 0;                    ///< added to all of the above
  std::span<const float> score;         ///< (T) or none
  double threshold = 0;
  std::span<const Timestamp> time;  ///< (T) or none: rows are counted
  std::size_t first_row = 0;        ///< number of the first row here, for a part of a series without time
  std::int16_t utc_offset_minutes = 0;
  std::span<const PlotEvent> events;
  PlotSize size;
  bool colour = false;  ///< 256-colour escape sequences
};

/// Draws it: the series in Braille dots (2 × 4 a character), the band as a shade behind, events as a tint and as
/// numbers under the axis, the score as bars with its threshold as a line. Every dot column shows the smallest and the
/// largest value of its rows, so no spike is lost at any width; gaps stay empty. Cost: O(T). Ends with a newline.
TIDEGATE_API std::string plot_terminal(const PlotInput& input);

/// Values as one line of bars (▁▂▃▄▅▆▇█), `width` characters at most; missing ones are blanks. For losses,
/// `logarithmic`.
TIDEGATE_API std::string sparkline(std::span<const double> values, std::size_t width, bool logarithmic = false);

/// What standard output (1) or error (2) allows: the terminal's size (100 × 20 if it is none), colour unless NO_COLOR
/// is set, TERM is "dumb", or it is no terminal.
struct PlotStyle {
  PlotSize size;
  bool colour = false;
};
TIDEGATE_API PlotStyle terminal_style(int file_descriptor);

}  // namespace tidegate
