#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "evaluate/signals.h"
#include "offline/tables.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

constexpr std::size_t kLeastMargin = 10;  // rows on either side of the event, even if no lags are tried

/// The event looked at, in one of the signals.
struct Subject {
  std::size_t signal = 0;
  std::size_t first = 0, last = 0;  ///< its rows
  RowStretch stretch;               ///< with the rows around it
};

/// A correlation in the making.
struct Work {
  const SignalSet& set;
  Subject subject;
  std::size_t max_lag = 0;
  std::vector<CorrelatedSeries> others;

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
  const std::string near = nearest_word(name, names);
  return fail(ErrorKind::kUsage,
              option_named("series") + ": there is no series '" + name + "'" +
                  (near.empty() ? "; there are: " + listed(names) : "; did you mean '" + near + "'?"));
}

Error bad_event(const std::string& text, const std::string& problem) {
  return fail(ErrorKind::kUsage, option_named("event") + ": '" + text + "' " + problem);
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
                                    "; name a stretch to look at: " + option_named("event", "START..END"));
}

Result<Subject> event_looked_at(const SignalSet& set, const CorrelateRequest& request) {
  const std::string& name = request.series;
  const auto signal = name.empty() ? Result<std::size_t>(0) : named_signal(set, name);
  if (!signal) return signal.error();
  if (request.event.empty()) return found_event(set, name);
  const auto event = given_event(set.rows[set.signals[*signal].rows], request.event);
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
                                      (here.time.empty() ? subject : other).name + "' has none; " +
                                      option_named("time", "none") + " counts rows in all");
  if (!here.time.empty()) return held_at(here.time, there.time, other.values);
  std::vector<double> values = other.values;
  values.resize(subject.values.size(), NAN);
  return values;
}

/// The least usual first; of equally usual ones the strongest.
bool comes_before(const CorrelatedSeries& a, const CorrelatedSeries& b) {
  const bool no_a = std::isnan(a.finding.coefficient), no_b = std::isnan(b.finding.coefficient);
  if (no_a || no_b) return !no_a && no_b;
  const auto share = [](const CorrelatedSeries& one) {
    return std::isnan(one.finding.share_elsewhere) ? 1 : one.finding.share_elsewhere;
  };
  if (share(a) != share(b)) return share(a) < share(b);
  return std::abs(a.finding.coefficient) > std::abs(b.finding.coefficient);
}

Status look_at_others(Work& found, const Observer& observer) {
  const Signal& subject = found.signal();
  for (std::size_t i = 0; i < found.set.signals.size(); ++i) {
    if (i == found.subject.signal) continue;
    const Signal& other = found.set.signals[i];
    const auto values = on_rows_of(found.set, subject, other);
    if (!values) return values.error();
    if (observer.stopped()) return interrupted_error();
    found.others.push_back({other.name, strongest_lag(subject.values, *values, found.subject.stretch, found.max_lag)});
  }
  for (CorrelatedSeries& other : found.others)
    other.stands_out = is_rare(other.finding, found.subject.stretch.rows, found.others.size());
  std::ranges::stable_sort(found.others, comes_before);
  return {};
}

std::int16_t offset_at(const SignalRows& rows, std::size_t row) {
  return rows.utc_offset_minutes.empty() ? std::int16_t{0} : rows.utc_offset_minutes[row];
}

Correlation described(Work found, SignalKind kind) {
  const SignalRows& rows = found.rows();
  Correlation correlation;
  correlation.outcome = found.set.outcome;
  correlation.signal = kind;
  correlation.series = found.signal().name;
  correlation.first = found.subject.first, correlation.last = found.subject.last;
  if (!rows.time.empty()) {
    correlation.first_time = rows.time[found.subject.first], correlation.last_time = rows.time[found.subject.last];
    correlation.first_offset = offset_at(rows, found.subject.first);
    correlation.last_offset = offset_at(rows, found.subject.last);
  }
  correlation.stretch = found.subject.stretch;
  correlation.max_lag = found.max_lag;
  correlation.step_seconds = std::chrono::duration<double>(usual_step(rows.time)).count();
  correlation.others = std::move(found.others);
  return correlation;
}

Status check_request(const CorrelateRequest& request) {
  if (!request.detectors && request.event.empty())
    return fail(ErrorKind::kUsage, "correlate needs " + option_named("event", "START..END") + " and " +
                                       option_named("series", "NAME") + ", or " + option_named("model") +
                                       " to find the event");
  if (!request.event.empty() && request.series.empty())
    return fail(ErrorKind::kUsage,
                option_named("event") + " needs " + option_named("series", "NAME") + ": the series it is an event of");
  return {};
}

}  // namespace

Result<Correlation> correlate(const SeriesSet& set, const CorrelateRequest& request, const Observer& observer) {
  if (auto fine = check_request(request); !fine) return fine.error();
  const auto signals = read_signals(set, request, observer);
  if (!signals) return signals.error();
  if (signals->signals.size() < 2)
    return fail(ErrorKind::kData,
                std::to_string(signals->signals.size()) + " series could be read, and correlate needs at least two")
        .at({.source = set.name()});
  const auto subject = event_looked_at(*signals, request);
  if (!subject) return subject.error();
  Work found{.set = *signals, .subject = *subject, .max_lag = request.max_lag, .others = {}};
  found.subject.stretch = around(*subject, found.max_lag, found.rows().rows);
  if (auto looked = look_at_others(found, observer); !looked) return looked.error();
  return described(std::move(found), request.signal);
}

}  // namespace tidegate
