#include "read/label_windows.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <vector>

#include "base/text.h"
#include "series/time_text.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

using Json = nlohmann::json;

/// Two ends as they are written, and where.
struct WrittenWindow {
  std::string start, end, place;
  std::size_t line = 0;  ///< of a file of lines
};

Error bad_windows(const std::filesystem::path& file, const std::string& problem, std::size_t line = 0) {
  return fail(ErrorKind::kData, problem)
      .at({.source = file.string(), .line = line, .words = option_named("label-windows", file.string())})
      .about("label-windows");
}

std::string end_text(const Json& end) { return end.is_string() ? end.get<std::string>() : end.dump(); }

Result<std::vector<WrittenWindow>> windows_of_list(const std::filesystem::path& file, const Json& list) {
  std::vector<WrittenWindow> windows;
  for (const Json& one : list) {
    const std::string place = "window " + std::to_string(windows.size() + 1);
    if (!one.is_array() || one.size() != 2)
      return bad_windows(file, place + " is not a pair of start and end: " + one.dump());
    windows.push_back({.start = end_text(one[0]), .end = end_text(one[1]), .place = place});
  }
  return windows;
}

/// NAB's labels: lists by file name, with or without folders before it.
Result<std::vector<WrittenWindow>> windows_by_name(const std::filesystem::path& file, const Json& lists,
                                                   const std::string& source) {
  const std::string name = std::filesystem::path(source).filename().string();
  for (const auto& [key, list] : lists.items())
    if (std::filesystem::path(key).filename() == name && list.is_array()) return windows_of_list(file, list);
  return bad_windows(file, "has no windows for '" + name + "'").remedy("add a list under that name, [] for none");
}

std::string unquoted(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\""), end = text.find_last_not_of(" \t\r\"");
  return begin == std::string_view::npos ? "" : std::string(text.substr(begin, end - begin + 1));
}

Result<std::vector<WrittenWindow>> windows_of_csv(const std::filesystem::path& file, const std::string& text) {
  std::vector<WrittenWindow> windows;
  std::istringstream lines(text);
  std::string heading;
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (unquoted(line).empty()) continue;
    const std::size_t comma = line.find_first_of(",;\t");
    const std::string place = "line " + std::to_string(number);
    if (comma == std::string::npos)
      return bad_windows(file, place + " has one field", number).remedy("write start,end");
    WrittenWindow window{unquoted(line.substr(0, comma)), unquoted(line.substr(comma + 1)), place, number};
    const bool header = number == 1 && window.start.find_first_of("0123456789") == std::string::npos;
    if (header)
      heading = window.start;
    else
      windows.push_back(std::move(window));
  }
  if (windows.empty())
    return bad_windows(file, "line 1: '" + heading + "' is neither a time nor a row number, and no window follows it",
                       1)
        .remedy("write start,end, a line a window");
  return windows;
}

Result<std::vector<WrittenWindow>> read_windows(const std::filesystem::path& file, const std::string& source) {
  std::ostringstream content;
  if (std::ifstream in(file, std::ios::binary); in)
    content << in.rdbuf();
  else
    return bad_windows(file, "cannot be read");
  const std::string text = content.str();
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return bad_windows(file, "is empty").remedy("write start,end, a line a window");
  if (text[first] != '[' && text[first] != '{') return windows_of_csv(file, text);
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return bad_windows(file, "begins like JSON, but is none");
  return json.is_array() ? windows_of_list(file, json) : windows_by_name(file, json, source);
}

/// Nanoseconds of a stamp, or a row number.
std::optional<std::int64_t> position(const std::string& text, bool has_time, TimeZone* zone) {
  if (has_time) {
    const auto format = looks_like_time(text) ? TimeFormat::kIso : TimeFormat::kSeconds;
    const auto stamp = parse_time(text, format, zone);
    return stamp ? std::optional(stamp->time.time_since_epoch().count()) : std::nullopt;
  }
  std::int64_t row = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), row);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional(row) : std::nullopt;
}

/// Labels the rows from `start` to `end`; how many there are.
std::size_t label_rows(Rows& rows, std::int64_t start, std::int64_t end) {
  std::size_t labelled = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    const auto at = rows.has_time() ? rows.time[row].time_since_epoch().count() : static_cast<std::int64_t>(row);
    if (at < start || at > end) continue;
    rows.label[row] = 1;
    ++labelled;
  }
  return labelled;
}

/// Where the rows lie, and what is usually meant by windows that lie elsewhere.
std::string rows_lie_at(const Series& series, const WrittenWindow& first) {
  const Rows& rows = series.rows;
  if (rows.size() == 0) return "it has none";
  if (!rows.has_time()) return "its rows are 0 to " + std::to_string(rows.size() - 1);
  const auto [least, most] = std::ranges::minmax_element(rows.time);
  const std::int16_t offset = rows.utc_offset_minutes.empty() ? std::int16_t{0} : rows.utc_offset_minutes.front();
  std::string text = "its rows are of " + format_time(*least, offset) + " to " + format_time(*most, offset);
  if (!looks_like_time(first.start))
    text += ", and '" + first.start + "' is read as seconds since 1970: write times as in column '" +
            series.time_column + "', or count rows with " + option_named("time", "none");
  return text;
}

/// Windows that miss the input are told of, or refused if none holds a row: nothing would be labelled.
Status check_windows(const std::filesystem::path& file, const std::vector<WrittenWindow>& windows,
                     const std::vector<std::string>& without_row, Series& series) {
  if (without_row.empty()) return {};
  const std::string all = std::to_string(windows.size());
  if (without_row.size() < windows.size()) {
    series.notes.remarks.push_back(option_named("label-windows") + ": " + std::to_string(without_row.size()) + " of " +
                                   all + " windows hold no row of the input (the first: " + without_row.front() + ")");
    return {};
  }
  return bad_windows(file, "no window holds a row of " + series.source + "; " + rows_lie_at(series, windows.front()))
      .remedy_below("if it is to have none: a JSON list under its name, \"" +
                    std::filesystem::path(series.source).filename().string() + "\": []");
}

}  // namespace

Status label_by_windows(const std::filesystem::path& file, const std::string& time_zone, Series& series) {
  const auto windows = read_windows(file, series.source);
  if (!windows) return windows.error();
  std::optional<TimeZone> zone;
  if (!time_zone.empty()) {
    auto found = TimeZone::find(time_zone);
    if (!found) return found.error();
    zone = std::move(*found);
  }
  TimeZone* const local = zone ? &*zone : nullptr;
  Rows& rows = series.rows;
  rows.label.assign(rows.size(), 0);
  std::vector<std::string> without_row;
  for (const WrittenWindow& window : *windows) {
    const auto start = position(window.start, rows.has_time(), local),
               end = position(window.end, rows.has_time(), local);
    if (!start || !end)
      return bad_windows(file,
                         window.place + ": '" + (start ? window.end : window.start) + "' is " +
                             (rows.has_time() ? "not a time" : "not a row number, and rows have no time"),
                         window.line);
    if (*end < *start) return bad_windows(file, window.place + " ends before it starts", window.line);
    if (label_rows(rows, *start, *end) == 0)
      without_row.push_back(window.place + ", " + window.start + " to " + window.end);
  }
  return check_windows(file, *windows, without_row, series);
}

}  // namespace tidegate
