#include <algorithm>
#include <cmath>
#include <functional>

#include "base/text.h"
#include "render/event_table.h"
#include "render/field_text.h"
#include "tidegate/render.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

// Builds one JSON object or array in the order of the calls.
class JsonObject {
 public:
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  std::string& key(std::string_view name) {
    if (!first_) out_ += ", ";
    first_ = false;
    append_json_text(out_, name);
    return out_ += ": ";
  }
  void text(std::string_view name, std::string_view value) { append_json_text(key(name), value); }
  void number(std::string_view name, double value) { append_json_number(key(name), value); }
  void count(std::string_view name, std::size_t value) { key(name) += std::to_string(value); }
  void null(std::string_view name) { key(name) += "null"; }
  void end() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

template <class Items, class Append>
void append_list(std::string& out, const Items& items, std::string_view separator, Append&& append) {
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += separator;
    first = false;
    append(item);
  }
}

/// More digits of a confidence would promise too much.
double hundredths(double value) { return std::round(100 * value) / 100; }

std::size_t whole_severity(const Event& event) { return static_cast<std::size_t>(std::lround(event.severity)); }

void append_channel(std::string& out, const EventChannel& channel) {
  JsonObject object(out);
  object.text("name", channel.name);
  object.number("value", channel.value);
  object.number("expected", channel.expected);
  object.number("lower", channel.lower);
  object.number("upper", channel.upper);
  object.number("share", channel.share);
  object.end();
}

/// Whose an event is, among those of several series or keys.
struct Owner {
  std::string_view field;  ///< "series" or "key"; empty = there is only one
  std::string_view name;
};

Owner owner_of(const Detection& detection, std::size_t event, bool named) {
  if (detection.keyed) return {"key", detection.events[event].series};
  return named ? Owner{"series", detection.source} : Owner{};
}

/// Null where no rule is clear.
void append_kind(JsonObject& object, const Event& event) {
  if (event.kind.empty()) {
    for (const char* name : {"kind", "kind_confidence", "kind_reason"}) object.null(name);
    return;
  }
  object.text("kind", event.kind);
  object.number("kind_confidence", hundredths(event.kind_confidence));
  object.text("kind_reason", event.kind_reason);
}

/// Null where the kind says all.
void append_scorer(JsonObject& object, const Event& event) {
  for (const auto& [name, text] :
       {std::pair("scorer", &event.scorer), std::pair("scorer_reason", &event.scorer_reason)})
    text->empty() ? object.null(name) : object.text(name, *text);
}

/// Null without times.
void append_time(JsonObject& object, std::string_view name, const std::optional<Timestamp>& stamp, const Event& event) {
  if (stamp)
    object.text(name, format_time(*stamp, event.utc_offset_minutes));
  else
    object.null(name);
}

void append_mattering(std::string& out, const MatteringRow& row, const Event& event) {
  JsonObject object(out);
  object.count("index", row.index);
  append_time(object, "time", row.time, event);
  object.number("share", row.share);
  object.number("score_without", row.score_without);
  object.end();
}

/// Null if no stretch is similar.
void append_similar(JsonObject& object, const Event& event) {
  if (!event.similar) return object.null("similar");
  JsonObject stretch(object.key("similar"));
  stretch.count("start_index", event.similar->start_index);
  stretch.count("end_index", event.similar->end_index);
  append_time(stretch, "start", event.similar->start, event);
  append_time(stretch, "end", event.similar->end, event);
  stretch.count("context_before", event.similar->context_before);
  stretch.number("distance", event.similar->distance);
  stretch.end();
}

void append_event(std::string& out, const Event& event, const Owner& owner) {
  JsonObject object(out);
  if (!owner.field.empty()) object.text(owner.field, owner.name);
  append_time(object, "start", event.start, event);
  append_time(object, "end", event.end, event);
  append_time(object, "peak", event.peak, event);
  object.count("start_index", event.start_index);
  object.count("end_index", event.end_index);
  object.count("peak_index", event.peak_index);
  object.count("severity", whole_severity(event));
  object.number("score", event.score);
  append_kind(object, event);
  append_scorer(object, event);
  object.key("channels") += '[';
  append_list(out, event.channels, ", ", [&out](const EventChannel& channel) { append_channel(out, channel); });
  out += ']';
  object.number("peak_score", event.peak_score);
  object.key("mattered") += '[';
  append_list(out, event.mattered, ", ", [&](const MatteringRow& row) { append_mattering(out, row, event); });
  out += ']';
  append_similar(object, event);
  object.end();
}

void append_trained_on(JsonObject& object, const Detection& detection) {
  const std::size_t keyed_rows = detection.keyed ? detection.keyed->trained_rows : 0;
  if (!detection.trained_on && keyed_rows == 0) return object.null("trained_on");
  JsonObject part(object.key("trained_on"));
  if (keyed_rows > 0) {
    part.count("rows", keyed_rows);
    part.count("keys", detection.keyed->trained_keys);
    return part.end();
  }
  part.count("first", detection.trained_on->begin);
  part.count("last", detection.trained_on->end - 1);
  part.end();
}

void append_key(std::string& out, const KeySummary& key) {
  JsonObject object(out);
  object.text("key", key.key);
  object.count("rows", key.rows);
  object.count("events", key.events);
  object.number("score", key.score);
  object.count("severity", static_cast<std::size_t>(std::lround(key.severity)));
  object.end();
}

void append_keys(JsonObject& object, std::string& out, const KeyedResults& keyed) {
  object.text("key_column", keyed.column);
  object.key("keys") += "[\n  ";
  append_list(out, keyed.keys, ",\n  ", [&out](const KeySummary& key) { append_key(out, key); });
  out += ']';
}

/// All but the version.
void append_detection(JsonObject& object, std::string& out, const Detection& detection) {
  object.text("source", detection.source);
  object.count("rows", detection.rows);
  object.key("channels") += '[';
  append_list(out, detection.channels, ", ", [&out](const std::string& name) { append_json_text(out, name); });
  out += ']';
  append_trained_on(object, detection);
  if (!detection.score_words.empty()) object.text("score_words", detection.score_words);
  object.number("threshold", detection.threshold);
  if (!detection.threshold_words.empty()) object.text("threshold_words", detection.threshold_words);
  object.count("warmup_rows", detection.warmup_rows);
  object.count("delay_rows", detection.delay_rows);
  object.key("events") += detection.events.empty() ? "[" : "[\n  ";
  std::size_t number = 0;
  append_list(out, detection.events, ",\n  ",
              [&](const Event& event) { append_event(out, event, owner_of(detection, number++, false)); });
  out += ']';
  if (detection.keyed) append_keys(object, out, *detection.keyed);
}

std::string json_document(const Detection& detection) {
  std::string out;
  JsonObject object(out);
  object.text("tidegate", kVersion);
  append_detection(object, out, detection);
  object.end();
  return out + '\n';
}

std::string json_document(std::span<const Detection> series) {
  std::string out;
  JsonObject object(out);
  object.text("tidegate", kVersion);
  object.key("series") += "[\n ";
  append_list(out, series, ",\n ", [&out](const Detection& detection) {
    JsonObject one(out);
    append_detection(one, out, detection);
    one.end();
  });
  out += ']';
  object.end();
  return out + '\n';
}

std::string json_lines(std::span<const Detection> series, bool named) {
  std::string out;
  for (const Detection& detection : series)
    for (std::size_t i = 0; i < detection.events.size(); ++i) {
      append_event(out, detection.events[i], owner_of(detection, i, named));
      out += '\n';
    }
  return out;
}

void append_csv_event(std::string& out, const Event& event) {
  for (const auto& stamp : {event.start, event.end, event.peak}) {
    if (stamp) out += format_time(*stamp, event.utc_offset_minutes);
    out += ',';
  }
  for (const std::size_t number : {event.start_index, event.end_index, event.peak_index, whole_severity(event)})
    out += std::to_string(number) + ',';
  append_number(out, event.score);
  const EventChannel none{"", NAN, NAN, NAN, NAN, NAN};
  const EventChannel& channel = event.channels.empty() ? none : event.channels.front();
  append_csv_text(out += ',', channel.name);
  for (const double value : {channel.value, channel.expected, channel.lower, channel.upper, channel.share})
    append_number(out += ',', value);
  append_csv_text(out += ',', event.kind);
  out += ',';
  if (!event.kind.empty()) append_number(out, hundredths(event.kind_confidence));
  append_csv_text(out += ',', event.kind_reason);
  append_csv_text(out += ',', event.scorer);
  append_csv_text(out += ',', event.scorer_reason);
  out += '\n';
}

std::string csv_lines(std::span<const Detection> series, bool named) {
  const bool keyed = !series.empty() && series.front().keyed;
  std::string out = keyed ? "key," : named ? "series," : "";
  out +=
      "start,end,peak,start_index,end_index,peak_index,severity,score,channel,value,expected,lower,upper,share,"
      "kind,kind_confidence,kind_reason,scorer,scorer_reason\n";
  for (const Detection& detection : series)
    for (std::size_t i = 0; i < detection.events.size(); ++i) {
      const Owner owner = owner_of(detection, i, named);
      if (!owner.field.empty()) append_csv_text(out, owner.name), out += ',';
      append_csv_event(out, detection.events[i]);
    }
  return out;
}

/// A sentence over all, then the series that have events, the most severe first.
std::string text_of_series(std::span<const Detection> series, bool style, Spelling spelling) {
  std::vector<const Detection*> found;
  std::size_t events = 0, rows = 0;
  for (const Detection& detection : series) {
    rows += detection.rows;
    events += detection.events.size();
    if (!detection.events.empty()) found.push_back(&detection);
  }
  const auto severity = [](const Detection* one) {
    double most = 0;
    for (const Event& event : one->events) most = std::max(most, event.severity);
    return most;
  };
  std::ranges::stable_sort(found, std::greater(), severity);
  const std::string of_all = count_text(series.size()) + " series with " + plural(rows, "row") + "\n";
  if (found.empty()) return "No events in " + of_all;
  std::string out = plural(events, "event") + " in " + count_text(found.size()) + " of " + of_all;
  for (const Detection* one : found) out += "\n" + one->source + ": " + format_event_table(*one, style, spelling);
  return out;
}

}  // namespace

std::string format_detection(const Detection& detection, EventFormat format, bool style, Spelling spelling) {
  switch (format) {
    case EventFormat::kText:
      return format_event_table(detection, style, spelling);
    case EventFormat::kJson:
      return json_document(detection);
    case EventFormat::kJsonLines:
      return json_lines({&detection, 1}, false);
    case EventFormat::kCsv:
      return csv_lines({&detection, 1}, false);
  }
  return {};
}

std::string format_detections(std::span<const Detection> series, EventFormat format, bool style, Spelling spelling) {
  switch (format) {
    case EventFormat::kText:
      return text_of_series(series, style, spelling);
    case EventFormat::kJson:
      return json_document(series);
    case EventFormat::kJsonLines:
      return json_lines(series, true);
    case EventFormat::kCsv:
      return csv_lines(series, true);
  }
  return {};
}

}  // namespace tidegate
