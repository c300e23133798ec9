#include "render/score_strip.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/text.h"
#include "render/braille_canvas.h"

namespace tidegate {
namespace {

/// A bar of `eighths` (1 to 8) of a character's height.
std::string bar(int eighths) { return utf8(0x2580 + static_cast<char32_t>(eighths)); }

double highest(const std::vector<ColumnExtent>& columns) {
  double out = 0;
  for (const ColumnExtent& c : columns) {
    if (!c.empty()) out = std::max(out, c.high);
  }
  return out;
}

/// Eighths of a character over the threshold: at least one, eight at the highest score.
int eighths_beyond(double score, double threshold, double top) {
  if (!(threshold > 0) || top <= threshold) return 8;
  return 1 + static_cast<int>(std::lround(7 * std::log(score / threshold) / std::log(top / threshold)));
}

void draw_column(TextPicture& picture, std::size_t x, std::size_t row, double score, double threshold, double top) {
  const bool over = score >= threshold;
  if (over) picture.put(x, row, bar(eighths_beyond(score, threshold, top)), Ink::kEvent);
  const double share = over ? 1 : std::max(0.0, score / threshold);
  const int eighths = static_cast<int>(std::lround(16 * share));
  if (eighths > 8) picture.put(x, row + 1, bar(eighths - 8), over ? Ink::kEvent : Ink::kScore);
  if (eighths > 0) picture.put(x, row + 2, bar(std::min(eighths, 8)), over ? Ink::kEvent : Ink::kScore);
}

void write_right(TextPicture& picture, StripPlace place, std::size_t down, const std::string& words) {
  const std::size_t length = std::min(character_count(words), place.gutter);
  picture.write(place.gutter - length, place.row + down, words, Ink::kDim);
}

}  // namespace

void draw_score_strip(TextPicture& picture, StripPlace place, const std::vector<ColumnExtent>& columns,
                      double threshold) {
  const double top = highest(columns);
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const std::size_t x = place.gutter + 1 + c;
    picture.put(x, place.row, "┄", Ink::kDim);
    if (!columns[c].empty()) draw_column(picture, x, place.row, columns[c].high, threshold, top);
  }
  write_right(picture, place, 0, round_text(threshold, 3) + " ┄");
  write_right(picture, place, 2, "score");
}

}  // namespace tidegate
