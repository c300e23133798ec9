#include "read/json_reader.h"

#include <algorithm>

#include "base/text.h"
#include "read/input_format.h"
#include "read/number_text.h"

namespace tidegate {
namespace {

constexpr std::size_t kMostUnknownKeys = 100;

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

Result<std::unique_ptr<JsonReader>> JsonReader::open(BlockBuffer buffer) {
  std::unique_ptr<JsonReader> reader(new JsonReader(std::move(buffer)));
  if (const Status found = reader->find_columns(); !found) return found.error();
  return reader;
}

/// Looks at the complete lines at hand without consuming them.
Status JsonReader::find_columns() {
  if (Status filled = buffer_.fill_to(kSampleBytes); !filled) return filled;
  if (buffer_.pending().starts_with(kByteOrderMark)) buffer_.consume(kByteOrderMark.size());
  std::string_view text = buffer_.pending();
  const std::size_t bytes = text.size();
  for (std::size_t number = 1; !text.empty() && bytes - text.size() < kSampleBytes; ++number) {
    const std::size_t end = text.find('\n');
    if (end == text.npos && !buffer_.ended() && !names_.empty()) break;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (is_blank(line)) continue;
    if (Status parsed = parse(line, number); !parsed) return parsed;
    for (std::size_t i = 0; i < record_.size(); ++i)
      if (columns_.try_emplace(std::string(record_.name(i)), names_.size()).second)
        names_.emplace_back(record_.name(i));
  }
  if (names_.empty())
    return fail(ErrorKind::kData, "contains no values").at({.source = name()}).remedy("give one JSON object per line");
  return {};
}

Status JsonReader::parse(std::string_view line, std::size_t number) {
  const std::string problem = parse_json_record(line, record_);
  if (problem.empty()) return {};
  const std::size_t end = std::min(problem.find('\n'), problem.size());  // what is expected stands below
  Error error = fail(ErrorKind::kData, problem.substr(0, end)).at({.source = name(), .line = number});
  return end == problem.size() ? error : std::move(error).remedy_below(problem.substr(end + 1));
}

Result<Fetch> JsonReader::next_line(std::string_view& line, bool may_wait) {
  for (;;) {
    const std::string_view pending = buffer_.pending();
    const std::size_t end = pending.find('\n');
    if (end != pending.npos || (buffer_.ended() && !pending.empty())) {
      line = pending.substr(0, end);
      buffer_.consume(std::min(line.size() + 1, pending.size()));
      ++line_;
      if (!is_blank(line)) return Fetch::kRecord;
      continue;
    }
    if (buffer_.ended()) return Fetch::kEnd;
    if (!may_wait) return Fetch::kLater;
    if (pending.size() >= BlockBuffer::kLongestRecord)
      return fail(ErrorKind::kData, "is longer than 16 MiB: is this a text file?")
          .at({.source = name(), .line = line_ + 1});
    if (const auto more = buffer_.fill(); !more) return more.error();
  }
}

/// Keys mostly come in the same order on every line, so the next column is tried first.
std::size_t JsonReader::column_of(std::string_view key, std::size_t guess) const {
  if (guess < names_.size() && names_[guess] == key) return guess;
  const auto found = columns_.find(key);
  return found == columns_.end() ? names_.size() : found->second;
}

void JsonReader::distribute(std::vector<std::string_view>& fields) {
  fields.assign(names_.size(), std::string_view());
  std::size_t guess = 0;
  for (std::size_t i = 0; i < record_.size(); ++i) {
    const std::size_t column = column_of(record_.name(i), guess);
    if (column < names_.size())
      fields[column] = record_.value(i);
    else if (unknown_.size() < kMostUnknownKeys)
      unknown_.try_emplace(std::string(record_.name(i)), line_);
    guess = column + 1;
  }
}

Result<Fetch> JsonReader::next(std::vector<std::string_view>& fields, bool may_wait) {
  std::string_view line;
  auto fetched = next_line(line, may_wait);
  if (!fetched || *fetched != Fetch::kRecord) return fetched;
  if (const Status parsed = parse(line, line_); !parsed) return parsed.error();
  distribute(fields);
  return Fetch::kRecord;
}

std::vector<std::string> JsonReader::left_out() const {
  std::vector<std::string> words;
  words.reserve(unknown_.size());
  for (const auto& [key, line] : unknown_) words.push_back(key + " (first seen in line " + count_text(line) + ")");
  return words;
}

}  // namespace tidegate
