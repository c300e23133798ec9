// Means over bins of equal length.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tidegate/source.h"

namespace tidegate {

/// A source of bins [k·length, (k+1)·length) since 1970-01-01T00:00:00Z: a row's stamp is the bin's start, its values
/// are means over the values present, its label is the largest. Bins without a row that lie between others are rows of
/// NaN. Of a table with keys, each key has bins of its own, as if its rows stood alone; a bin comes when the first row
/// of its key beyond it has been read, the last of every key at the end, in the order of the keys. Memory: a bin a key.
class ResampleSource final : public Source {
 public:
  static constexpr std::size_t kMostEmptyBins = 10'000'000;  ///< in one gap

  /// Errors: kUsage (length below 1 ms), kData (the input has no time).
  static Result<std::unique_ptr<Source>> wrap(std::unique_ptr<Source> inner, Duration length);

  const std::string& name() const override { return inner_->name(); }
  const std::string& time_column() const override { return inner_->time_column(); }
  const std::vector<Channel>& channels() const override { return inner_->channels(); }
  const ReadNotes& notes() const override { return inner_->notes(); }
  const std::string& key_column() const override { return inner_->key_column(); }
  const std::vector<std::string>& keys() const override { return inner_->keys(); }

  /// Errors: those of the input; kData (a row earlier than the bin before it of its key, a gap of absurdly many bins).
  Result<bool> next(Rows& rows) override;

 private:
  static constexpr Timestamp kNoBin = Timestamp::min();  ///< of a key without a row so far

  struct Bin {
    bool open = false;  ///< is yet to be written
    Timestamp start = kNoBin;
    std::int16_t utc_offset_minutes = 0;
    std::int8_t label = 0;
  };

  ResampleSource(std::unique_ptr<Source> inner, Duration length);
  std::size_t key_of_row() const { return block_.key.empty() ? 0 : block_.key[used_]; }
  Result<bool> have_row();
  Status check_step(std::size_t key, Timestamp next_start) const;
  void open_bin(std::size_t key, Timestamp start);
  void add_row(std::size_t key);
  void write_bin(std::size_t key, Rows& rows, std::size_t row);
  Result<bool> advance();
  bool next_open();

  std::unique_ptr<Source> inner_;
  Duration length_;
  Rows block_;                        ///< of the input
  std::size_t used_ = 0;              ///< rows of it already in a bin
  std::vector<Bin> bin_;              ///< of each key met; one if there are none
  std::vector<double> mean_;          ///< (keys, channels)
  std::vector<std::uint32_t> count_;  ///< (keys, channels)
  std::size_t ready_ = 0;             ///< key whose bin is to be written
  bool ended_ = false;                ///< the input; what is open is then written
  std::size_t bins_ = 0;              ///< given so far
  bool has_label_ = false;
};

}  // namespace tidegate
