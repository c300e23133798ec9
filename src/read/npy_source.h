// Rows of a NumPy .npy file.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "read/block_buffer.h"
#include "read/npy_header.h"
#include "series/time_text.h"
#include "tidegate/source.h"

namespace tidegate {

/// A single column is the channel "value"; the columns of a wider array (rows, columns) are c0, c1 …; one of them may
/// be the time (a count since 1970) or the label. Row-major files are read in bounded memory, column-major ones as a
/// whole.
class NpySource final : public Source {
 public:
  /// Errors: kData (header, unknown column, fewer bytes than announced).
  static Result<std::unique_ptr<Source>> open(BlockBuffer buffer, const ReadOptions& options);

  const std::string& name() const override { return buffer_.name(); }
  const std::string& time_column() const override { return time_name_; }
  const std::vector<Channel>& channels() const override { return channels_; }
  const ReadNotes& notes() const override { return notes_; }
  Result<bool> next(Rows& rows) override;

 private:
  using ReadNumber = double (*)(const char*) noexcept;

  explicit NpySource(BlockBuffer buffer) : buffer_(std::move(buffer)) {}
  Status start(const ReadOptions& options);
  Status plan(const ReadOptions& options);
  Status find_time_unit(const std::string& wanted);
  Status load_whole();
  Status check_end();
  Error truncated(std::size_t found) const;
  double number(const char* row, std::size_t column) const noexcept;
  double finite_number(const char* row, std::size_t column);
  Status add_time(Rows& rows, double count);
  Status add_row(Rows& rows, std::size_t row, const char* bytes);

  BlockBuffer buffer_;
  NpyHeader header_;
  ReadNumber read_number_ = nullptr;
  std::size_t item_stride_ = 0;  ///< bytes from one column of a row to the next
  std::vector<char> whole_;      ///< of a column-major array
  std::string time_name_;
  std::optional<std::size_t> time_, label_;
  TimeFormat time_unit_ = TimeFormat::kSeconds;
  std::vector<std::size_t> channel_columns_;
  std::vector<Channel> channels_;
  ReadNotes notes_;
};

}  // namespace tidegate
