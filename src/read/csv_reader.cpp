#include "read/csv_reader.h"

#include <algorithm>

#include "base/text.h"
#include "read/columns.h"
#include "read/input_format.h"
#include "read/number_text.h"

namespace tidegate {
namespace {

/// End of the first two lines, so that a wide header and a row are part of the sample.
std::size_t two_lines(std::string_view text) {
  const std::size_t first = text.find('\n');
  const std::size_t second = first == text.npos ? text.npos : text.find('\n', first + 1);
  return second == text.npos ? text.npos : second + 1;
}

Status fill_sample(BlockBuffer& buffer) {
  if (Status filled = buffer.fill_to(kSampleBytes); !filled) return filled;
  while (two_lines(buffer.pending()) == std::string_view::npos && !buffer.ended() &&
         buffer.pending().size() < BlockBuffer::kLongestRecord)
    if (const auto more = buffer.fill(); !more) return more.error();
  return {};
}

/// 64 KiB or two lines, whichever is more; a line that never ends is of no use.
std::string_view leading_text(const BlockBuffer& buffer) {
  const std::string_view pending = buffer.pending();
  const std::size_t lines = two_lines(pending);
  if (lines == std::string_view::npos) return buffer.ended() ? pending : pending.substr(0, kSampleBytes);
  return pending.substr(0, std::max(kSampleBytes, lines));
}

}  // namespace

Result<std::unique_ptr<CsvReader>> CsvReader::open(BlockBuffer buffer, const ReadOptions& options) {
  std::unique_ptr<CsvReader> reader(new CsvReader(std::move(buffer)));
  if (const Status started = reader->start(options); !started) return started.error();
  return reader;
}

Status CsvReader::start(const ReadOptions& options) {
  if (Status filled = fill_sample(buffer_); !filled) return filled;
  if (buffer_.pending().starts_with(kByteOrderMark)) buffer_.consume(kByteOrderMark.size());
  const std::string_view sample = leading_text(buffer_);
  const bool whole = buffer_.ended() && sample.size() == buffer_.pending().size();
  const auto dialect = detect_dialect(std::string(sample), whole, options);
  if (!dialect) return dialect.error();
  dialect_ = *dialect;
  names_ = numbered_names(std::max<std::size_t>(1, dialect_.first_record.size()));
  if (!dialect_.has_header) return {};
  std::vector<std::string_view> header;
  const auto fetched = next_record(header, true);
  if (!fetched) return fetched.error();
  names_.clear();
  for (const std::string_view field : header) names_.emplace_back(trimmed(field));
  return {};
}

Error CsvReader::at_line(std::size_t line, const std::string& what) const {
  return fail(ErrorKind::kData, what).at({.source = name(), .line = line});
}

Status CsvReader::read_more() {
  const bool quoted = record_.outcome == Split::kOpenQuote;
  if (buffer_.ended() && quoted)
    return at_line(next_line_, "a quote opened in this record is never closed")
        .remedy_below("close it")
        .remedy("double a quote that is part of the text (\"\")");
  if (buffer_.pending().size() >= BlockBuffer::kLongestRecord)
    return at_line(next_line_, std::string("is longer than 16 MiB: is this a text file?") +
                                   (quoted ? "\na quote opened in it may never be closed" : ""));
  const auto more = buffer_.fill();
  return more ? Status{} : Status(more.error());
}

/// Splits the next record that is not a blank line, without consuming it.
Result<Fetch> CsvReader::next_record(std::vector<std::string_view>& fields, bool may_wait) {
  for (;;) {
    if (buffer_.ended() && buffer_.pending().empty()) return Fetch::kEnd;
    record_ = split_record(buffer_.begin(), buffer_.end(), dialect_.delimiter, buffer_.ended(), fields);
    if (record_.outcome == Split::kTextAfterQuote)
      return at_line(next_line_, "text follows a closing quote")
          .remedy_below("double a quote that is part of the text (\"\")");
    if (record_.outcome != Split::kRecord) {
      if (!may_wait && !buffer_.ended()) return Fetch::kLater;
      if (const Status read = read_more(); !read) return read.error();
      continue;
    }
    const bool blank = fields.size() == 1 && *buffer_.begin() != '"' && trimmed(fields[0]).empty();
    line_ = next_line_;
    if (!blank) break;
    blank_rows_ += names_.size() == 1 ? 1 : 0;
    buffer_.consume(record_.bytes);
    next_line_ += record_.lines;
  }
  if (blank_rows_ == 0) {
    buffer_.consume(record_.bytes);
    next_line_ += record_.lines;
  }
  return Fetch::kRecord;
}

Status CsvReader::check_width(std::size_t found) const {
  if (found == names_.size()) return {};
  return at_line(line_, "expected " + plural(names_.size(), "field") + ", found " + count_text(found))
      .remedy_below(std::string("every row needs as many fields as the ") +
                    (dialect_.has_header ? "header" : "first row") + "; quote a field that holds the delimiter '" +
                    (dialect_.delimiter == '\t' ? "tab" : std::string(1, dialect_.delimiter)) + "'");
}

Result<Fetch> CsvReader::next(std::vector<std::string_view>& fields, bool may_wait) {
  auto fetched = next_record(fields, may_wait);
  if (!fetched || *fetched != Fetch::kRecord) return fetched;
  if (blank_rows_ > 0) {
    line_ -= blank_rows_--;
    fields.assign(1, std::string_view());
    return Fetch::kRecord;
  }
  if (const Status width = check_width(fields.size()); !width) return width.error();
  return Fetch::kRecord;
}

}  // namespace tidegate
