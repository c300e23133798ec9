#include "io/readers/resample_source.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "io/readers/row_block.h"
#include "tidegate/sink.h"

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
    return fail(ErrorKind::kUsage, "--resample: a bin must last at least 1 ms; give for example 5m");
  if (inner->time_column().empty())
    return fail(ErrorKind::kData, inner->name() +
                                      ": has no time column, so --resample has nothing to go by\n"
                                      "name the column with --time, or leave --resample away");
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

Status ResampleSource::check_step(Timestamp next_start) const {
  const std::size_t row = block_.first_row + used_;
  if (next_start < bin_.start)
    return fail(ErrorKind::kData, name() + ", row " + count_text(row) + ": time goes back from " +
                                      format_time(bin_.start) + " to " + format_time(block_.time[used_]) +
                                      "\nsort the file by time, or leave --resample away");
  const auto empty = static_cast<std::size_t>((next_start - bin_.start) / length_);
  if (empty > kMostEmptyBins)
    return fail(ErrorKind::kData, name() + ", row " + count_text(row) + ": a gap of " + count_text(empty) +
                                      " bins before " + format_time(block_.time[used_]) +
                                      "\nis this stamp right? if so, give --resample a longer bin");
  return {};
}

void ResampleSource::open_bin(Timestamp start) {
  bin_.start = start;
  bin_.label = 0;
  bin_.mean.assign(channels().size(), 0);
  bin_.count.assign(channels().size(), 0);
  open_ = true;
}

void ResampleSource::add_row() {
  const auto values = block_.values.row(used_);
  for (std::size_t c = 0; c < values.size(); ++c)
    if (!std::isnan(values[c])) bin_.mean[c] += (values[c] - bin_.mean[c]) / static_cast<double>(++bin_.count[c]);
  if (has_label_) bin_.label = std::max(bin_.label, block_.label[used_]);
  ++used_;
}

void ResampleSource::write_bin(Rows& rows, std::size_t row) {
  const auto values = rows.values.row(row);
  for (std::size_t c = 0; c < values.size(); ++c)
    values[c] = bin_.count[c] > 0 ? bin_.mean[c] : std::numeric_limits<double>::quiet_NaN();
  add_stamp(rows, bin_.start, bin_.utc_offset_minutes, format_time(bin_.start, bin_.utc_offset_minutes));
  if (has_label_) rows.label.push_back(bin_.label);
}

/// Collects one whole bin: the next after the last written, which may be empty. False at the end.
Result<bool> ResampleSource::advance() {
  for (;;) {
    const auto row = have_row();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return open_;
    const Timestamp start = bin_start(block_.time[used_], length_);
    if (open_ || bins_ > 0)
      if (const Status step = check_step(start); !step) return tl::unexpected(step.error());
    if (open_ && start != bin_.start) return true;
    if (!open_) {
      open_bin(bins_ == 0 ? start : bin_.start + length_);
      if (!block_.utc_offset_minutes.empty()) bin_.utc_offset_minutes = block_.utc_offset_minutes[used_];
      if (start != bin_.start) return true;
    }
    add_row();
  }
}

Result<bool> ResampleSource::next(Rows& rows) {
  const std::size_t room = block_rows(channels().size());
  start_block(rows, bins_, room, channels().size());
  std::size_t count = 0;
  for (; count < room; ++count, ++bins_) {
    const auto more = advance();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
    write_bin(rows, count);
    open_ = false;
  }
  rows.values.resize_rows(count);
  return count > 0;
}

}  // namespace tidegate
