#include "read/columns.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "read/category_names.h"
#include "read/number_text.h"
#include "series/column_names.h"

namespace tidegate {
namespace {

constexpr std::array<std::string_view, 20> kTimeNames = {
    "timestamp",     "datetime",    "time",   "timestamps", "dateandtime", "datetimeutc",   "timestamputc", "timeutc",
    "utctime",       "timestampms", "date",   "ts",         "epoch",       "unixtimestamp", "unixtime",     "utc",
    "localdatetime", "ds",          "tstamp", "t"};

std::string numbered_name(std::size_t column) { return std::string("c").append(std::to_string(column)); }

/// What the sample says of one column.
struct Tally {
  std::size_t numbers = 0, missing = 0, texts = 0;
  bool counts_rows = true;  ///< 0, 1, 2 … or 1, 2, 3 …

  bool is_numeric() const { return numbers >= texts; }
};

std::vector<std::string_view> column_of(const RecordSample& sample, std::size_t column) {
  std::vector<std::string_view> fields;
  for (std::size_t row = 0; row < sample.size(); ++row) fields.emplace_back(sample.field(row, column));
  return fields;
}

Tally tally(const RecordSample& sample, std::size_t column, char decimal_mark) {
  Tally result;
  double first = 0;
  for (std::size_t row = 0; row < sample.size(); ++row) {
    const FieldValue value = parse_field(sample.field(row, column), decimal_mark);
    if (row == 0) first = value.value;
    if (value.kind == FieldKind::kNoValue)
      ++result.missing;
    else if (value.kind == FieldKind::kText)
      ++result.texts;
    else
      ++result.numbers;
    if (value.value != first + static_cast<double>(row)) result.counts_rows = false;
  }
  result.counts_rows = result.counts_rows && (first == 0 || first == 1);
  return result;
}

/// Holds only 0 and 1, as far as the sample goes.
bool holds_flags(const RecordSample& sample, std::size_t column) {
  for (std::size_t row = 0; row < sample.size(); ++row) {
    const FieldValue value = parse_field(sample.field(row, column), '.');
    if (value.kind == FieldKind::kNumber && value.value != 0 && value.value != 1) return false;
  }
  return true;
}

/// Distinct and not empty: "a", "a" → "a", "a.1"; "" → its number, "c3".
std::vector<std::string> unique_names(const std::vector<std::string>& header) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string base = header[i].empty() ? numbered_name(i) : utf8_text(header[i]);
    std::string name = base;
    for (std::size_t k = 1; std::find(names.begin(), names.end(), name) != names.end(); ++k)
      name = std::string(base).append(".").append(std::to_string(k));
    names.push_back(std::move(name));
  }
  return names;
}

/// A count since the epoch between the years 1980 and 2100 that never falls.
bool looks_like_epoch(const RecordSample& sample, std::size_t column) {
  constexpr std::array<double, 4> kUnits = {1, 1e3, 1e6, 1e9};
  double last = 0;
  for (std::size_t row = 0; row < sample.size(); ++row) {
    const double value = parse_field(sample.field(row, column), '.').value;
    const double unit = kUnits[static_cast<std::size_t>(epoch_unit(value)) - 1];
    if (!(value >= 315532800 * unit && value < 4102444800 * unit && value >= last)) return false;
    last = value;
  }
  return true;
}

std::optional<std::size_t> time_by_name(const std::vector<std::string>& names, const RecordSample& sample) {
  for (const std::string_view wanted : kTimeNames)
    for (std::size_t column = 0; column < names.size(); ++column)
      if (plain_name(names[column]) == wanted && detect_time_format(column_of(sample, column))) return column;
  return std::nullopt;
}

std::optional<std::size_t> time_by_content(const std::vector<std::string>& names, const RecordSample& sample) {
  for (std::size_t column = 0; column < names.size(); ++column)
    if (detect_time_format(column_of(sample, column)) == TimeFormat::kIso) return column;
  if (names.size() > 1 && sample.size() > 1 && looks_like_epoch(sample, 0)) return 0;
  return std::nullopt;
}

std::optional<std::size_t> find_time(const std::vector<std::string>& names, const RecordSample& sample) {
  const auto named = time_by_name(names, sample);
  return named ? named : time_by_content(names, sample);
}

/// Plans one input; each step fills in its part of the plan.
class Planner {
  using Names = std::vector<std::string>;

 public:
  Planner(const std::string& source, const std::vector<std::string>& header, const RecordSample& sample,
          char decimal_mark, const ReadOptions& options)
      : source_(source), header_(header), sample_(sample), decimal_mark_(decimal_mark), options_(options) {
    plan_.names = unique_names(header);
  }

  Result<ColumnPlan> run() {
    if (Status done = plan_time(); !done) return done.error();
    if (Status done = plan_label(); !done) return done.error();
    if (Status done = plan_key(); !done) return done.error();
    if (Status done = plan_categories(); !done) return done.error();
    if (Status done = plan_channels(); !done) return done.error();
    place_categories();
    for (const std::size_t column : plan_.channel_columns) plan_.channels.push_back(channel_of(plan_.names[column]));
    return std::move(plan_);
  }

 private:
  Status plan_time() {
    if (options_.time == "none") {
      ignored_time_ = find_time(plan_.names, sample_);
    } else if (options_.time.empty()) {
      plan_.time = find_time(plan_.names, sample_);
    } else {
      const auto column = find_column(source_, plan_.names, options_.time, "time");
      if (!column) return column.error();
      plan_.time = *column;
    }
    if (!plan_.time) return {};
    const auto format = detect_time_format(column_of(sample_, *plan_.time));
    if (!format) return no_times();
    plan_.time_format = *format;
    return {};
  }

  Error no_times() const {
    return fail(ErrorKind::kData, "\"" + sample_.field(0, *plan_.time).substr(0, 40) + "\" is not a time")
        .at({.source = source_, .line = sample_.lines[0], .column = plan_.names[*plan_.time]})
        .about("time")
        .remedy_below("expected ISO 8601 (2024-05-01T12:00:00Z) or a count since 1970; name another column with " +
                      option_named("time"))
        .remedy(option_named("time", "none"));
  }

  Status plan_label() {
    if (options_.label.empty()) return {};
    const auto column = find_column(source_, plan_.names, options_.label, "label");
    if (!column) return column.error();
    plan_.label = *column;
    return {};
  }

  bool has_column(const std::string& name) const { return std::ranges::find(plan_.names, name) != plan_.names.end(); }

  Status plan_key() {
    const bool models = options_.key.empty();
    const std::string& wanted = models ? options_.preferred_key : options_.key;
    if (wanted.empty() || wanted == "none") return {};
    if (models && !has_column(wanted))
      return fail(ErrorKind::kModel,
                  "the model was trained with " + option_named("key", wanted) + ", but the input has no such column")
          .at({.source = source_})
          .about("key")
          .remedy_below("give the series id column with " + option_named("key"))
          .remedy(option_named("key", "none") + " if all rows belong to one series; columns: " + join(plan_.names));
    const auto column = find_column(source_, plan_.names, wanted, "key");
    if (!column) return column.error();
    plan_.key = *column;
    return check_free(*column, "key");
  }

  /// Time, label and key are nothing else beside.
  Status check_free(std::size_t column, const std::string& option) const {
    const std::pair<std::optional<std::size_t>, std::string> roles[] = {
        {plan_.time,
         "the time (another: " + option_named("time", "COLUMN") + " or " + option_named("time", "none") + ")"},
        {plan_.label, "the label (" + option_named("label") + ")"},
        {option == "key" ? std::nullopt : plan_.key, "the series id (" + option_named("key") + ")"}};
    for (const auto& [taken, role] : roles)
      if (taken == column)
        return fail(ErrorKind::kUsage,
                    option_named(option) + " names column '" + plan_.names[column] + "', which is already " + role)
            .at({.source = source_, .column = plan_.names[column], .words = source_})
            .about(option)
            .remedy("a column has only one role");
    return {};
  }

  /// The text columns and their values, as far as a model knows them.
  Status plan_categories() {
    for (const std::string& channel : options_.preferred_channels)
      if (auto name = category_name(channel, plan_.names)) category_of(name->column).push_back(std::move(name->value));
    for (const std::string& name : options_.categories) {
      const auto column = find_column(source_, plan_.names, name, "categories");
      if (!column) return column.error();
      category_of(*column);
    }
    for (const auto& [column, values] : texts_)
      if (Status free = check_free(column, "categories"); !free) return free;
    return {};
  }

  Names& category_of(std::size_t column) {
    for (auto& [known, values] : texts_)
      if (known == column) return values;
    return texts_.emplace_back(column, Names()).second;
  }

  bool is_text(std::size_t column) const {
    return std::ranges::any_of(texts_, [&](const auto& text) { return text.first == column; });
  }

  void place_categories() {
    const std::vector<std::size_t>& columns = plan_.channel_columns;
    for (const auto& [column, values] : texts_) {
      const auto place = static_cast<std::size_t>(std::ranges::find(columns, column) - columns.begin());
      plan_.categories.push_back({place, values});
    }
    std::ranges::sort(plan_.categories, {}, &CategoryColumn::channel);
  }

  Status plan_channels() {
    if (!options_.channels.empty()) return take_channels(options_.channels);
    const auto has = [&](const std::string& name) { return has_column(name) || category_name(name, plan_.names); };
    const Names& preferred = options_.preferred_channels;
    if (preferred.empty() || !std::ranges::all_of(preferred, has)) return find_channels();
    Names columns;
    for (const std::string& name : preferred)
      if (has_column(name)) columns.push_back(name);
    return take_channels(columns);
  }

  /// Columns read as categories come last, unless they are named.
  Status take_channels(const Names& names) {
    auto columns = find_columns(source_, plan_.names, names);
    if (!columns) return columns.error();
    plan_.channel_columns = std::move(*columns);
    for (const std::size_t column : plan_.channel_columns)
      if (column == plan_.key) return check_free(column, "channels");
    for (const auto& [column, values] : texts_)
      if (std::ranges::find(plan_.channel_columns, column) == plan_.channel_columns.end())
        plan_.channel_columns.push_back(column);
    return {};
  }

  Status find_channels() {
    for (std::size_t column = 0; column < plan_.names.size(); ++column) {
      if (column == plan_.time || column == plan_.label || column == plan_.key) continue;
      if (is_text(column))
        plan_.channel_columns.push_back(column);
      else if (const std::string why = reason_to_leave_out(column); !why.empty())
        plan_.left_out.push_back(plan_.names[column] + why);
      else
        plan_.channel_columns.push_back(column);
    }
    if (!plan_.channel_columns.empty()) {
      for (const std::size_t column : plan_.channel_columns) remark_on_label(column);
      return {};
    }
    if (plan_.label)
      return fail(ErrorKind::kData, "column '" + plan_.names[*plan_.label] + "' is the label (" +
                                        option_named("label") +
                                        "), and no other column is numeric: there is nothing to train on\n"
                                        "columns: " +
                                        join(plan_.names))
          .at({.source = source_, .column = plan_.names[*plan_.label], .words = source_})
          .about("label");
    return fail(ErrorKind::kData, "no column is numeric\ncolumns: " + join(plan_.names))
        .at({.source = source_})
        .remedy("for other number formats see " + option_named("delimiter") + " and " + option_named("decimal-comma"));
  }

  /// What is named like an answer, but not so surely that it would be left out.
  void remark_on_label(std::size_t column) {
    const std::string& name = plan_.names[column];
    if (plan_.channel_columns.size() < 2 || is_text(column)) return;
    if (!may_be_label_name(name) || !holds_flags(sample_, column) || tally(sample_, column, decimal_mark_).numbers == 0)
      return;
    plan_.remarks.push_back("column '" + name +
                            "' contains only 0 and 1 and may be a label. A label must not be an input: mark it with " +
                            option_named("label") + ", or leave it out with " + option_named("channels"));
  }

  std::string reason_to_leave_out(std::size_t column) const {
    const Tally counts = tally(sample_, column, decimal_mark_);
    if (column == ignored_time_) return " (time)";
    if (!counts.is_numeric()) return " (text)";
    // A model that saw it would have seen the answers.
    if (header_.size() > 1 && is_label_name(plan_.names[column]) && holds_flags(sample_, column))
      return " (looks like a label: mark it with " + option_named("label") + ", or use it with " +
             option_named("channels") + ")";
    const bool nameless = header_[column].empty() || header_[column].starts_with("Unnamed: ");
    if (nameless && counts.missing == sample_.size()) return " (no name, no values)";
    if (nameless && column == 0 && counts.counts_rows && header_.size() > 1) return " (row numbers)";
    return {};
  }

  const std::string& source_;
  const std::vector<std::string>& header_;
  const RecordSample& sample_;
  const char decimal_mark_;
  const ReadOptions& options_;
  std::optional<std::size_t> ignored_time_;
  std::vector<std::pair<std::size_t, Names>> texts_;  ///< columns read as categories, with the values known
  ColumnPlan plan_;
};

}  // namespace

std::vector<std::string> numbered_names(std::size_t count) {
  if (count == 1) return {"value"};
  std::vector<std::string> names;
  for (std::size_t i = 0; i < count; ++i) names.push_back(numbered_name(i));
  return names;
}

Channel channel_of(const std::string& column_name) {
  const char last = column_name.empty() ? '\0' : column_name.back();
  const std::size_t open = last == ']'   ? column_name.rfind('[')
                           : last == ')' ? column_name.rfind('(')
                                         : std::string::npos;
  if (open == std::string::npos) return {column_name, ""};
  return {column_name, column_name.substr(open + 1, column_name.size() - open - 2)};
}

Result<std::size_t> find_column(const std::string& source, const std::vector<std::string>& names,
                                const std::string& wanted, std::string_view option) {
  const auto named = std::find(names.begin(), names.end(), wanted);
  if (named != names.end()) return static_cast<std::size_t>(named - names.begin());
  std::size_t number = 0;
  const auto parsed = std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);
  if (parsed.ec == std::errc() && parsed.ptr == wanted.data() + wanted.size() && number < names.size()) return number;
  const std::string near = nearest_word(wanted, names);
  return fail(ErrorKind::kData, "no column '" + wanted + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?") +
                                    "\ncolumns: " + join(names) + " (or numbers 0 to " +
                                    std::to_string(names.size() - 1) + ")")
      .at({.source = source, .column = wanted, .words = source})
      .about(option);
}

Result<std::vector<std::size_t>> find_columns(const std::string& source, const std::vector<std::string>& names,
                                              const std::vector<std::string>& wanted) {
  std::vector<std::size_t> columns;
  for (const std::string& name : wanted) {
    const auto column = find_column(source, names, name, "channels");
    if (!column) return column.error();
    if (std::find(columns.begin(), columns.end(), *column) != columns.end())
      return fail(ErrorKind::kUsage, option_named("channels") + ": '" + name + "' is listed twice")
          .about("channels")
          .remedy("list each column once");
    columns.push_back(*column);
  }
  return columns;
}

Result<ColumnPlan> plan_columns(const std::string& source, const std::vector<std::string>& header,
                                const RecordSample& sample, char decimal_mark, const ReadOptions& options) {
  return Planner(source, header, sample, decimal_mark, options).run();
}

}  // namespace tidegate
