#include "render/braille_canvas.h"

#include <cstdlib>

namespace tidegate {
namespace {

// Bit of each dot, [y][x]: the first three rows are numbered column by column, the fourth was added to the script
// later.
constexpr std::uint8_t kDot[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

}  // namespace

void BrailleCanvas::set(std::size_t x, std::size_t y) {
  if (x >= dots_across() || y >= dots_down()) return;
  std::uint8_t& cell = cells_[(y / 4) * columns_ + x / 2];
  cell = static_cast<std::uint8_t>(cell | kDot[y % 4][x % 2]);
}

void BrailleCanvas::line(std::size_t x0, std::size_t y0, std::size_t x1, std::size_t y1) {
  auto x = static_cast<std::ptrdiff_t>(x0), y = static_cast<std::ptrdiff_t>(y0);
  const auto end_x = static_cast<std::ptrdiff_t>(x1), end_y = static_cast<std::ptrdiff_t>(y1);
  const std::ptrdiff_t dx = std::abs(end_x - x), dy = -std::abs(end_y - y);
  const std::ptrdiff_t step_x = x < end_x ? 1 : -1, step_y = y < end_y ? 1 : -1;
  std::ptrdiff_t error = dx + dy;
  while (true) {
    set(static_cast<std::size_t>(x), static_cast<std::size_t>(y));
    if (x == end_x && y == end_y) return;
    const std::ptrdiff_t twice = 2 * error;
    if (twice >= dy) error += dy, x += step_x;
    if (twice <= dx) error += dx, y += step_y;
  }
}

std::string BrailleCanvas::glyph(std::size_t column, std::size_t row) const {
  return utf8(0x2800 + char32_t{cells_[row * columns_ + column]});
}

std::string utf8(char32_t point) {
  const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
  if (point < 0x80) return {byte(point)};
  if (point < 0x800) return {byte(0xC0 | (point >> 6)), byte(0x80 | (point & 0x3F))};
  return {byte(0xE0 | (point >> 12)), byte(0x80 | ((point >> 6) & 0x3F)), byte(0x80 | (point & 0x3F))};
}

}  // namespace tidegate
