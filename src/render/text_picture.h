// A picture of characters with one colour each, turned into text line by line.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate {

/// What a character means; colours follow from it (readable on light and dark terminals alike).
enum class Ink : std::uint8_t { kPlain, kBold, kDim, kObserved, kExpected, kBand, kEvent, kScore };

class TextPicture {
 public:
  TextPicture(std::size_t width, std::size_t height) : width_(width), height_(height), cells_(width * height) {}

  std::size_t width() const { return width_; }
  std::size_t height() const { return height_; }

  /// `glyph` is one character (UTF-8). What lies outside is cut.
  void put(std::size_t column, std::size_t row, std::string_view glyph, Ink ink = Ink::kPlain);
  /// Writes a text from left to right.
  void write(std::size_t column, std::size_t row, std::string_view text, Ink ink = Ink::kPlain);
  bool free(std::size_t column, std::size_t row, std::size_t length) const;

  /// Lines end in newlines, without trailing blanks; with `colour`, escape sequences that end on their own line.
  std::string text(bool colour) const;

 private:
  struct Cell {
    std::string glyph;
    Ink ink = Ink::kPlain;
  };
  void append_line(std::string& out, std::size_t row, bool colour) const;

  std::size_t width_, height_;
  std::vector<Cell> cells_;
};

/// Number of characters of a UTF-8 text.
std::size_t character_count(std::string_view text);

}  // namespace tidegate
