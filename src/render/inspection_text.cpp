// An inspection for people: a few lines on rows and time, a table of channels, advice.
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "tidegate/render.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

using Cells = std::vector<std::string>;

std::string padded(const std::string& text, std::size_t columns, bool right) {
  const std::string blanks(columns - std::min(columns, characters(text)), ' ');
  return right ? blanks + text : text + blanks;
}

void add_line(std::string& out, std::string_view label, const std::string& text) {
  out += padded(std::string(label), 10, false) + text + "\n";
}

std::string percent(double share) { return round_text(100 * share, 3) + " %"; }

/// "5 min" and "36 h" where that is exact and no larger unit is at hand, else as other durations.
std::string length_text(Duration length) {
  using namespace std::chrono_literals;
  struct Unit {
    Duration length, most;
    const char* name;
  };
  constexpr std::array<Unit, 3> kUnits = {{{24h, Duration::max(), " d"}, {1h, 48h, " h"}, {1min, 120min, " min"}}};
  for (const auto& [unit, most, name] : kUnits)
    if (length >= unit && length < most && length % unit == Duration::zero())
      return count_text(static_cast<std::size_t>(length / unit)) + name;
  return seconds_text(std::chrono::duration<double>(length).count());
}

std::string bytes_text(std::size_t bytes) {
  if (bytes < 1000) return plural(bytes, "byte");
  constexpr std::array<const char*, 4> kUnits = {"kB", "MB", "GB", "TB"};
  double size = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  for (; size >= 1000 && unit + 1 < kUnits.size(); ++unit) size /= 1000;
  return round_text(size, 3) + " " + kUnits[unit];
}

std::string row_text(std::size_t row) { return "row " + count_text(row); }

void add_gaps(std::string& out, const Inspection& in) {
  if (in.gap_count == 0) return add_line(out, "gaps", in.regular ? "none" : "not told apart: sampling is uneven");
  const auto longest = std::max_element(in.gaps.begin(), in.gaps.end(),
                                        [](const Gap& a, const Gap& b) { return a.missing_rows < b.missing_rows; });
  add_line(out, "gaps",
           plural(in.gap_count, "gap") + ", " + plural(in.missing_rows, "row") + " missing; longest " +
               plural(longest->missing_rows, "row") + " (" + length_text(longest->length) + ") after " +
               row_text(longest->after_index));
}

void add_order(std::string& out, const Inspection& in) {
  std::string text = in.out_of_order == 0
                         ? (in.keys ? "rising within each key" : "rising")
                         : plural(in.out_of_order, "row") + " out of order, first " + row_text(in.first_out_of_order);
  if (in.duplicates > 0)
    text += "; " + plural(in.duplicates, "duplicate stamp") + ", first " + row_text(in.first_duplicate);
  add_line(out, "order", text);
}

void add_time(std::string& out, const Inspection& in) {
  if (!in.has_time) return add_line(out, "time", "none; rows are numbered from 0");
  add_line(out, "time",
           format_time(*in.first, in.utc_offset_minutes) + " to " + format_time(*in.last, in.utc_offset_minutes) +
               " (" + length_text(*in.last - *in.first) + ") in column '" + in.time_column + "'");
  if (in.step == Duration::zero())
    return add_line(
        out, "step",
        in.out_of_order > 0 ? "unknown: no stamp is later than those before" : "unknown: all stamps are equal");
  add_line(out, "step",
           length_text(in.step) + ", jitter " + percent(in.jitter) + ", " + (in.regular ? "regular" : "uneven") + ": " +
               percent(in.regular_share) +
               (in.keys ? " of the rows come one step after the row of their key before"
                        : " of the differences are whole steps"));
  add_gaps(out, in);
  add_order(out, in);
}

void add_keys(std::string& out, const KeysSummary& keys) {
  add_line(out, "keys",
           count_text(keys.count) + " in column '" + keys.column + "', of " + count_text(keys.least) + " to " +
               plural(keys.most, "row") + ", median " + count_text(keys.median) +
               (keys.too_short > 0 ? "; " + count_text(keys.too_short) + " too short to be scored" : ""));
}

std::string labelled_row_text(const Inspection& in, std::size_t row, const std::optional<Timestamp>& time) {
  return row_text(row) + (time ? " (" + format_time(*time, in.utc_offset_minutes) + ")" : std::string());
}

void add_label(std::string& out, const Inspection& in) {
  const InspectedLabel& label = *in.label;
  if (label.anomalous == 0) return add_line(out, "labels", "no row is anomalous");
  add_line(out, "labels",
           plural(label.anomalous, "anomalous row") + ", " +
               percent(static_cast<double>(label.anomalous) / static_cast<double>(in.rows)) + ", in " +
               count_text(label.stretches) + (label.stretches == 1 ? " stretch" : " stretches") + "; first " +
               labelled_row_text(in, label.first_index, label.first_time) + ", last " +
               labelled_row_text(in, label.last_index, label.last_time));
}

std::string periods_text(const ChannelSummary& c) {
  std::string text;
  for (const std::size_t period : c.periods) text += (text.empty() ? "" : ", ") + count_text(period);
  return text.empty() ? "–" : text;
}

std::string kind_text(const ChannelSummary& c) {
  if (std::isnan(c.minimum)) return "empty";
  return c.constant ? "constant" : c.flag ? "flag" : "";
}

Cells channel_cells(const ChannelSummary& c, std::size_t rows) {
  const double share = rows == 0 ? 0 : static_cast<double>(c.missing) / static_cast<double>(rows);
  return {c.channel.name,
          c.missing == 0 ? "–" : percent(share),
          round_text(c.minimum),
          round_text(c.median),
          round_text(c.mean),
          round_text(c.maximum),
          round_text(c.deviation),
          periods_text(c),
          kind_text(c)};
}

void add_table(std::string& out, const std::vector<Cells>& table) {
  std::vector<std::size_t> widths(table.front().size());
  for (const Cells& row : table)
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], characters(row[i]));
  for (const Cells& row : table) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += padded(row[i], widths[i], i > 0 && i + 1 < row.size()) + "  ";
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
}

void add_list(std::string& out, const std::string& title, const std::vector<std::string>& items, Spelling spelling) {
  if (items.empty()) return;
  out += "\n" + title + "\n";
  for (const std::string& item : items) out += "  - " + spell(item, spelling) + "\n";
}

}  // namespace

std::string format_inspection_text(const Inspection& in, Spelling spelling) {
  std::string out = in.source + ": " + plural(in.rows, "row") +
                    (in.keys ? " of " + plural(in.keys->count, "key") : std::string()) + ", " +
                    plural(in.channels.size(), "channel") +
                    (in.bytes > 0 ? ", " + bytes_text(in.bytes) : std::string()) + "\n\n";
  if (in.keys) add_keys(out, *in.keys);
  add_time(out, in);
  add_line(out, "missing", in.missing_share == 0 ? "no values" : percent(in.missing_share) + " of the values");
  if (in.label) add_label(out, in);
  std::vector<Cells> table = {
      {"channel", "missing", "minimum", "median", "mean", "maximum", "deviation", "periods", ""}};
  for (const ChannelSummary& channel : in.channels) table.push_back(channel_cells(channel, in.rows));
  out += "\n";
  add_table(out, table);
  add_list(out, "Columns left out", in.left_out, spelling);
  add_list(out, "What to know", in.advice, spelling);
  return out;
}

}  // namespace tidegate
