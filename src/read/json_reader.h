// Records of JSON lines.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "read/block_buffer.h"
#include "read/json_record.h"
#include "read/record_reader.h"

namespace tidegate {

/// One JSON object (or array of numbers) a line; blank lines are skipped. The columns are the keys met in the first
/// lines (64 KiB), in the order of their first appearance; a key that appears only later is left out and noted.
class JsonReader final : public RecordReader {
 public:
  /// Errors: kData (invalid JSON, naming line and byte).
  static Result<std::unique_ptr<JsonReader>> open(BlockBuffer buffer);

  const std::string& name() const override { return buffer_.name(); }
  std::size_t stored_bytes() const override { return buffer_.stored_bytes(); }
  const std::vector<std::string>& column_names() const override { return names_; }
  char decimal_mark() const override { return '.'; }
  std::size_t line() const override { return line_; }
  std::vector<std::string> left_out() const override;
  Result<Fetch> next(std::vector<std::string_view>& fields, bool may_wait) override;

 private:
  explicit JsonReader(BlockBuffer buffer) : buffer_(std::move(buffer)) {}
  Status find_columns();
  Status parse(std::string_view line, std::size_t number);
  Result<Fetch> next_line(std::string_view& line, bool may_wait);
  std::size_t column_of(std::string_view key, std::size_t guess) const;
  void distribute(std::vector<std::string_view>& fields);

  BlockBuffer buffer_;
  std::vector<std::string> names_;
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::map<std::string, std::size_t, std::less<>> unknown_;  ///< key → line of its first appearance
  JsonRecord record_;
  std::size_t line_ = 0;
};

}  // namespace tidegate
