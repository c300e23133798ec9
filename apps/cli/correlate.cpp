#include "tidegate/correlate.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/fleet.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "cli/signals.h"
#include "cli/table.h"
#include "cli/verbs.h"
#include "tidegate/options.h"
#include "tidegate/time_text.h"
#include "tidegate/version.h"

namespace tidegate::cli {
namespace {

enum class Form { kText, kJson };

using Json = nlohmann::ordered_json;

constexpr std::int64_t kDefaultLag = 10;
constexpr std::size_t kLeastMargin = 10;  ///< rows on either side of the event, even with --max-lag 0
constexpr double kRare = 0.05;            ///< share, over all series looked at, below which one stands out

/// The event looked at, in one of the signals.
struct Subject {
  std::size_t signal = 0;
  std::size_t first = 0, last = 0;  ///< its rows
  RowStretch stretch;               ///< with the rows around it
};

struct Other {
  std::string name;
  LagFinding finding;
  bool stands_out = false;
};

struct Correlation {
  const SignalSet& set;
  Subject subject;
  std::size_t max_lag = 0;
  double step_seconds = 0;  ///< 0 = not known
  std::vector<Other> others;

  const Signal& signal() const { return set.signals[subject.signal]; }
  const SignalRows& rows() const { return set.rows[signal().rows]; }
};

/// The first of many, so that the message can be read.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 12;
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i) text += (i == 0 ? "" : ", ") + names[i];
  return names.size() > kMost ? text + " and " + std::to_string(names.size() - kMost) + " more" : text;
}

Result<std::size_t> named_signal(const SignalSet& set, const std::string& name) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < set.signals.size(); ++i) {
    if (set.signals[i].name == name) return i;
    names.push_back(set.signals[i].name);
  }
  const std::string near = nearest_name(name, names);
  return fail(ErrorKind::kUsage,
              "--series: there is no series '" + name + "'" +
                  (near.empty() ? "; there are: " + listed(names) : "; did you mean '" + near + "'?"));
}

Error bad_event(const std::string& text, const std::string& problem) {
  return fail(ErrorKind::kUsage, "--event: '" + text + "' " + problem);
}

/// The first row that is not before `text`; with `inclusive` the first after it. A row number or a moment.
Result<std::size_t> row_of(const SignalRows& rows, const std::string& text, bool inclusive) {
  std::size_t row = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), row);
  if (error == std::errc{} && end == text.data() + text.size()) return row + (inclusive ? 1 : 0);
  const auto moment =
      parse_moment(text, rows.utc_offset_minutes.empty() ? std::int16_t{0} : rows.utc_offset_minutes[0]);
  if (!moment)
    return bad_event(text,
                     "is neither a row number nor a time; write e.g. 340..352 or "
                     "2024-05-01T10:00..2024-05-01T11:00");
  if (rows.time.empty()) return bad_event(text, "is a time, and the series has none; give row numbers");
  const auto past = [&](Timestamp time) { return inclusive ? time > *moment : time >= *moment; };
  return static_cast<std::size_t>(std::ranges::find_if(rows.time, past) - rows.time.begin());
}

/// --event START..END, both inclusive; one moment or row alone is both.
Result<std::pair<std::size_t, std::size_t>> given_event(const SignalRows& rows, const std::string& text) {
  const std::size_t dots = text.find("..");
  const std::string start = text.substr(0, dots), end = dots == std::string::npos ? start : text.substr(dots + 2);
  const auto first = row_of(rows, start, false), after = row_of(rows, end, true);
  if (!first) return first.error();
  if (!after) return after.error();
  if (*first < *after && *after <= rows.rows) return std::pair{*first, *after - 1};
  return bad_event(text, "holds no row: the series has rows 0 to " + std::to_string(rows.rows - 1));
}

/// The most severe event a detector found, of one series or of all.
Result<Subject> found_event(const SignalSet& set, const std::string& series) {
  const SignalEvent* most = nullptr;
  for (const SignalEvent& one : set.events)
    if (series.empty() || set.signals[one.signal].name == series)
      if (most == nullptr || one.event.severity > most->event.severity) most = &one;
  if (most != nullptr) return Subject{most->signal, most->event.start_index, most->event.end_index, {}};
  return fail(ErrorKind::kData, "the detectors found no event" + (series.empty() ? "" : " in '" + series + "'") +
                                    "; name a stretch to look at: --event START..END");
}

Result<Subject> event_looked_at(const SignalSet& set, const Settings& settings) {
  const std::string name = settings.text("series");
  const auto signal = name.empty() ? Result<std::size_t>(0) : named_signal(set, name);
  if (!signal) return signal.error();
  if (!settings.has("event")) return found_event(set, name);
  const auto event = given_event(set.rows[set.signals[*signal].rows], settings.text("event"));
  if (!event) return event.error();
  return Subject{*signal, event->first, event->second, {}};
}

/// The event with as many rows on either side as lags are tried, as far as the series goes.
RowStretch around(const Subject& subject, std::size_t max_lag, std::size_t rows) {
  const std::size_t margin = std::max(max_lag, kLeastMargin);
  const std::size_t first = subject.first - std::min(subject.first, margin);
  return {first, std::min(subject.last + margin, rows - 1) - first + 1};
}

/// Another signal on the rows of the one looked at. Errors: kData where only one of the two has times.
Result<std::vector<double>> on_rows_of(const SignalSet& set, const Signal& subject, const Signal& other) {
  const SignalRows &here = set.rows[subject.rows], &there = set.rows[other.rows];
  if (subject.rows == other.rows) return other.values;
  if (here.time.empty() != there.time.empty())
    return fail(ErrorKind::kData, "'" + (here.time.empty() ? other : subject).name + "' has times and '" +
                                      (here.time.empty() ? subject : other).name +
                                      "' has none; --time none counts rows in all");
  if (!here.time.empty()) return held_at(here.time, there.time, other.values);
  std::vector<double> values = other.values;
  values.resize(subject.values.size(), NAN);
  return values;
}

/// The least usual first; of equally usual ones the strongest.
bool comes_before(const Other& a, const Other& b) {
  const bool no_a = std::isnan(a.finding.coefficient), no_b = std::isnan(b.finding.coefficient);
  if (no_a || no_b) return !no_a && no_b;
  const auto share = [](const Other& one) {
    return std::isnan(one.finding.share_elsewhere) ? 1 : one.finding.share_elsewhere;
  };
  if (share(a) != share(b)) return share(a) < share(b);
  return std::abs(a.finding.coefficient) > std::abs(b.finding.coefficient);
}

/// Stretches overlap; of those that do not there must be enough to be one of few among.
bool enough_elsewhere(const LagFinding& finding, std::size_t rows) {
  return kRare * static_cast<double>(finding.stretches_elsewhere) >= static_cast<double>(rows);
}

/// A share is to be that small among all series looked at.
bool is_rare(const LagFinding& finding, std::size_t rows, std::size_t series) {
  return enough_elsewhere(finding, rows) && finding.share_elsewhere * static_cast<double>(series) <= kRare;
}

Status look_at_others(Correlation& found) {
  const Signal& subject = found.signal();
  for (std::size_t i = 0; i < found.set.signals.size(); ++i) {
    if (i == found.subject.signal) continue;
    const Signal& other = found.set.signals[i];
    const auto values = on_rows_of(found.set, subject, other);
    if (!values) return values.error();
    if (interrupted()) return fail(ErrorKind::kInterrupted, "interrupted; nothing was written");
    found.others.push_back({other.name, strongest_lag(subject.values, *values, found.subject.stretch, found.max_lag)});
  }
  for (Other& other : found.others)
    other.stands_out = is_rare(other.finding, found.subject.stretch.rows, found.others.size());
  std::ranges::stable_sort(found.others, comes_before);
  return {};
}

std::string shown(const char* form, double value) {
  char text[64];
  std::snprintf(text, sizeof text, form, value);
  return text;
}

std::string rows_words(std::size_t rows, const Correlation& found) {
  const std::string count = std::to_string(rows) + (rows == 1 ? " row" : " rows");
  return found.step_seconds == 0 ? count
                                 : count + " (" + rough_time(static_cast<double>(rows) * found.step_seconds) + ")";
}

/// "0.23 %", "2.8 %", "100 %"
std::string percent(double share) { return shown(share < 0.1 ? "%.2g %%" : "%.0f %%", 100 * share); }

std::string share_words(const LagFinding& finding) {
  if (finding.stretches_elsewhere == 0) return "no other stretch to compare with";
  if (finding.share_elsewhere == 0) return "none of " + std::to_string(finding.stretches_elsewhere);
  return percent(finding.share_elsewhere);
}

/// "0.2 % of other stretches are as strong"
std::string usual_words(const LagFinding& finding) {
  const std::string count = std::to_string(finding.stretches_elsewhere);
  if (finding.stretches_elsewhere == 0) return "no other stretch to compare with";
  if (finding.share_elsewhere == 0) return "none of " + count + " other stretches is as strong";
  return percent(finding.share_elsewhere) + " of other stretches are as strong";
}

/// "b moved 3 rows before a, the same way (0.91; 0.2 % of other stretches are as strong)"
std::string sentence_of(const Other& other, const Correlation& found) {
  const LagFinding& finding = other.finding;
  const auto distance = static_cast<std::size_t>(std::abs(finding.lag));
  const std::string when =
      distance == 0 ? "together with " : rows_words(distance, found) + (finding.lag < 0 ? " before " : " after ");
  return other.name + " moved " + when + found.signal().name +
         (finding.coefficient < 0 ? ", the other way" : ", the same way") + " (" + shown("%.2f", finding.coefficient) +
         "; " + usual_words(finding) + ")";
}

std::string reading_of(const Correlation& found) {
  std::string text;
  for (const Other& other : found.others)
    if (other.stands_out) text += (text.empty() ? "" : "; ") + sentence_of(other, found);
  if (!text.empty()) return text + ". A hint where to look, no proof of a cause.";
  const LagFinding& first = found.others.front().finding;
  if (std::isnan(first.coefficient)) return "No series has enough values around this event that are not constant.";
  const bool few = !enough_elsewhere(first, found.subject.stretch.rows);
  return (few ? "Too few other stretches to tell what is usual: " : "No series stands out; first of all ") +
         sentence_of(found.others.front(), found) + ".";
}

std::string moment_words(const Correlation& found) {
  const SignalRows& rows = found.rows();
  const auto& [signal, first, last, stretch] = found.subject;
  std::string text = "rows " + std::to_string(first) + "–" + std::to_string(last);
  if (rows.time.empty()) return text;
  const auto at = [&](std::size_t row) {
    return format_time(rows.time[row],
                       rows.utc_offset_minutes.empty() ? std::int16_t{0} : rows.utc_offset_minutes[row]);
  };
  return text + ", " + at(first) + " – " + at(last);
}

std::string text_of(const Correlation& found) {
  const RowStretch& stretch = found.subject.stretch;
  std::string text = "Event in " + found.signal().name + ": " + moment_words(found) + "\n" +
                     signal_words(found.set.kind) + " of rows " + std::to_string(stretch.first) + "–" +
                     std::to_string(stretch.first + stretch.rows - 1) + " beside those of " +
                     std::to_string(found.others.size()) + " other series, up to " + std::to_string(found.max_lag) +
                     " rows earlier or later\n\n";
  std::size_t width = 6;
  for (const Other& other : found.others) width = std::max(width, characters(other.name));
  text += "series" + std::string(width - 6, ' ') + "   lag  coefficient  as strong elsewhere\n";
  for (const Other& other : found.others) {
    const bool none = std::isnan(other.finding.coefficient);
    text += other.name + std::string(width - characters(other.name), ' ') +
            (none ? "     –            –  –\n"
                  : shown(" %+5.0f", static_cast<double>(other.finding.lag)) +
                        shown("  %11.2f  ", other.finding.coefficient) + share_words(other.finding) + "\n");
  }
  return text + "\n" + reading_of(found) + "\n";
}

Json number_or_null(double value) { return std::isnan(value) ? Json(nullptr) : Json(value); }

Json json_of(const Other& other, const Correlation& found) {
  const LagFinding& finding = other.finding;
  const bool none = std::isnan(finding.coefficient);
  return {
      {"series", other.name},
      {"lag", none ? Json(nullptr) : Json(finding.lag)},
      {"lag_seconds",
       none || found.step_seconds == 0 ? Json(nullptr) : Json(static_cast<double>(finding.lag) * found.step_seconds)},
      {"coefficient", number_or_null(finding.coefficient)},
      {"share_elsewhere", number_or_null(finding.share_elsewhere)},
      {"stretches_elsewhere", finding.stretches_elsewhere},
      {"stands_out", other.stands_out}};
}

std::string json_text(const Correlation& found) {
  const RowStretch& stretch = found.subject.stretch;
  Json others = Json::array();
  for (const Other& other : found.others) others.push_back(json_of(other, found));
  const Json json = {{"tidegate", kVersion},
                     {"of", signal_words(found.set.kind)},
                     {"series", found.signal().name},
                     {"event", {{"start_index", found.subject.first}, {"end_index", found.subject.last}}},
                     {"stretch", {{"first", stretch.first}, {"last", stretch.first + stretch.rows - 1}}},
                     {"max_lag", found.max_lag},
                     {"step_seconds", found.step_seconds == 0 ? Json(nullptr) : Json(found.step_seconds)},
                     {"reading", reading_of(found)},
                     {"others", others}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// What can be told before anything is read.
Status check_usage(const std::string& file, const Settings& settings) {
  if (!settings.has("model") && !settings.has("event"))
    return fail(ErrorKind::kUsage,
                "correlate needs --event START..END and --series NAME, or --model to find the event");
  if (settings.has("event") && !settings.has("series"))
    return fail(ErrorKind::kUsage, "--event needs --series NAME: the series it is an event of");
  if (const auto kind = signal_kind(settings); !kind) return kind.error();
  if (auto distinct = check_distinct(settings, {file, settings.text("model")}, {"output"}); !distinct) return distinct;
  return check_writable(settings, {"output"});
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = choose_format<Form>(settings, {{"text", Form::kText}, {"json", Form::kJson}});
  if (!form) return form.error();
  const auto max_lag = whole_number(settings, "max-lag", kDefaultLag, 0, 100000);
  if (!max_lag) return max_lag.error();
  if (auto fine = check_usage(file, settings); !fine) return fine.error();
  const auto set = read_signals(file, settings, console);
  if (!set) return set.error();
  if (set->signals.size() < 2)
    return fail(ErrorKind::kData, file + ": " + std::to_string(set->signals.size()) +
                                      " series could be read, and correlate needs at least two");
  const auto subject = event_looked_at(*set, settings);
  if (!subject) return subject.error();
  Correlation found{.set = *set, .subject = *subject, .max_lag = static_cast<std::size_t>(*max_lag)};
  found.subject.stretch = around(*subject, found.max_lag, found.rows().rows);
  found.step_seconds = std::chrono::duration<double>(usual_step(found.rows().time)).count();
  if (auto looked = look_at_others(found); !looked) return looked.error();
  const std::string text = *form == Form::kJson ? json_text(found) : text_of(found);
  if (auto written = write_result(settings, text); !written) return written.error();
  return set->exit_code;
}

}  // namespace

Verb correlate_verb() {
  return {.name = "correlate",
          .summary = "which other series moved with one series around an event, and how much earlier or later",
          .file_help = "CSV, JSON lines or npy, also gzipped: its channels are the series; or a folder of such files",
          .options = {{"event",
                       "rows or times of the event, both ends inclusive; with --model the most severe one if "
                       "not given",
                       "START..END"},
                      {"series", "the series the event is in", "NAME"},
                      {"max-lag", "how many rows earlier or later are tried (0 … 100000) [10]", "N"},
                      {"of",
                       "what is held against each other: residuals, scores, values or changes; residuals with "
                       "--model, else values",
                       "WHAT"},
                      {"model", "a detector, or a folder of detectors", "M.tidegate"},
                      each_channel_option(),
                      format_option("text or json"),
                      output_option()},
          .example = "tidegate correlate examples/data --time none --series water-flow --event 700..711",
          .run = run};
}

}  // namespace tidegate::cli
