#include "read/number_text.h"

#include <fast_float/fast_float.h>
#include <algorithm>
#include <array>
#include <cmath>

#include "base/missing.h"

namespace tidegate {
namespace {

constexpr std::array<std::string_view, 10> kMissingMarks = {"",     "na", "n/a", "nan",  "null",
                                                            "none", "-",  "?",   "#n/a", "-nan"};

bool equal_ignoring_case(std::string_view text, std::string_view lower) noexcept {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; });
}

/// Blanks, a plus sign, words and infinities: everything the plain case leaves over.
FieldValue parse_unusual(std::string_view text, char decimal_mark) noexcept {
  text = trimmed(text);
  if (is_missing_mark(text)) return {FieldKind::kNoValue, kMissingValue};
  if (equal_ignoring_case(text, "true")) return {FieldKind::kNumber, 1};
  if (equal_ignoring_case(text, "false")) return {FieldKind::kNumber, 0};
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = fast_float::from_chars_advanced(
      text.data(), end, value, fast_float::parse_options(fast_float::chars_format::general, decimal_mark));
  if (text.empty() || parsed.ptr != end || std::isnan(value)) return {FieldKind::kText, kMissingValue};
  if (std::isinf(value)) return {FieldKind::kInfinite, kMissingValue};
  return {FieldKind::kNumber, value};
}

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool is_missing_mark(std::string_view text) noexcept {
  return std::any_of(kMissingMarks.begin(), kMissingMarks.end(),
                     [text](std::string_view mark) { return equal_ignoring_case(text, mark); });
}

FieldValue parse_field(std::string_view text, char decimal_mark) noexcept {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto parsed = fast_float::from_chars_advanced(
      text.data(), end, value, fast_float::parse_options(fast_float::chars_format::general, decimal_mark));
  if (parsed.ec == std::errc() && parsed.ptr == end && std::isfinite(value)) return {FieldKind::kNumber, value};
  return parse_unusual(text, decimal_mark);
}

}  // namespace tidegate
