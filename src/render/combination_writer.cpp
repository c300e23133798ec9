#include <cmath>

#include "base/text.h"
#include "event/severity.h"
#include "render/field_text.h"
#include "tidegate/render.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

constexpr std::string_view kPlain = "\x1b[0m", kStrong = "\x1b[1m";

/// An event of a series with the series it is of.
struct Part {
  const Detection& series;
  const Event& event;
};

Part part_of(const CombinedPart& part, std::span<const Detection> series) {
  return {series[part.series], series[part.series].events[part.event]};
}

std::string severity_number(double severity) { return std::to_string(std::lround(severity)); }

/// `time` quoted, or null.
void append_moment(std::string& out, const std::optional<Timestamp>& time, std::int16_t utc_offset_minutes) {
  out += time ? '"' + format_time(*time, utc_offset_minutes) + '"' : "null";
}

void append_times(std::string& out, const Event& event) {
  append_moment(out += "\"start\": ", event.start, event.utc_offset_minutes);
  append_moment(out += ", \"end\": ", event.end, event.utc_offset_minutes);
  append_moment(out += ", \"peak\": ", event.peak, event.utc_offset_minutes);
}

void append_part(std::string& out, const Part& part) {
  const Event& event = part.event;
  append_json_text(out += "{\"series\": ", part.series.source);
  append_times(out += ", ", event);
  out += ", \"start_index\": " + std::to_string(event.start_index);
  out += ", \"end_index\": " + std::to_string(event.end_index);
  out += ", \"peak_index\": " + std::to_string(event.peak_index);
  out += ", \"severity\": " + severity_number(event.severity);
  append_json_number(out += ", \"score\": ", event.score);
  out += ", \"channel\": ";
  event.channels.empty() ? void(out += "null") : append_json_text(out, event.channels.front().name);
  out += ", \"kind\": ";
  event.kind.empty() ? void(out += "null") : append_json_text(out, event.kind);
  out += '}';
}

/// Of the two kinds of ends one is known; the other is null.
void append_ends(std::string& out, const CombinedEvent& event) {
  const auto index = [&](std::size_t row) { return event.start ? "null" : std::to_string(row); };
  append_moment(out += "\"start\": ", event.start, event.utc_offset_minutes);
  append_moment(out += ", \"end\": ", event.end, event.utc_offset_minutes);
  out += ", \"start_index\": " + index(event.start_index) + ", \"end_index\": " + index(event.end_index);
}

void append_combined(std::string& out, const CombinedEvent& event, std::span<const Detection> series) {
  append_ends(out += '{', event);
  out += ", \"severity\": " + severity_number(event.severity) + ", \"series\": " + std::to_string(event.series);
  out += ", \"parts\": [";
  for (std::size_t i = 0; i < event.parts.size(); ++i)
    append_part(out += i == 0 ? "" : ", ", part_of(event.parts[i], series));
  out += "]}";
}

std::string combined_document(const CombinedDetection& combined, std::span<const Detection> series) {
  std::string out = "{\"tidegate\": ";
  append_json_text(out, kVersion);
  append_json_text(out += ", \"combine\": ", combined.words);
  out += ", \"at_least\": " + std::to_string(combined.at_least) + ", \"series\": [";
  for (std::size_t i = 0; i < series.size(); ++i) append_json_text(out += i == 0 ? "" : ", ", series[i].source);
  out += "], \"events\": [";
  for (std::size_t i = 0; i < combined.events.size(); ++i)
    append_combined(out += i == 0 ? "\n  " : ",\n  ", combined.events[i], series);
  return out + "]}\n";
}

std::string combined_lines(const CombinedDetection& combined, std::span<const Detection> series) {
  std::string out;
  for (const CombinedEvent& event : combined.events) {
    append_combined(out, event, series);
    out += '\n';
  }
  return out;
}

void append_csv_moment(std::string& out, const std::optional<Timestamp>& time, std::int16_t utc_offset_minutes) {
  if (time) out += format_time(*time, utc_offset_minutes);
  out += ',';
}

void append_csv_part(std::string& out, const Part& part) {
  const Event& event = part.event;
  append_csv_text(out, part.series.source);
  out += ',';
  for (const auto& time : {event.start, event.end, event.peak}) append_csv_moment(out, time, event.utc_offset_minutes);
  for (const std::size_t row : {event.start_index, event.end_index, event.peak_index}) out += std::to_string(row) + ',';
  append_number(out += severity_number(event.severity) + ',', event.score);
  append_csv_text(out += ',', event.channels.empty() ? "" : event.channels.front().name);
  append_csv_text(out += ',', event.kind);
  out += '\n';
}

std::string combined_csv(const CombinedDetection& combined, std::span<const Detection> series) {
  std::string out =
      "event,start,end,start_index,end_index,severity,series,series_start,series_end,series_peak,series_start_index,"
      "series_end_index,series_peak_index,series_severity,score,channel,kind\n";
  std::size_t number = 0;
  for (const CombinedEvent& event : combined.events) {
    std::string head = std::to_string(++number) + ',';
    append_csv_moment(head, event.start, event.utc_offset_minutes);
    append_csv_moment(head, event.end, event.utc_offset_minutes);
    for (const std::size_t row : {event.start_index, event.end_index})
      head += (event.start ? "" : std::to_string(row)) + ',';
    head += severity_number(event.severity) + ',';
    for (const CombinedPart& part : event.parts) append_csv_part(out += head, part_of(part, series));
  }
  return out;
}

std::string stretch_text(const std::optional<Timestamp>& start, const std::optional<Timestamp>& end,
                         std::int16_t utc_offset_minutes, std::size_t first, std::size_t last) {
  const std::string from = start ? format_time(*start, utc_offset_minutes) : std::to_string(first);
  const std::string to = end ? format_time(*end, utc_offset_minutes) : std::to_string(last);
  return (start ? "" : "rows ") + from + (from == to ? "" : " – " + to);
}

std::string severity_words(double severity) {
  return std::string(severity_word(severity)) + " " + severity_number(severity);
}

std::string combined_text(const CombinedDetection& combined, std::span<const Detection> series, bool style) {
  const auto strong = [&](const std::string& text) {
    return style ? std::string(kStrong) + text + std::string(kPlain) : text;
  };
  if (combined.events.empty()) return "No events in " + combined.words + "\n";
  std::string out = strong(plural(combined.events.size(), "event") + " in " + combined.words) + "\n";
  std::size_t number = 0;
  for (const CombinedEvent& event : combined.events) {
    const std::string stretch =
        stretch_text(event.start, event.end, event.utc_offset_minutes, event.start_index, event.end_index);
    out += "\n" + strong(std::to_string(++number) + "  " + stretch) + "  " + severity_words(event.severity) + ", " +
           std::to_string(event.series) + " of " + std::to_string(series.size()) + " series\n";
    for (const CombinedPart& place : event.parts) {
      const auto& [whose, part] = part_of(place, series);
      out += "   " + whose.source + "  " + severity_words(part.severity) + "  " +
             stretch_text(part.start, part.end, part.utc_offset_minutes, part.start_index, part.end_index) +
             (part.kind.empty() ? "" : "  " + part.kind) + "\n";
    }
  }
  return out;
}

}  // namespace

std::string format_combination(const CombinedDetection& combined, std::span<const Detection> series, EventFormat format,
                               bool style) {
  switch (format) {
    case EventFormat::kText:
      return combined_text(combined, series, style);
    case EventFormat::kJson:
      return combined_document(combined, series);
    case EventFormat::kJsonLines:
      return combined_lines(combined, series);
    case EventFormat::kCsv:
      return combined_csv(combined, series);
  }
  return {};
}

}  // namespace tidegate
