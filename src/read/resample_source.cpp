#include "read/resample_source.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "read/row_block.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

Timestamp bin_start(Timestamp time, Duration length) noexcept {
  const auto count = time.time_since_epoch();
  auto rest = count % length;
  if (rest < Duration::zero()) rest += length;
  return time - rest;
}

}  // namespace

ResampleSource::ResampleSource(std::unique_ptr<Source> inner, Duration length)
    : inner_(std::move(inner)), length_(length) {}

Result<std::unique_ptr<Source>> ResampleSource::wrap(std::unique_ptr<Source> inner, Duration length) {
  if (length < std::chrono::milliseconds(1))
    return fail(ErrorKind::kUsage, option_named("resample") + ": a bin must last at least 1 ms")
        .about("resample")
        .remedy("give for example 5m");
  if (inner->time_column().empty())
    return fail(ErrorKind::kData, "has no time column, so " + option_named("resample") + " has nothing to go by")
        .at({.source = inner->name()})
        .about("resample")
        .remedy_below("name the column with " + option_named("time"))
        .remedy("leave " + option_named("resample") + " away");
  return std::unique_ptr<Source>(new ResampleSource(std::move(inner), length));
}

/// Sees to it that `block_` holds an unused row; false at the input's end.
Result<bool> ResampleSource::have_row() {
  if (used_ < block_.size()) return true;
  used_ = 0;
  auto more = inner_->next(block_);
  if (more && *more) has_label_ = !block_.label.empty();
  return more;
}

Status ResampleSource::check_step(std::size_t key, Timestamp next_start) const {
  const auto where = [&]() -> Place {
    return {.source = name(),
            .column = time_column(),
            .words = name() + ", row " + count_text(block_.first_row + used_) +
                     (key_column().empty() ? "" : " (" + key_column() + " '" + keys()[key] + "')")};
  };
  if (next_start < bin_[key].start)
    return fail(ErrorKind::kData,
                "time goes back from " + format_time(bin_[key].start) + " to " + format_time(block_.time[used_]))
        .at(where())
        .about("resample")
        .remedy_below("sort the file by time")
        .remedy("leave " + option_named("resample") + " away");
  const auto empty = static_cast<std::size_t>((next_start - bin_[key].start) / length_);
  if (empty > kMostEmptyBins)
    return fail(ErrorKind::kData, "a gap of " + count_text(empty) + " bins before " + format_time(block_.time[used_]))
        .at(where())
        .about("resample")
        .remedy_below("is this stamp right? if so, give " + option_named("resample") + " a longer bin");
  return {};
}

/// With the zone of the row that is to be taken next.
void ResampleSource::open_bin(std::size_t key, Timestamp start) {
  const std::size_t channels = this->channels().size();
  if (key >= bin_.size()) {
    bin_.resize(key + 1);
    mean_.resize(bin_.size() * channels);
    count_.resize(bin_.size() * channels);
  }
  bin_[key] = {.open = true, .start = start};
  if (!block_.utc_offset_minutes.empty()) bin_[key].utc_offset_minutes = block_.utc_offset_minutes[used_];
  std::fill_n(mean_.begin() + static_cast<std::ptrdiff_t>(key * channels), channels, 0.0);
  std::fill_n(count_.begin() + static_cast<std::ptrdiff_t>(key * channels), channels, 0U);
}

void ResampleSource::add_row(std::size_t key) {
  const auto values = block_.values.row(used_);
  double* const mean = mean_.data() + key * values.size();
  std::uint32_t* const count = count_.data() + key * values.size();
  for (std::size_t c = 0; c < values.size(); ++c)
    if (!std::isnan(values[c])) mean[c] += (values[c] - mean[c]) / static_cast<double>(++count[c]);
  if (has_label_) bin_[key].label = std::max(bin_[key].label, block_.label[used_]);
  ++used_;
}

void ResampleSource::write_bin(std::size_t key, Rows& rows, std::size_t row) {
  const auto values = rows.values.row(row);
  for (std::size_t c = 0; c < values.size(); ++c) {
    const std::size_t at = key * values.size() + c;
    values[c] = count_[at] > 0 ? mean_[at] : std::numeric_limits<double>::quiet_NaN();
  }
  const Bin& bin = bin_[key];
  add_stamp(rows, bin.start, bin.utc_offset_minutes, format_time(bin.start, bin.utc_offset_minutes));
  if (has_label_) rows.label.push_back(bin.label);
  if (!key_column().empty()) rows.key.push_back(static_cast<std::uint32_t>(key));
}

/// At the end of the input: the bin of the next key that has an open one.
bool ResampleSource::next_open() {
  ready_ = ended_ ? ready_ + 1 : 0;
  ended_ = true;
  while (ready_ < bin_.size() && !bin_[ready_].open) ++ready_;
  return ready_ < bin_.size();
}

/// Collects one whole bin, of key `ready_`: the next after the last written of this key, which may be empty. False at
/// the end.
Result<bool> ResampleSource::advance() {
  while (true) {
    if (ended_) return next_open();  // the input is not asked again
    const auto row = have_row();
    if (!row) return row.error();
    if (!*row) return next_open();
    const std::size_t key = key_of_row();
    const Timestamp start = bin_start(block_.time[used_], length_);
    if (key >= bin_.size() || bin_[key].start == kNoBin) {
      open_bin(key, start);
    } else {
      if (const Status step = check_step(key, start); !step) return step.error();
      if (!bin_[key].open) open_bin(key, bin_[key].start + length_);
    }
    if (start != bin_[key].start) {
      ready_ = key;
      return true;
    }
    add_row(key);
  }
}

Result<bool> ResampleSource::next(Rows& rows) {
  const std::size_t room = block_rows(channels().size());
  start_block(rows, bins_, room, channels().size());
  std::size_t count = 0;
  for (; count < room; ++count, ++bins_) {
    const auto more = advance();
    if (!more) return more.error();
    if (!*more) break;
    write_bin(ready_, rows, count);
    bin_[ready_].open = false;
  }
  rows.values.resize_rows(count);
  return count > 0;
}

}  // namespace tidegate
