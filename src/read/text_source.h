// Turns text records into rows of numbers.
#pragma once
#include <memory>
#include <optional>

#include "read/category_codes.h"
#include "read/columns.h"
#include "read/record_reader.h"
#include "series/time_zone.h"
#include "tidegate/source.h"

namespace tidegate {

/// Rows of CSV or JSON lines. No allocation a row once the blocks have grown to their size, but for new keys. Columns
/// of categories are channels of codes; `CategorySource` makes flags of them.
class TextSource final : public Source {
 public:
  /// Reads the sample (1,000 records) and plans the columns. Errors: kData (header only, columns), kUsage (time zone).
  static Result<std::unique_ptr<TextSource>> open(std::unique_ptr<RecordReader> reader, const ReadOptions& options);

  const std::string& name() const override { return reader_->name(); }
  const std::string& time_column() const override { return time_column_; }
  const std::vector<Channel>& channels() const override { return plan_.channels; }
  const ReadNotes& notes() const override { return notes_; }
  const std::string& key_column() const override { return key_column_; }
  const std::vector<std::string>& keys() const override { return keys_.names(); }
  const std::vector<CategoryCodes>& categories() const { return categories_; }
  Result<bool> next(Rows& rows) override;

 private:
  explicit TextSource(std::unique_ptr<RecordReader> reader) : reader_(std::move(reader)) {}
  Status start(const ReadOptions& options);
  Status read_sample();
  Result<Fetch> next_record(bool may_wait);
  Status add_row(Rows& rows, std::size_t row);
  Status add_time(Rows& rows);
  Status add_values(std::span<double> values);
  Status add_codes(std::span<double> values);
  Status add_key(Rows& rows);
  Status add_label(Rows& rows);
  Error bad_field(std::size_t column, const std::string& what) const;

  std::unique_ptr<RecordReader> reader_;
  ColumnPlan plan_;
  std::string time_column_, key_column_;
  NameTable keys_;
  std::vector<CategoryCodes> categories_;
  std::optional<TimeZone> zone_;
  ReadNotes notes_;
  char decimal_mark_ = '.';

  RecordSample sample_;
  std::size_t sample_used_ = 0;  ///< records of the sample already given as rows
  std::vector<std::string_view> fields_;
  std::size_t line_ = 0;  ///< of the record in `fields_`
};

}  // namespace tidegate
