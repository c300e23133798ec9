#include "tidegate/event.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>

namespace tidegate {
namespace {

/// An event on the common clock (nanoseconds or rows): begin ≤ moment < end, and counted until `counted`.
struct Span {
  CombinedPart part;
  std::int64_t begin = 0, end = 0, counted = 0;
};

/// Where a span begins to count or ceases to.
struct Turn {
  std::int64_t moment = 0;
  std::size_t span = 0;
  bool begins = false;
};

/// Clocks end in the year 2262; a width beyond that is as good as endless.
std::int64_t later(std::int64_t moment, std::int64_t by) {
  std::int64_t sum = 0;
  return __builtin_add_overflow(moment, by, &sum) ? std::numeric_limits<std::int64_t>::max() : sum;
}

std::int64_t times(std::int64_t step, std::int64_t count) {
  std::int64_t product = 0;
  return __builtin_mul_overflow(step, count, &product) ? std::numeric_limits<std::int64_t>::max() : product;
}

std::int64_t least_step(const SeriesEvents& one) { return std::max<std::int64_t>(one.step.count(), 1); }

Span span_of(const SeriesEvents& one, const Event& event, CombinedPart part, bool by_time,
             const CombinationRule& rule) {
  if (!by_time) {
    const auto end = static_cast<std::int64_t>(event.end_index) + 1;
    return {part, static_cast<std::int64_t>(event.start_index), end, later(end, rule.within_rows)};
  }
  const std::int64_t end = later(event.end->time_since_epoch().count(), least_step(one));
  const std::int64_t width = rule.within.count() > 0 ? rule.within.count() : times(one.step.count(), rule.within_rows);
  return {part, event.start->time_since_epoch().count(), end, later(end, width)};
}

std::vector<Span> spans_of(std::span<const SeriesEvents> series, bool by_time, const CombinationRule& rule) {
  std::vector<Span> spans;
  for (std::size_t s = 0; s < series.size(); ++s)
    for (std::size_t e = 0; e < series[s].events.size(); ++e)
      spans.push_back(span_of(series[s], series[s].events[e], {s, e}, by_time, rule));
  std::ranges::stable_sort(spans, {}, &Span::begin);
  return spans;
}

std::vector<Turn> turns_of(const std::vector<Span>& spans) {
  std::vector<Turn> turns;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    turns.push_back({spans[i].begin, i, true});
    turns.push_back({spans[i].counted, i, false});
  }
  std::ranges::stable_sort(turns, {}, &Turn::moment);
  return turns;
}

/// A stretch in which enough series count, with the spans that were open in it.
struct Stretch {
  std::int64_t begin = 0, end = 0;
  std::vector<std::size_t> spans;
};

/// Goes through the turns, all of one moment at once.
class Sweep {
 public:
  Sweep(const std::vector<Span>& spans, std::size_t at_least) : spans_(spans), at_least_(at_least) {}

  std::vector<Stretch> run(const std::vector<Turn>& turns) {
    for (std::size_t i = 0; i < turns.size(); ++i) {
      turn(turns[i]);
      if (i + 1 == turns.size() || turns[i + 1].moment != turns[i].moment) settle(turns[i].moment);
    }
    return std::move(stretches_);
  }

 private:
  void turn(const Turn& turn) {
    const std::size_t series = spans_[turn.span].part.series;
    if (turn.begins) {
      open_.push_back(turn.span);
      ++counts_[series];
      if (inside_) stretches_.back().spans.push_back(turn.span);
    } else {
      std::erase(open_, turn.span);
      if (--counts_[series] == 0) counts_.erase(series);
    }
  }

  void settle(std::int64_t moment) {
    const bool enough = counts_.size() >= at_least_;
    if (enough && !inside_) stretches_.push_back({moment, moment, open_});
    if (!enough && inside_) close(moment);
    inside_ = enough;
  }

  /// What began at the very moment the stretch ended had no part in it.
  void close(std::int64_t moment) {
    Stretch& stretch = stretches_.back();
    std::erase_if(stretch.spans, [&](std::size_t i) { return spans_[i].begin >= moment; });
    std::int64_t last = stretch.begin + 1;
    for (const std::size_t i : stretch.spans) last = std::max(last, spans_[i].end);
    stretch.end = std::min(moment, last);
  }

  const std::vector<Span>& spans_;
  std::size_t at_least_;
  std::vector<std::size_t> open_;
  std::map<std::size_t, std::size_t> counts_;  ///< open spans by series
  std::vector<Stretch> stretches_;
  bool inside_ = false;
};

void tell_severity(CombinedEvent& event, std::span<const SeriesEvents> series, std::size_t at_least) {
  std::map<std::size_t, double> highest;
  for (const CombinedPart& part : event.parts) {
    double& most = highest[part.series];
    most = std::max(most, series[part.series].events[part.event].severity);
  }
  std::vector<double> severities;
  severities.reserve(highest.size());
  for (const auto& [_, severity] : highest) severities.push_back(severity);
  std::ranges::sort(severities, std::greater());
  event.series = severities.size();
  event.severity = severities[at_least - 1];
}

CombinedEvent event_of(const Stretch& stretch, const std::vector<Span>& spans, std::span<const SeriesEvents> series,
                       bool by_time, std::size_t at_least) {
  CombinedEvent event;
  std::int64_t finest = std::numeric_limits<std::int64_t>::max();
  for (const std::size_t i : stretch.spans) {
    event.parts.push_back(spans[i].part);
    finest = std::min(finest, by_time ? least_step(series[spans[i].part.series]) : 1);
  }
  const std::int64_t last = std::max(stretch.begin, stretch.end - finest);
  if (by_time) {
    event.start = Timestamp(Duration(stretch.begin)), event.end = Timestamp(Duration(last));
    const CombinedPart& first = event.parts.front();
    event.utc_offset_minutes = series[first.series].events[first.event].utc_offset_minutes;
  } else {
    event.start_index = static_cast<std::size_t>(stretch.begin), event.end_index = static_cast<std::size_t>(last);
  }
  tell_severity(event, series, at_least);
  return event;
}

Status check_rule(std::span<const SeriesEvents> series, const CombinationRule& rule) {
  if (rule.at_least >= 1 && rule.at_least <= series.size()) return {};
  return fail(ErrorKind::kUsage, option_named("combine") + ": at least " + std::to_string(rule.at_least) + " of " +
                                     std::to_string(series.size()) + " series cannot be")
      .about("combine")
      .remedy("give 1 to " + std::to_string(series.size()));
}

/// Whether series are held against each other by time.
Result<bool> common_clock(std::span<const SeriesEvents> series, const CombinationRule& rule) {
  const bool by_time = series.front().has_time;
  for (const SeriesEvents& one : series) {
    if (one.has_time != by_time)
      return fail(ErrorKind::kData, option_named("combine") + ": '" + (by_time ? series.front() : one).name +
                                        "' has times and '" + (by_time ? one : series.front()).name + "' has none")
          .about("combine")
          .remedy(option_named("time", "none") + " counts rows in all");
    if (by_time && rule.within_rows > 0 && one.step.count() == 0)
      return fail(ErrorKind::kUsage,
                  option_named("within") + ": rows of '" + one.name + "' have no usual distance in time")
          .about("within")
          .remedy("give a duration, e.g. " + option_named("within", "5m"));
  }
  if (by_time || rule.within.count() == 0) return by_time;
  return fail(ErrorKind::kUsage, option_named("within") + ": a duration needs times, and the series have none")
      .about("within")
      .remedy("give a number of rows");
}

}  // namespace

Result<std::vector<CombinedEvent>> combine_events(std::span<const SeriesEvents> series, const CombinationRule& rule) {
  if (auto fine = check_rule(series, rule); !fine) return fine.error();
  const auto by_time = common_clock(series, rule);
  if (!by_time) return by_time.error();
  const std::vector<Span> spans = spans_of(series, *by_time, rule);
  std::vector<CombinedEvent> events;
  for (const Stretch& stretch : Sweep(spans, rule.at_least).run(turns_of(spans)))
    events.push_back(event_of(stretch, spans, series, *by_time, rule.at_least));
  return events;
}

}  // namespace tidegate
