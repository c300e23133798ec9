// Splits CSV text into records and fields (RFC 4180).
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

namespace tidegate {

enum class Split {
  kRecord,
  kIncomplete,      ///< the text ends before the record does
  kOpenQuote,       ///< the text ends inside quotes
  kTextAfterQuote,  ///< a closing quote is followed by something else than a delimiter or the end of the line
};

struct SplitRecord {
  Split outcome = Split::kIncomplete;
  std::size_t bytes = 0;  ///< of the record with its line end
  std::size_t lines = 0;  ///< line ends in it; more than 1 if a quoted field holds some
};

/// Splits the first record of [begin, end) into `fields`. `last` says that nothing follows: the end of the text is then
/// the end of the record. Doubled quotes are made single in place, only when the record is complete.
/// Line ends are LF or CRLF; a quote inside an unquoted field is taken as it stands. Cost: one pass, no allocation once
/// `fields` is large enough.
SplitRecord split_record(char* begin, char* end, char delimiter, bool last, std::vector<std::string_view>& fields);

}  // namespace tidegate
