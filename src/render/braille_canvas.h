// A grid of dots shown as Braille characters, 2 × 4 dots each (Unicode U+2800 to U+28FF).
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tidegate {

class BrailleCanvas {
 public:
  BrailleCanvas(std::size_t columns, std::size_t rows) : columns_(columns), rows_(rows), cells_(columns * rows) {}

  std::size_t dots_across() const { return 2 * columns_; }
  std::size_t dots_down() const { return 4 * rows_; }

  /// x from the left, y from the top; what lies outside is ignored.
  void set(std::size_t x, std::size_t y);
  /// A straight line, both ends included (Bresenham 1965).
  void line(std::size_t x0, std::size_t y0, std::size_t x1, std::size_t y1);

  bool empty(std::size_t column, std::size_t row) const { return cells_[row * columns_ + column] == 0; }
  std::string glyph(std::size_t column, std::size_t row) const;  ///< UTF-8

 private:
  std::size_t columns_, rows_;
  std::vector<std::uint8_t> cells_;
};

/// UTF-8 of one code point below U+10000.
std::string utf8(char32_t point);

}  // namespace tidegate
