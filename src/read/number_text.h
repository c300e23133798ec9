// Numbers as they stand in text files.
#pragma once
#include <string_view>

namespace tidegate {

enum class FieldKind { kNumber, kNoValue, kInfinite, kText };

/// What a field says; `value` is NaN unless the kind is kNumber.
struct FieldValue {
  FieldKind kind = FieldKind::kNoValue;
  double value = 0;
};

/// Removes blanks and tabs on both sides.
std::string_view trimmed(std::string_view text) noexcept;

/// True for the usual marks of a missing value: empty, NA, N/A, NaN, nan, null, NULL, None, -, ? …
bool is_missing_mark(std::string_view text) noexcept;

/// Reads a decimal number with the given decimal mark; `true` and `false` are 1 and 0. Digits beyond the range of
/// double are infinite, subnormals are kept. Nearest double to the text (fast_float). Cost: no allocation.
FieldValue parse_field(std::string_view text, char decimal_mark) noexcept;

}  // namespace tidegate
