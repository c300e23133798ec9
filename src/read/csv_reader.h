// Records of a CSV input.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "read/block_buffer.h"
#include "read/csv_dialect.h"
#include "read/csv_record.h"
#include "read/record_reader.h"

namespace tidegate {

/// Blank lines are skipped; in a file of one column they are rows with a missing value, except at the end.
class CsvReader final : public RecordReader {
 public:
  /// Finds the dialect and reads the header. Errors: kData (nothing but a header is found later, by who needs rows).
  static Result<std::unique_ptr<CsvReader>> open(BlockBuffer buffer, const ReadOptions& options);

  const std::string& name() const override { return buffer_.name(); }
  std::size_t stored_bytes() const override { return buffer_.stored_bytes(); }
  const std::vector<std::string>& column_names() const override { return names_; }
  char decimal_mark() const override { return dialect_.decimal_mark; }
  std::size_t line() const override { return line_; }
  Result<Fetch> next(std::vector<std::string_view>& fields, bool may_wait) override;

 private:
  explicit CsvReader(BlockBuffer buffer) : buffer_(std::move(buffer)) {}
  Status start(const ReadOptions& options);
  Status read_more();
  Result<Fetch> next_record(std::vector<std::string_view>& fields, bool may_wait);
  Status check_width(std::size_t found) const;
  Error at_line(std::size_t line, const std::string& what) const;

  BlockBuffer buffer_;
  CsvDialect dialect_;
  std::vector<std::string> names_;
  SplitRecord record_;    ///< the one just split and not yet consumed
  std::size_t line_ = 0;  ///< of the last record
  std::size_t next_line_ = 1;
  std::size_t blank_rows_ = 0;  ///< met in a one-column file; rows only if something follows
};

}  // namespace tidegate
