#include "base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <limits>
#include <vector>

namespace tidegate {

void append_number(std::string& out, double value) {
  if (std::isnan(value)) return;
  std::array<char, 40> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  out.append(buffer.data(), end);
}

std::string number_text(double value) {
  std::string out;
  append_number(out, value);
  return out;
}

std::string round_text(double value, int digits) {
  if (std::isnan(value)) return "–";
  const double size = std::abs(value);
  std::array<char, 64> buffer;
  const bool plain = size == 0 || (size >= 1e-4 && size < 1e7);
  if (!plain) {
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, digits).ptr;
    return {buffer.data(), end};
  }
  const int before = size < 1 ? 0 : static_cast<int>(std::floor(std::log10(size))) + 1;
  const int leading = size > 0 && size < 1 ? static_cast<int>(std::floor(-std::log10(size))) : 0;
  const int decimals = std::max(0, digits - before + leading);
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals).ptr;
  std::string text(buffer.data(), end);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string count_text(std::size_t value) {
  std::string text = std::to_string(value);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
  return text;
}

std::string plural(std::size_t count, std::string_view noun) {
  return count_text(count) + " " + std::string(noun) + (count == 1 || noun == "series" ? "" : "s");
}

std::string ordinal(double value) {
  const std::string number = number_text(value);
  const std::size_t digits = number.find_last_not_of("0123456789") + 1;  // where a whole number begins
  const bool whole = digits == 0 || (digits == 1 && number.front() == '-');
  const bool teen = number.size() - digits > 1 && number[number.size() - 2] == '1';
  if (!whole || teen) return number + "th";
  const char last = number.back();
  return number + (last == '1' ? "st" : last == '2' ? "nd" : last == '3' ? "rd" : "th");
}

namespace {

/// 3720 s in h and min → "1 h 2 min"; a second unit of zero is left out.
std::string two_units(std::size_t seconds, std::size_t large, const char* large_name, std::size_t small,
                      const char* small_name) {
  const std::string text = std::to_string(seconds / large) + large_name;
  const std::size_t rest = seconds % large / small;
  return rest == 0 ? text : text + " " + std::to_string(rest) + small_name;
}

}  // namespace

std::string seconds_text(double seconds) {
  if (seconds < 1e-3) return round_text(seconds * 1e6, 3) + " µs";
  if (seconds < 1) return round_text(seconds * 1e3, 3) + " ms";
  const auto whole = static_cast<std::size_t>(std::llround(seconds));
  if (seconds < 120 && whole % 60 != 0) return round_text(seconds, 3) + " s";
  if (whole < 3600) return two_units(whole, 60, " min", 1, " s");
  if (whole < 172800) return two_units(whole, 3600, " h", 60, " min");
  return two_units(whole, 86400, " d", 3600, " h");
}

namespace {

/// Letters put in, left out, replaced, or swapped with their neighbour.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), row(b.size() + 1), next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      next[j] = std::min({row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), row[j] + 1, next[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        next[j] = std::min(next[j], before[j - 2] + 1);
    }
    std::swap(before, row);
    std::swap(row, next);
  }
  return row.back();
}

/// So many letters may be wrong; of a short word half at most, since any three letters are near any other three.
std::size_t most_wrong(std::string_view word) { return std::min(word.size() / 3 + 1, word.size() / 2); }

}  // namespace

std::string nearest_word(std::string_view word, std::span<const std::string> candidates) {
  std::string best;
  std::size_t best_distance = most_wrong(word) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

namespace {

bool is_continuation(unsigned char byte) { return byte >= 0x80 && byte < 0xC0; }

/// Length of the UTF-8 sequence a byte begins; 0 = none.
std::size_t sequence_length(unsigned char byte) {
  if (byte < 0x80) return 1;
  if (byte >= 0xC2 && byte < 0xE0) return 2;
  if (byte >= 0xE0 && byte < 0xF0) return 3;
  return byte >= 0xF0 && byte < 0xF5 ? 4 : 0;
}

bool is_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(static_cast<unsigned char>(text[i]));
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k)
      if (!is_continuation(static_cast<unsigned char>(text[i + k]))) return false;
    i += length;
  }
  return true;
}

}  // namespace

std::string utf8_text(std::string_view text) {
  if (is_utf8(text)) return std::string(text);
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) out += static_cast<char>(0xC0 | (byte >> 6));
    out += byte >= 0x80 ? static_cast<char>(0x80 | (byte & 0x3F)) : c;
  }
  return out;
}

std::size_t characters(std::string_view text) noexcept {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string join(std::span<const std::string> words, std::string_view separator) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += separator;
    out += word;
  }
  return out;
}

std::string bytes_text(double bytes) {
  char text[40];
  if (bytes < 1000)
    std::snprintf(text, sizeof text, "%.0f B", bytes);
  else if (bytes < 1e6)
    std::snprintf(text, sizeof text, "%.3g kB", bytes / 1e3);
  else if (bytes < 1e9)
    std::snprintf(text, sizeof text, "%.3g MB", bytes / 1e6);
  else
    std::snprintf(text, sizeof text, "%.3g GB", bytes / 1e9);
  return text;
}

}  // namespace tidegate
