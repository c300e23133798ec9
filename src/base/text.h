// Words for numbers and lists, used in messages and results.
#pragma once
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace tidegate {

/// Shortest text that reads back as the same bits; "" for NaN, "inf" / "-inf" for infinities.
std::string number_text(double value);
void append_number(std::string& out, double value);  ///< the same, without a temporary

/// For people: `digits` significant digits, no exponent between 1e-4 and 1e7.
std::string round_text(double value, int digits = 4);

/// 12345678 → "12,345,678".
std::string count_text(std::size_t value);
/// (1, "row") → "1 row", (2, "row") → "2 rows".
std::string plural(std::size_t count, std::string_view noun);
/// 1 → "1st", 12 → "12th", 92 → "92nd"; a fraction as in "99.5th". With all its digits: 99.999 is not the 100th.
std::string ordinal(double value);
/// 3725 s → "1 h 2 min"; 3600 → "1 h"; 12.34 → "12.3 s"; 0.0042 → "4.2 ms".
std::string seconds_text(double seconds);

/// 1234 → "1.23 kB", 5e6 → "5 MB".
std::string bytes_text(double bytes);

/// The candidate nearest to `word` by edit distance, or "" if none is near (distance above a third of its length + 1).
std::string nearest_word(std::string_view word, std::span<const std::string> candidates);

/// The text itself if it is UTF-8, else its bytes read as Latin-1: names go into JSON, which knows nothing else.
std::string utf8_text(std::string_view text);

/// Characters of UTF-8, not bytes: "µs" has two.
std::size_t characters(std::string_view text) noexcept;

/// {"a", "b", "c"} → "a, b, c".
std::string join(std::span<const std::string> words, std::string_view separator = ", ");

}  // namespace tidegate
