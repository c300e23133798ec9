#include "read/npy_source.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "base/text.h"
#include "read/columns.h"
#include "read/row_block.h"

namespace tidegate {
namespace {

template <class T>
double read_as(const char* bytes) noexcept {
  T value;
  std::memcpy(&value, bytes, sizeof value);
  return static_cast<double>(value);
}

double (*number_reader(char kind, std::size_t bytes))(const char*) noexcept {
  if (kind == 'f') return bytes == 4 ? read_as<float> : read_as<double>;
  const bool is_signed = kind == 'i';
  switch (bytes) {
    case 1:
      return is_signed ? read_as<std::int8_t> : read_as<std::uint8_t>;
    case 2:
      return is_signed ? read_as<std::int16_t> : read_as<std::uint16_t>;
    case 4:
      return is_signed ? read_as<std::int32_t> : read_as<std::uint32_t>;
    default:
      return is_signed ? read_as<std::int64_t> : read_as<std::uint64_t>;
  }
}

}  // namespace

Result<std::unique_ptr<Source>> NpySource::open(BlockBuffer buffer, const ReadOptions& options) {
  std::unique_ptr<NpySource> source(new NpySource(std::move(buffer)));
  if (const Status started = source->start(options); !started) return started.error();
  return source;
}

Status NpySource::start(const ReadOptions& options) {
  if (Status filled = buffer_.fill_to(kLargestNpyHeader); !filled) return filled;
  const auto header = parse_npy_header(name(), buffer_.pending());
  if (!header) return header.error();
  header_ = *header;
  read_number_ = number_reader(header_.kind, header_.item_bytes);
  item_stride_ = header_.item_bytes * (header_.column_major ? header_.rows : 1);
  buffer_.consume(header_.header_bytes);
  if (header_.column_major)
    if (Status loaded = load_whole(); !loaded) return loaded;
  return plan(options);
}

Status NpySource::plan(const ReadOptions& options) {
  const std::vector<std::string> names = numbered_names(header_.columns);
  if (!options.time.empty() && options.time != "none") {
    const auto column = find_column(name(), names, options.time, "time");
    if (!column) return column.error();
    time_ = *column;
    time_name_ = names[*column];
    if (Status unit = find_time_unit(time_name_); !unit) return unit;
  }
  if (!options.label.empty()) {
    const auto column = find_column(name(), names, options.label, "label");
    if (!column) return column.error();
    label_ = *column;
  }
  auto columns = find_columns(name(), names, options.channels);
  if (!columns) return columns.error();
  channel_columns_ = std::move(*columns);
  for (std::size_t column = 0; options.channels.empty() && column < names.size(); ++column)
    if (column != time_ && column != label_) channel_columns_.push_back(column);
  if (channel_columns_.empty())
    return fail(ErrorKind::kData, "no column is left besides time and label").at({.source = name()});
  for (const std::size_t column : channel_columns_) channels_.push_back({names[column], ""});
  return {};
}

/// The unit follows from the first row's count.
Status NpySource::find_time_unit(const std::string& wanted) {
  if (Status filled = buffer_.fill_to(header_.row_bytes()); !filled) return filled;
  const char* const row = header_.column_major ? whole_.data() : buffer_.begin();
  if (!header_.column_major && buffer_.pending().size() < header_.row_bytes())
    return truncated(buffer_.pending().size());
  const double first = number(row, *time_);
  if (!std::isfinite(first))
    return fail(ErrorKind::kData, "column '" + wanted + "' starts with a missing time")
        .at({.source = name(), .column = wanted, .words = name()})
        .about("time")
        .remedy_below("give another column with " + option_named("time"));
  time_unit_ = epoch_unit(first);
  return {};
}

/// Reads piece by piece, so that a header that promises too much costs no memory.
Status NpySource::load_whole() {
  const std::size_t expected = header_.rows * header_.row_bytes();
  while (whole_.size() < expected) {
    if (Status filled = buffer_.fill_to(1); !filled) return filled;
    const std::string_view piece = buffer_.pending().substr(0, expected - whole_.size());
    if (piece.empty()) return truncated(whole_.size());
    whole_.insert(whole_.end(), piece.begin(), piece.end());
    buffer_.consume(piece.size());
  }
  return {};
}

Error NpySource::truncated(std::size_t found) const {
  const std::size_t expected = header_.rows * header_.row_bytes();
  const std::size_t before = header_.column_major ? 0 : notes_.rows * header_.row_bytes();
  return fail(ErrorKind::kData, "ends too early: " + count_text(before + found) + " bytes of " + count_text(expected) +
                                    " that its header announces")
      .at({.source = name()})
      .remedy_below("was the copy cut off? write the array again with numpy.save");
}

Status NpySource::check_end() {
  if (Status filled = buffer_.fill_to(1); !filled) return filled;
  notes_.bytes = buffer_.stored_bytes();
  if (buffer_.pending().empty()) return {};
  return fail(ErrorKind::kData, "goes on after the array that its header announces")
      .at({.source = name()})
      .remedy_below("give one array per file, written with numpy.save");
}

double NpySource::number(const char* row, std::size_t column) const noexcept {
  return read_number_(row + column * item_stride_);
}

double NpySource::finite_number(const char* row, std::size_t column) {
  const double value = number(row, column);
  if (!std::isinf(value)) return value;
  if (notes_.infinite_values++ == 0) notes_.first_infinite_line = notes_.rows + 1;
  return std::numeric_limits<double>::quiet_NaN();
}

Status NpySource::add_time(Rows& rows, double count) {
  const auto time = time_from_number(count, time_unit_);
  if (!time)
    return fail(ErrorKind::kData, (std::isnan(count) ? "NaN" : number_text(count)) + " is not a time since 1970")
        .at({.source = name(),
             .column = time_name_,
             .words = name() + ", row " + count_text(notes_.rows) + ", column '" + time_name_ + "'"})
        .about("time")
        .remedy_below("give another column with " + option_named("time"))
        .remedy("leave out " + option_named("time"));
  add_stamp(rows, *time, 0, number_text(count));
  return {};
}

Status NpySource::add_row(Rows& rows, std::size_t row, const char* bytes) {
  if (time_)
    if (Status added = add_time(rows, number(bytes, *time_)); !added) return added;
  if (label_) rows.label.push_back(static_cast<std::int8_t>(number(bytes, *label_) != 0));
  const auto values = rows.values.row(row);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = finite_number(bytes, channel_columns_[i]);
  ++notes_.rows;
  return {};
}

Result<bool> NpySource::next(Rows& rows) {
  const std::size_t count = std::min(block_rows(header_.columns), header_.rows - notes_.rows);
  start_block(rows, notes_.rows, count, channels_.size());
  if (count == 0) {
    if (const Status end = check_end(); !end) return end.error();
    return false;
  }
  const std::size_t bytes = header_.column_major ? 0 : count * header_.row_bytes();
  if (const Status filled = buffer_.fill_to(bytes); !filled) return filled.error();
  if (buffer_.pending().size() < bytes) return truncated(buffer_.pending().size());
  const char* const first = header_.column_major ? whole_.data() + notes_.rows * header_.item_bytes : buffer_.begin();
  const std::size_t stride = header_.column_major ? header_.item_bytes : header_.row_bytes();
  for (std::size_t row = 0; row < count; ++row)
    if (const Status added = add_row(rows, row, first + row * stride); !added) return added.error();
  buffer_.consume(bytes);
  return true;
}

}  // namespace tidegate
