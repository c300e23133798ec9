#include "read/text_source.h"

#include "base/text.h"
#include "read/number_text.h"
#include "read/row_block.h"

namespace tidegate {
namespace {
constexpr std::size_t kSampleRecords = 1000;
constexpr std::size_t kQuotedChars = 40;  ///< of a bad field, in a message
}  // namespace

Result<std::unique_ptr<TextSource>> TextSource::open(std::unique_ptr<RecordReader> reader, const ReadOptions& options) {
  std::unique_ptr<TextSource> source(new TextSource(std::move(reader)));
  if (const Status started = source->start(options); !started) return started.error();
  return source;
}

Status TextSource::start(const ReadOptions& options) {
  if (!options.time_zone.empty()) {
    auto zone = TimeZone::find(options.time_zone);
    if (!zone) return zone.error();
    zone_.emplace(std::move(*zone));
  }
  if (Status sampled = read_sample(); !sampled) return sampled;
  decimal_mark_ = reader_->decimal_mark();
  auto plan = plan_columns(name(), reader_->column_names(), sample_, decimal_mark_, options);
  if (!plan) return plan.error();
  plan_ = std::move(*plan);
  if (plan_.time) time_column_ = plan_.names[*plan_.time];
  if (plan_.key) key_column_ = plan_.names[*plan_.key];
  for (const CategoryColumn& one : plan_.categories)
    categories_.emplace_back(one.channel, plan_.names[plan_.channel_columns[one.channel]], one.values);
  return {};
}

Status TextSource::read_sample() {
  while (sample_.size() < kSampleRecords) {
    const auto fetched = reader_->next(fields_, true);
    if (!fetched) return fetched.error();
    if (*fetched == Fetch::kEnd) break;
    sample_.fields.insert(sample_.fields.end(), fields_.begin(), fields_.end());
    sample_.lines.push_back(reader_->line());
  }
  if (sample_.size() > 0) return {};
  return fail(ErrorKind::kData, "has a header but no rows (columns: " + join(reader_->column_names()) + ")")
      .at({.source = name()})
      .remedy("give a file with rows");
}

Result<Fetch> TextSource::next_record(bool may_wait) {
  if (sample_used_ == sample_.size()) {
    sample_ = {};
    sample_used_ = 0;
    auto fetched = reader_->next(fields_, may_wait);
    line_ = reader_->line();
    return fetched;
  }
  const std::size_t row = sample_used_++;
  fields_.clear();
  for (std::size_t column = 0; column < plan_.names.size(); ++column) fields_.emplace_back(sample_.field(row, column));
  line_ = sample_.lines[row];
  return Fetch::kRecord;
}

Result<bool> TextSource::next(Rows& rows) {
  const std::size_t room = block_rows(plan_.channels.size());
  start_block(rows, notes_.rows, room, plan_.channels.size());
  std::size_t count = 0;
  for (; count < room; ++count) {
    const auto fetched = next_record(count == 0);  // rows at hand are not kept back for those to come
    if (!fetched) return fetched.error();
    if (*fetched != Fetch::kRecord) break;
    if (const Status added = add_row(rows, count); !added) return added.error();
  }
  rows.values.resize_rows(count);
  notes_.rows += count;
  notes_.bytes = reader_->stored_bytes();
  notes_.left_out = plan_.left_out;
  notes_.remarks = plan_.remarks;
  for (const std::string& field : reader_->left_out()) notes_.left_out.push_back(field);
  return count > 0;
}

Status TextSource::add_row(Rows& rows, std::size_t row) {
  if (plan_.time)
    if (Status added = add_time(rows); !added) return added;
  if (plan_.label)
    if (Status added = add_label(rows); !added) return added;
  if (plan_.key)
    if (Status added = add_key(rows); !added) return added;
  if (Status added = add_codes(rows.values.row(row)); !added) return added;
  return add_values(rows.values.row(row));
}

Status TextSource::add_time(Rows& rows) {
  const std::string_view text = trimmed(fields_[*plan_.time]);
  const auto stamp = parse_time(text, plan_.time_format, zone_ ? &*zone_ : nullptr);
  if (!stamp)
    return bad_field(*plan_.time, plan_.time_format == TimeFormat::kIso ? "is not a time" : "is not a count since 1970")
        .about("time")
        .remedy_below(plan_.time_format == TimeFormat::kIso
                          ? "expected ISO 8601, such as 2024-05-01T12:00:00Z, as in the rows before; every row needs a "
                            "time"
                          : "every row needs a time like the rows before")
        .remedy("give " + option_named("time", "none"));
  add_stamp(rows, stamp->time, stamp->utc_offset_minutes, text);
  return {};
}

Status TextSource::add_values(std::span<double> values) {
  std::size_t category = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (category < categories_.size() && categories_[category].channel() == i) {
      ++category;
      continue;
    }
    const std::size_t column = plan_.channel_columns[i];
    const FieldValue field = parse_field(fields_[column], decimal_mark_);
    values[i] = field.value;
    if (field.kind == FieldKind::kText)
      return bad_field(column, "is not a number")
          .remedy_below("write a missing value as an empty field or NaN")
          .remedy("leave the column out by naming the others with " + option_named("channels"));
    if (field.kind == FieldKind::kInfinite && notes_.infinite_values++ == 0) notes_.first_infinite_line = line_;
  }
  return {};
}

Status TextSource::add_codes(std::span<double> values) {
  for (CategoryCodes& one : categories_) {
    values[one.channel()] = one.code_of(trimmed(fields_[plan_.channel_columns[one.channel()]]), line_);
    if (one.is_full())
      return bad_field(plan_.channel_columns[one.channel()], "is one of more than " + count_text(kMostCategoryValues) +
                                                                 " different texts: these are names, not categories")
          .about("categories")
          .remedy_below("leave the column out of " + option_named("categories"))
          .remedy("use it as series id with " + option_named("key"));
  }
  return {};
}

Status TextSource::add_key(Rows& rows) {
  const std::string_view key = trimmed(fields_[*plan_.key]);
  if (key.empty())
    return bad_field(*plan_.key, "is empty, so the row has no series id")
        .about("key")
        .remedy_below("fill it in or remove the row");
  rows.key.push_back(keys_.number_of(key));
  return {};
}

Status TextSource::add_label(Rows& rows) {
  const FieldValue field = parse_field(fields_[*plan_.label], decimal_mark_);
  const bool missing = field.kind == FieldKind::kNoValue;
  if (!missing && field.value != 0 && field.value != 1)
    return bad_field(*plan_.label, "is not a label")
        .about("label")
        .remedy_below("expected 0 or 1 (also true or false); give another column with " + option_named("label"));
  rows.label.push_back(static_cast<std::int8_t>(!missing && field.value == 1));
  return {};
}

Error TextSource::bad_field(std::size_t column, const std::string& what) const {
  const std::string_view text = fields_[column];
  return fail(ErrorKind::kData,
              "\"" + std::string(text.substr(0, kQuotedChars)) + (text.size() > kQuotedChars ? "…" : "") + "\" " + what)
      .at({.source = name(), .line = line_, .column = plan_.names[column]});
}

}  // namespace tidegate
