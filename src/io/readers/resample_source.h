// Means over bins of equal length.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "tidegate/source.h"

namespace tidegate {

/// A source of bins [k·length, (k+1)·length) since 1970-01-01T00:00:00Z: a row's stamp is the bin's start, its values
/// are means over the values present, its label is the largest. Bins without a row that lie between others are rows of
/// NaN.
class ResampleSource final : public Source {
 public:
  static constexpr std::size_t kMostEmptyBins = 10'000'000;  ///< in one gap

  /// Errors: kUsage (length below 1 ms), kData (the input has no time).
  static Result<std::unique_ptr<Source>> wrap(std::unique_ptr<Source> inner, Duration length);

  const std::string& name() const override { return inner_->name(); }
  const std::string& time_column() const override { return inner_->time_column(); }
  const std::vector<Channel>& channels() const override { return inner_->channels(); }
  const ReadNotes& notes() const override { return inner_->notes(); }

  /// Errors: those of the input; kData (a row earlier than the bin before it, a gap of absurdly many bins).
  Result<bool> next(Rows& rows) override;

 private:
  struct Bin {
    Timestamp start{};
    std::int16_t utc_offset_minutes = 0;
    std::int8_t label = 0;
    std::vector<double> mean;
    std::vector<std::size_t> count;
  };

  ResampleSource(std::unique_ptr<Source> inner, Duration length);
  Result<bool> have_row();
  Status check_step(Timestamp next_start) const;
  void open_bin(Timestamp start);
  void add_row();
  void write_bin(Rows& rows, std::size_t row);
  Result<bool> advance();

  std::unique_ptr<Source> inner_;
  Duration length_;
  Rows block_;            ///< of the input
  std::size_t used_ = 0;  ///< rows of it already in a bin
  bool open_ = false;     ///< `bin_` is yet to be written
  Bin bin_;
  std::size_t bins_ = 0;  ///< given so far
  bool has_label_ = false;
};

}  // namespace tidegate
