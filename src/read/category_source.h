// Codes of categories to flags, a channel a category.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "read/text_source.h"

namespace tidegate {

/// Where all categories are known beforehand, rows are passed on block by block. Otherwise the whole input is read
/// first: about 8·C + 40 bytes a row, given back block by block.
class CategorySource final : public Source {
 public:
  /// Errors: of the input; kInterrupted.
  static Result<std::unique_ptr<Source>> wrap(std::unique_ptr<TextSource> inner,
                                              const std::function<bool()>& stop_requested);

  const std::string& name() const override { return inner_->name(); }
  const std::string& time_column() const override { return inner_->time_column(); }
  const std::vector<Channel>& channels() const override { return channels_; }
  const ReadNotes& notes() const override { return notes_; }
  const std::string& key_column() const override { return inner_->key_column(); }
  const std::vector<std::string>& keys() const override { return inner_->keys(); }
  Result<bool> next(Rows& rows) override;

 private:
  /// The channels that one text column becomes.
  struct Flags {
    std::size_t count = 0;
    std::vector<std::size_t> flag_of;  ///< of each code; `count` = none
    std::size_t flag_of_unknown = 0;
  };

  explicit CategorySource(std::unique_ptr<TextSource> inner) : inner_(std::move(inner)) {}
  Status read_whole(const std::function<bool()>& stop_requested);
  void plan_channels();
  std::vector<std::size_t> rows_of_values(const CategoryCodes& category) const;
  Flags plan_flags(const CategoryCodes& category);
  void write_notes();
  void spread(std::span<const double> from, std::span<double> to) const;

  std::unique_ptr<TextSource> inner_;
  std::vector<Channel> channels_;
  std::vector<Flags> flags_;  ///< one entry a category of the input
  std::deque<Rows> waiting_;  ///< read and not yet given
  Rows block_;                ///< as the input gives it
  ReadNotes notes_;
  std::vector<CategoryNotes> rare_;
};

}  // namespace tidegate
