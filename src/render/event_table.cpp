#include "render/event_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "base/text.h"
#include "event/severity.h"
#include "render/field_text.h"
#include "render/key_table.h"

namespace tidegate {
namespace {

enum Column : std::size_t {
  kNumber,
  kKey,
  kWhen,
  kRows,
  kSeverity,
  kScore,
  kName,
  kValue,
  kExpectation,
  kShare,
  kColumns
};
constexpr std::size_t kLineWidth = 100;
constexpr std::size_t kShortestName = 8;
constexpr std::string_view kReset = "\x1b[0m", kDim = "\x1b[2m", kBold = "\x1b[1m";

using Line = std::array<std::string, kColumns>;

std::string clipped(const std::string& name, std::size_t longest) {
  if (characters(name) <= longest) return name;
  std::size_t end = 0;
  for (std::size_t characters = 0; end < name.size(); ++end)
    if (starts_character(name[end]) && ++characters == longest) break;
  return name.substr(0, end) + "…";
}

// A stamp in the pieces a table wants: "2022-04-19", "09:00:00", "+02:00".
struct Stamp {
  std::string date, clock, zone;
};

Stamp split_stamp(Timestamp time, std::int16_t utc_offset_minutes) {
  const std::string text = format_time(time, utc_offset_minutes);
  const std::size_t zone = text.find_first_of("Z+-", 11);
  return {text.substr(0, 10), text.substr(11, zone - 11), text.substr(zone)};
}

bool has_seconds(const Event& event) {
  const auto odd = [](const std::optional<Timestamp>& t) {
    return t && t->time_since_epoch() % std::chrono::minutes(1) != Duration(0);
  };
  return odd(event.start) || odd(event.end);
}

std::string when(const Event& event, bool seconds) {
  if (!event.start || !event.end) return "–";
  const auto clock = [seconds](const Stamp& stamp) { return seconds ? stamp.clock : stamp.clock.substr(0, 5); };
  const Stamp start = split_stamp(*event.start, event.utc_offset_minutes);
  const Stamp end = split_stamp(*event.end, event.utc_offset_minutes);
  std::string text = start.date + " " + clock(start);
  if (event.start == event.end) return text;
  if (end.date == start.date) return text + " – " + clock(end);
  const bool same_year = end.date.substr(0, 4) == start.date.substr(0, 4);
  return text + " – " + (same_year ? end.date.substr(5) : end.date) + " " + clock(end);
}

// Where there are times they give the place, and the rows the length.
std::string rows_text(const Event& event, bool has_time) {
  const std::string start = std::to_string(event.start_index);
  if (has_time) return std::to_string(event.end_index - event.start_index + 1);
  return event.start_index == event.end_index ? start : start + "–" + std::to_string(event.end_index);
}

std::string severity_text(const Event& event) {
  return std::string(severity_word(event.severity)) + " " + std::to_string(std::lround(event.severity));
}

std::string score_text(const Event& event, double threshold) {
  const std::string score = round_text(event.score, 3);
  return threshold > 0 ? score + " (" + round_text(event.score / threshold, 2) + "×)" : score;
}

std::string expectation_text(const EventChannel& channel) {
  if (std::isnan(channel.lower) || std::isnan(channel.upper)) return round_text(channel.expected);
  return round_text(channel.expected) + " (" + round_text(channel.lower) + " – " + round_text(channel.upper) + ")";
}

bool counts_rows(const Detection& detection) { return detection.has_time && !detection.keyed; }

Line event_line(const Event& event, const Detection& detection, std::size_t number, bool seconds) {
  Line line = {std::to_string(number), detection.keyed ? detection.events[number - 1].series : "",
               when(event, seconds),   rows_text(event, counts_rows(detection)),
               severity_text(event),   score_text(event, detection.threshold)};
  if (event.channels.empty()) return line;
  const EventChannel& strongest = event.channels.front();
  line[kName] = strongest.name;
  line[kValue] = round_text(strongest.value);
  line[kExpectation] = expectation_text(strongest);
  line[kShare] = std::to_string(std::lround(100 * strongest.share)) + " %";
  return line;
}

/// Least number of characters that distinguishes all channels.
std::size_t shortest_names(const std::vector<std::string>& channels) {
  std::size_t longest = kShortestName;
  for (const std::string& name : channels) longest = std::max(longest, characters(name));
  for (std::size_t length = kShortestName; length < longest; ++length) {
    std::set<std::string> clips;
    for (const std::string& name : channels) clips.insert(clipped(name, length));
    if (clips.size() == channels.size()) return length;
  }
  return longest;
}

std::vector<Line> table_lines(const Detection& detection) {
  const bool seconds = std::ranges::any_of(detection.events, has_seconds);
  const std::string key = detection.keyed ? detection.keyed->column : "";
  std::vector<Line> lines = {{"#", key, "when", "rows", "severity", "score", "channel", "value", "expected", "share"}};
  for (const Event& event : detection.events) lines.push_back(event_line(event, detection, lines.size(), seconds));
  return lines;
}

std::string_view severity_style(double severity) {
  if (severity < 25) return "\x1b[33m";
  if (severity < 50) return "\x1b[38;5;208m";
  return severity < 75 ? "\x1b[31m" : "\x1b[1;35m";
}

std::string styled(const std::string& text, std::string_view code, bool style) {
  return style ? std::string(code) + text + std::string(kReset) : text;
}

class Table {
 public:
  Table(const Detection& detection, bool style) : detection_(detection), style_(style), lines_(table_lines(detection)) {
    measure();
    const std::size_t others = total_width() - widths_[kName];
    const std::size_t left = kLineWidth > others ? kLineWidth - others : 0;
    const std::size_t shortest = shortest_names(detection.channels);
    for (Line& line : lines_) line[kName] = clipped(line[kName], std::max(left, shortest));
    measure();
  }

  std::string text() const {
    std::string out = styled(line_text(lines_.front(), {}), kDim, style_) + "\n";
    for (std::size_t i = 1; i < lines_.size(); ++i)
      out += line_text(lines_[i], severity_style(detection_.events[i - 1].severity)) + "\n";
    return out;
  }

 private:
  bool is_shown(std::size_t column) const {
    if (column == kWhen) return detection_.has_time;
    if (column == kKey) return detection_.keyed.has_value();
    return (column != kName && column != kShare) || detection_.channels.size() > 1;
  }

  void measure() {
    widths_ = {};
    for (const Line& line : lines_)
      for (std::size_t c = 0; c < kColumns; ++c) widths_[c] = std::max(widths_[c], characters(line[c]));
  }

  std::size_t total_width() const {
    std::size_t total = 0;
    for (std::size_t c = 0; c < kColumns; ++c)
      if (is_shown(c)) total += widths_[c] + (c == 0 ? 0 : 2);
    return total;
  }

  std::string line_text(const Line& line, std::string_view severity_code) const {
    std::string out;
    for (std::size_t c = 0; c < kColumns; ++c) {
      if (!is_shown(c)) continue;
      const std::string padding(widths_[c] - characters(line[c]), ' ');
      const bool coloured = c == kSeverity && !severity_code.empty();
      const std::string cell = coloured ? styled(line[c], severity_code, style_) : line[c];
      const bool right = c == kNumber || c == kValue || c == kShare || (c == kRows && counts_rows(detection_));
      out += (c == 0 ? "" : "  ") + (right ? padding + cell : cell + padding);
    }
    return out.erase(out.find_last_not_of(' ') + 1);
  }

  const Detection& detection_;
  bool style_;
  std::vector<Line> lines_;
  std::array<std::size_t, kColumns> widths_{};
};

// "UTC", "+02:00", or what covers several.
std::string zone_text(const Detection& detection) {
  std::vector<std::string> zones;
  for (const Event& event : detection.events)
    if (event.start) zones.push_back(split_stamp(*event.start, event.utc_offset_minutes).zone);
  if (zones.empty()) return "";
  if (std::ranges::any_of(zones, [&](const std::string& zone) { return zone != zones.front(); }))
    return "; times in the input's own zone";
  return zones.front() == "Z" ? "; times in UTC" : "; times in UTC" + zones.front();
}

/// Rows outside the training part: only their events are reported.
std::size_t judged_rows(const Detection& detection) {
  std::size_t learned = detection.keyed ? detection.keyed->trained_rows : 0;
  if (detection.trained_on) learned = detection.trained_on->size();
  return detection.rows - std::min(learned, detection.rows);
}

std::string sentence(const Detection& detection, bool style) {
  const std::string threshold = round_text(detection.threshold);
  if (judged_rows(detection) == 0 && detection.events.empty())
    return "No rows are left to score: all " + plural(detection.rows, "row") +
           " were used for training. Give a smaller " + option_named("train-part") + ", or use train and then detect " +
           option_named("model") + "\n";
  std::string rows = plural(judged_rows(detection), "row");
  if (detection.channels.size() == 1) rows += " of " + detection.channels.front();
  if (detection.keyed)
    rows += ", " + count_text(detection.keyed->keys.size()) + " series (" + detection.keyed->column + ")";
  if (detection.events.empty()) return "No events: no score reached the threshold " + threshold + " in " + rows + "\n";
  return styled(plural(detection.events.size(), "event") + " in " + rows, kBold, style) + "; threshold " + threshold +
         zone_text(detection) + "\n";
}

/// "spike (0.83): off by 9 times the typical error …"; "stuck: the value stays 5 for 52 rows …"; "" if there is nothing
/// to say.
std::string kind_text(const Event& event) {
  if (!event.kind_reason.empty())
    return event.kind + " (" + round_text(event.kind_confidence, 2) + "): " + event.kind_reason;
  if (event.scorer_reason.empty()) return event.kind;
  return (event.kind.empty() ? event.scorer : event.kind) + ": " + event.scorer_reason;
}

/// "influential rows: 299 (61 %), 283 (12 %); without the first the peak's score is 3.1 instead of 8.4"
std::string influence_text(const Event& event) {
  std::string text;
  for (const MatteringRow& row : event.mattered)
    text += (text.empty() ? "" : ", ") + std::to_string(row.index) + " (" +
            std::to_string(std::lround(100 * row.share)) + " %)";
  const bool one = event.mattered.size() == 1;
  return (one ? "influential row: " : "influential rows: ") + text + "; without " + (one ? "it" : "the first") +
         " the peak's score is " + round_text(event.mattered.front().score_without, 3) + " instead of " +
         round_text(event.peak_score, 3);
}

std::string similar_text(const SimilarStretch& similar) {
  return "most similar stretch: rows " + std::to_string(similar.start_index) + "–" + std::to_string(similar.end_index) +
         " (distance " + round_text(similar.distance, 2) + ")";
}

/// The kind and why, the influential rows, the most similar stretch: a line each, behind the event's number.
std::string reasons_text(const Event& event, std::size_t number) {
  std::vector<std::string> reasons;
  if (const std::string kind = kind_text(event); !kind.empty()) reasons.push_back(kind);
  if (!event.mattered.empty()) reasons.push_back(influence_text(event));
  if (event.similar) reasons.push_back(similar_text(*event.similar));
  std::string out, before = std::to_string(number) + "  ";
  for (const std::string& reason : reasons) {
    out += before + reason + "\n";
    before.assign(before.size(), ' ');
  }
  return out;
}

std::string reasons_text(const Detection& detection) {
  constexpr std::size_t kMost = 20;
  std::string out;
  const std::size_t shown = std::min(detection.events.size(), kMost);
  for (std::size_t i = 0; i < shown; ++i) out += reasons_text(detection.events[i], i + 1);
  if (out.empty()) return "";
  if (shown < detection.events.size()) out += "…  all events: " + option_named("format", "json") + "\n";
  return "\n" + out;
}

std::string footing(const Detection& detection) {
  std::string text;
  if (detection.trained_on)
    text = "trained on rows " + std::to_string(detection.trained_on->begin) + "–" +
           std::to_string(detection.trained_on->end - 1);
  if (detection.keyed && detection.keyed->trained_rows > 0)
    text = "trained on " + plural(detection.keyed->trained_rows, "row") + " of " +
           count_text(detection.keyed->trained_keys) + " series";
  if (detection.warmup_rows > 0)
    text += (text.empty() ? "" : "; ") + std::string("no score in the first ") + plural(detection.warmup_rows, "row") +
            (detection.keyed ? " of a series (warm-up)" : " (warm-up)");
  if (!detection.score_words.empty())
    text += (text.empty() ? "" : "\n") + std::string("score: ") + detection.score_words;
  if (!detection.threshold_words.empty())
    text += (text.empty() ? "" : "\n") + std::string("threshold: ") + detection.threshold_words;
  return text.empty() ? "" : text + "\n";
}

}  // namespace

std::string format_event_table(const Detection& detection, bool style, Spelling spelling) {
  std::string out = spell(sentence(detection, style), spelling);
  if (detection.keyed) out += format_key_table(*detection.keyed, detection.threshold);
  if (!detection.events.empty())
    out += "\n" + Table(detection, style).text() + spell(reasons_text(detection), spelling) + "\n";
  const std::string notes = footing(detection);
  return notes.empty() ? out : out + styled(notes.substr(0, notes.size() - 1), kDim, style) + "\n";
}

}  // namespace tidegate
