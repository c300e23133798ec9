// Fields of results as text: CSV quoting and JSON values.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace tidegate {

/// Quoted only if it holds a separator, a quote or a line end. Source: RFC 4180, section 2.
void append_csv_text(std::string& out, std::string_view text);

/// Quoted and escaped; bytes that are not UTF-8 become U+FFFD. Source: RFC 8259, section 7.
void append_json_text(std::string& out, std::string_view text);

/// Shortest round trip; null for NaN and infinities, which JSON has not.
void append_json_number(std::string& out, double value);

/// Of UTF-8; false for the further bytes of a character.
inline bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace tidegate
