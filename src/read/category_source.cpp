#include "read/category_source.h"

#include <algorithm>
#include <cmath>

namespace tidegate {

Result<std::unique_ptr<Source>> CategorySource::wrap(std::unique_ptr<TextSource> inner,
                                                     const std::function<bool()>& stop_requested) {
  std::unique_ptr<CategorySource> source(new CategorySource(std::move(inner)));
  if (!std::ranges::all_of(source->inner_->categories(), &CategoryCodes::is_known))
    if (Status read = source->read_whole(stop_requested); !read) return read.error();
  source->plan_channels();
  source->write_notes();
  return source;
}

Status CategorySource::read_whole(const std::function<bool()>& stop_requested) {
  for (;;) {
    const auto more = inner_->next(block_);
    if (!more) return more.error();
    if (!*more) return {};
    if (stop_requested && stop_requested())
      return fail(ErrorKind::kInterrupted, "interrupted while reading").at({.source = name()});
    waiting_.push_back(std::exchange(block_, Rows()));
  }
}

/// How often each value was met in the rows that wait.
std::vector<std::size_t> CategorySource::rows_of_values(const CategoryCodes& category) const {
  std::vector<std::size_t> counts(category.values().size(), 0);
  for (const Rows& rows : waiting_)
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (const double code = rows.values(row, category.channel()); !std::isnan(code))
        ++counts[static_cast<std::size_t>(code)];
  return counts;
}

CategorySource::Flags CategorySource::plan_flags(const CategoryCodes& category) {
  const std::vector<std::string>& values = category.values();
  const std::vector<std::size_t> rows = category.is_known() ? std::vector<std::size_t>() : rows_of_values(category);
  const std::vector<std::string> chosen = category.is_known() ? values : chosen_categories(values, rows);
  for (const std::string& value : chosen) channels_.push_back({category.column() + "=" + value, ""});
  const auto flag_of = [&](std::string_view value) {
    return static_cast<std::size_t>(std::ranges::find(chosen, value) - chosen.begin());
  };
  Flags flags{.count = chosen.size(), .flag_of = {}, .flag_of_unknown = flag_of(kOtherCategory)};
  CategoryNotes rare{.column = category.column(), .taken_as_other = true, .first_value = {}};
  for (std::size_t value = 0; value < values.size(); ++value) {
    const std::size_t own = flag_of(values[value]);
    flags.flag_of.push_back(own < chosen.size() ? own : flags.flag_of_unknown);
    if (own < chosen.size()) continue;
    if (rare.values++ == 0) rare.first_value = values[value], rare.first_line = category.first_line(value);
    rare.rows += rows[value];
  }
  if (rare.values > 0) rare_.push_back(std::move(rare));
  return flags;
}

void CategorySource::plan_channels() {
  const std::vector<Channel>& columns = inner_->channels();
  auto category = inner_->categories().begin();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (category == inner_->categories().end() || category->channel() != c)
      channels_.push_back(columns[c]);
    else
      flags_.push_back(plan_flags(*category++));
  }
}

/// The input's own, and what was met of values without a channel.
void CategorySource::write_notes() {
  notes_ = inner_->notes();
  notes_.categories = rare_;
  for (const CategoryCodes& one : inner_->categories())
    if (one.unknown_rows() > 0 && std::ranges::find(one.values(), kOtherCategory) == one.values().end())
      notes_.categories.push_back({.column = one.column(),
                                   .rows = one.unknown_rows(),
                                   .first_value = one.first_unknown(),
                                   .first_line = one.first_unknown_line()});
}

void CategorySource::spread(std::span<const double> from, std::span<double> to) const {
  std::size_t at = 0, c = 0;
  const std::vector<CategoryCodes>& categories = inner_->categories();
  for (std::size_t k = 0; k <= categories.size(); ++k) {
    const std::size_t end = k < categories.size() ? categories[k].channel() : from.size();
    for (; c < end; ++c) to[at++] = from[c];
    if (k == categories.size()) return;
    const double code = from[c++];
    const Flags& flags = flags_[k];
    std::fill_n(to.begin() + static_cast<std::ptrdiff_t>(at), flags.count, std::isnan(code) ? code : 0.0);
    const std::size_t flag = code >= 0 ? flags.flag_of[static_cast<std::size_t>(code)] : flags.flag_of_unknown;
    if (!std::isnan(code) && flag < flags.count) to[at + flag] = 1;
    at += flags.count;
  }
}

Result<bool> CategorySource::next(Rows& rows) {
  if (waiting_.empty()) {
    if (const auto more = inner_->next(block_); !more || !*more) {
      rows = Rows();
      rows.values = Matrix<double>(0, channels_.size());
      write_notes();
      return more;
    }
    write_notes();
  } else {
    block_ = std::move(waiting_.front());
    waiting_.pop_front();
  }
  Matrix<double> values(block_.size(), channels_.size());
  for (std::size_t row = 0; row < values.rows(); ++row) spread(block_.values.row(row), values.row(row));
  std::swap(rows, block_);
  rows.values = std::move(values);
  return true;
}

}  // namespace tidegate
