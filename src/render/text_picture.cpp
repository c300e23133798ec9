#include "render/text_picture.h"

#include <algorithm>

#include "render/field_text.h"

namespace tidegate {
namespace {

const char* escape_of(Ink ink) {
  switch (ink) {
    case Ink::kPlain:
      return "\033[0m";
    case Ink::kBold:
      return "\033[0;1m";
    case Ink::kDim:
      return "\033[0;38;5;245m";
    case Ink::kObserved:
      return "\033[0m";
    case Ink::kExpected:
      return "\033[0;38;5;33m";
    case Ink::kBand:
      return "\033[0;38;5;67m";
    case Ink::kEvent:
      return "\033[0;1;38;5;197m";
    case Ink::kScore:
      return "\033[0;38;5;245m";
  }
  return "";
}

}  // namespace

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, starts_character));
}

void TextPicture::put(std::size_t column, std::size_t row, std::string_view glyph, Ink ink) {
  if (column < width_ && row < height_) cells_[row * width_ + column] = {std::string(glyph), ink};
}

void TextPicture::write(std::size_t column, std::size_t row, std::string_view text, Ink ink) {
  for (std::size_t at = 0; at < text.size(); ++column) {
    std::size_t end = at + 1;
    while (end < text.size() && !starts_character(text[end])) ++end;
    put(column, row, text.substr(at, end - at), ink);
    at = end;
  }
}

bool TextPicture::free(std::size_t column, std::size_t row, std::size_t length) const {
  if (row >= height_ || column + length > width_) return false;
  const auto first = cells_.begin() + static_cast<std::ptrdiff_t>(row * width_ + column);
  return std::all_of(first, first + static_cast<std::ptrdiff_t>(length), [](const Cell& c) { return c.glyph.empty(); });
}

void TextPicture::append_line(std::string& out, std::size_t row, bool colour) const {
  std::size_t end = width_;
  while (end > 0 && (cells_[row * width_ + end - 1].glyph.empty() || cells_[row * width_ + end - 1].glyph == " "))
    --end;
  Ink ink = Ink::kPlain;
  for (std::size_t column = 0; column < end; ++column) {
    const Cell& cell = cells_[row * width_ + column];
    if (colour && !cell.glyph.empty() && cell.ink != ink) out += escape_of(ink = cell.ink);
    out += cell.glyph.empty() ? " " : cell.glyph;
  }
  if (ink != Ink::kPlain) out += escape_of(Ink::kPlain);
  out += '\n';
}

std::string TextPicture::text(bool colour) const {
  std::string out;
  for (std::size_t row = 0; row < height_; ++row) append_line(out, row, colour);
  return out;
}

}  // namespace tidegate
