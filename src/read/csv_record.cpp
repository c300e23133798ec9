#include "read/csv_record.h"

#include <cstring>

namespace tidegate {
namespace {

struct Field {
  std::string_view text;
  const char* next = nullptr;  ///< the delimiter or line end after it; null if the text ended first
  std::size_t lines = 0;
  bool doubled = false;  ///< holds doubled quotes
  bool clean = true;     ///< nothing stands between closing quote and delimiter
};

Field scan_plain(const char* at, const char* end, char delimiter) {
  const char* const begin = at;
  while (at != end && *at != delimiter && *at != '\n') ++at;
  if (at == end) return {{begin, static_cast<std::size_t>(at - begin)}, nullptr};
  return {{begin, static_cast<std::size_t>(at - begin)}, at};
}

/// `at` is behind the opening quote.
Field scan_quoted(const char* at, const char* end, char delimiter) {
  Field field;
  const char* const begin = at;
  for (;; ++at) {
    if (at == end) return field;
    if (*at == '\n') ++field.lines;
    if (*at != '"') continue;
    if (at + 1 == end || at[1] != '"') break;
    field.doubled = true;
    ++at;
  }
  field.text = {begin, static_cast<std::size_t>(at - begin)};
  ++at;
  if (at != end && *at == '\r') ++at;
  field.next = at;
  field.clean = at == end || *at == delimiter || *at == '\n';
  return field;
}

/// A doubled quote becomes one; the field shrinks where it stands.
std::string_view undouble(std::string_view field) {
  char* const begin = const_cast<char*>(field.data());
  char* to = begin;
  for (std::size_t i = 0; i < field.size(); ++i) {
    *to++ = field[i];
    if (field[i] == '"') ++i;
  }
  return {begin, static_cast<std::size_t>(to - begin)};
}

void undouble_marked(std::vector<std::string_view>& fields, const std::vector<std::size_t>& marked) {
  for (const std::size_t i : marked) fields[i] = undouble(fields[i]);
}

void drop_carriage_return(std::string_view& field) {
  if (!field.empty() && field.back() == '\r') field.remove_suffix(1);
}

}  // namespace

SplitRecord split_record(char* begin, char* end, char delimiter, bool last, std::vector<std::string_view>& fields) {
  fields.clear();
  std::vector<std::size_t> doubled;  // allocates only if a field holds doubled quotes
  SplitRecord record;
  const char* at = begin;
  for (;;) {
    const bool quoted = at != end && *at == '"';
    Field field = quoted ? scan_quoted(at + 1, end, delimiter) : scan_plain(at, end, delimiter);
    record.lines += field.lines;
    const bool open = quoted && field.next == nullptr;
    const bool cut = field.next == nullptr || field.next == end;
    if (open) record.outcome = Split::kOpenQuote;
    if (open || (cut && !last)) return record;
    if (!field.clean) return {Split::kTextAfterQuote, 0, record.lines};
    if (!quoted && (cut || *field.next == '\n')) drop_carriage_return(field.text);
    if (field.doubled) doubled.push_back(fields.size());
    fields.push_back(field.text);
    if (cut || *field.next == '\n') {
      at = cut ? end : field.next + 1;
      record.lines += cut ? 0 : 1;
      break;
    }
    at = field.next + 1;
  }
  undouble_marked(fields, doubled);
  record.outcome = Split::kRecord;
  record.bytes = static_cast<std::size_t>(at - begin);
  return record;
}

}  // namespace tidegate
