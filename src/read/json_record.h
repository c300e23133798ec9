// One line of JSON taken apart into named text fields.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate {

/// The fields of one JSON object or array of numbers, in their order. A key within an object within `a` is `a.key`, an
/// array's elements are `a.0`, `a.1` …; those of a line that is an array itself are `c0`, `c1` ….
/// Numbers are kept as they are written, null is empty, true and false are words.
struct JsonRecord {
  struct Piece {
    std::size_t name_end = 0, value_end = 0;  ///< in `chars`; a name begins where the value before it ends
  };
  std::string chars;
  std::vector<Piece> pieces;

  std::size_t size() const { return pieces.size(); }
  std::string_view name(std::size_t i) const;
  std::string_view value(std::size_t i) const;
};

/// Replaces `record`; returns what is wrong with `line`, or an empty text. Cost: no allocation once the buffers have
/// grown, but for the parser's own token buffer.
std::string parse_json_record(std::string_view line, JsonRecord& record);

}  // namespace tidegate
