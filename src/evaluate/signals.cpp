#include "evaluate/signals.h"

#include <algorithm>
#include <cmath>

#include "offline/detect_table.h"
#include "offline/tables.h"

namespace tidegate {
namespace {

/// What one table gives. Places count within it.
struct Member {
  SignalRows rows;
  std::vector<Signal> signals;
  std::vector<SignalEvent> events;
};

std::vector<double> column(const Matrix<double>& values, std::size_t channel) {
  std::vector<double> result(values.rows());
  for (std::size_t t = 0; t < values.rows(); ++t) result[t] = values(t, channel);
  return result;
}

std::vector<double> changes(std::vector<double> values) {
  for (std::size_t t = values.size(); t-- > 1;) values[t] -= values[t - 1];
  if (!values.empty()) values[0] = NAN;
  return values;
}

Member member_of(const Series& series) {
  return {.rows = {series.rows.time, series.rows.utc_offset_minutes, series.rows.size()}};
}

Member plain_member(const Series& series, SignalKind kind) {
  Member member = member_of(series);
  for (std::size_t c = 0; c < series.channels.size(); ++c) {
    std::vector<double> values = column(series.rows.values, c);
    if (kind == SignalKind::kChanges) values = changes(std::move(values));
    member.signals.push_back({series.channels[c].name, 0, std::move(values)});
  }
  return member;
}

std::vector<double> residuals(const Trace& trace, std::size_t channel) {
  std::vector<double> result = column(trace.value, channel);
  for (std::size_t t = 0; t < result.size(); ++t) result[t] -= trace.expected(t, channel);
  return result;
}

std::vector<double> signal_of(const Trace& trace, std::size_t channel, SignalKind kind) {
  if (kind == SignalKind::kResiduals) return residuals(trace, channel);
  if (kind == SignalKind::kScores) return column(trace.score, 0);
  std::vector<double> values = column(trace.value, channel);
  return kind == SignalKind::kChanges ? changes(std::move(values)) : values;
}

bool tells_expected(const Trace& trace) {
  const auto known = [](double value) { return !std::isnan(value); };
  return std::ranges::any_of(trace.expected.flat(), known) || !std::ranges::any_of(trace.score.flat(), known);
}

/// Through its detector. A score is of all channels: one signal.
Result<Member> scored_member(DetectedTable found, SignalKind kind) {
  const Trace& trace = found.run->trace;
  if (kind == SignalKind::kResiduals && !tells_expected(trace))
    return fail(ErrorKind::kModel, "this detector produces no expected values, so there are no residuals")
        .about("of")
        .remedy("use " + option_named("of", "scores"));
  Member member = member_of(found.run->table.table);
  const std::vector<std::string>& names = found.detection.channels;
  const std::size_t count = kind == SignalKind::kScores ? 1 : names.size();
  for (std::size_t c = 0; c < count; ++c) member.signals.push_back({names[c], 0, signal_of(trace, c, kind)});
  for (Event& event : found.detection.events) {
    const auto named = [&](const Signal& one) { return one.name == event.channels.front().name; };
    const auto place = event.channels.empty() ? member.signals.end() : std::ranges::find_if(member.signals, named);
    const std::size_t signal =
        place == member.signals.end() ? 0 : static_cast<std::size_t>(place - member.signals.begin());
    member.events.push_back({signal, std::move(event)});
  }
  return member;
}

/// Checked before the reader asks for the column of ids.
Status takes_series(const Detector& detector) {
  if (detector.info().key.empty()) return {};
  return fail(ErrorKind::kModel, "the model was trained with " + option_named("key", detector.info().key) +
                                     " on one table; correlate takes whole series (files or channels)");
}

/// Rows of other ids lie between those of one: together they are no series.
Error refuse_ids(const std::string& column) {
  return fail(ErrorKind::kUsage, option_named("key", column) + ": correlate takes whole series (files or channels)")
      .about("key")
      .remedy("give a folder with one file per " + column);
}

Result<Member> read_member(const SeriesSet& set, std::size_t i, const CorrelateRequest& request,
                           const Observer& observer) {
  if (!request.detectors) {
    const auto table = read_noted(set, i, set.reading(), observer);
    if (!table) return table.error();
    if (table->has_ids()) return refuse_ids(table->table.key_column);
    return plain_member(table->table, request.signal);
  }
  const auto detector = request.detectors->of(set, i);
  if (!detector) return detector.error();
  if (auto fine = takes_series(*detector); !fine) return fine.error();
  const DetectRequest detecting{
      .detectors = Detectors::shared(*detector), .training = {}, .explain = false, .keep_run = true};
  auto found = detect_table(set, i, detecting, 1, observer);
  if (!found) return found.error();
  if (found->detection.keyed) return refuse_ids(found->detection.keyed->column);
  return scored_member(std::move(*found), request.signal);
}

void add_member(SignalSet& set, Member member) {
  const std::size_t before = set.signals.size(), rows = set.rows.size();
  set.rows.push_back(std::move(member.rows));
  for (Signal& signal : member.signals) {
    signal.rows = rows;
    set.signals.push_back(std::move(signal));
  }
  for (SignalEvent& event : member.events) {
    event.signal += before;
    set.events.push_back(std::move(event));
  }
}

/// "pump/7" for the only signal of a series, "pump/7: flow" for one of several.
void name_signals(Member& member, const std::string& series) {
  for (Signal& signal : member.signals) signal.name = member.signals.size() == 1 ? series : series + ": " + signal.name;
}

/// What can be checked before anything is read.
Status check_signal(const SeriesSet& set, const CorrelateRequest& request) {
  const bool needs = request.signal == SignalKind::kResiduals || request.signal == SignalKind::kScores;
  if (needs && !request.detectors)
    return fail(ErrorKind::kUsage, option_named("of", signal_words(request.signal)) + " needs " +
                                       option_named("model") +
                                       "; without a detector only values and changes are available")
        .about("of");
  if (!set.is_collection() && request.signal == SignalKind::kScores)
    return fail(ErrorKind::kUsage, option_named("of", "scores") + ": a detector has one score for all channels")
        .about("of")
        .remedy("give a folder, or " + option_named("each-channel") + " with one detector per channel");
  return {};
}

}  // namespace

std::string signal_words(SignalKind kind) {
  switch (kind) {
    case SignalKind::kValues:
      return "values";
    case SignalKind::kChanges:
      return "changes";
    case SignalKind::kResiduals:
      return "residuals";
    case SignalKind::kScores:
      return "scores";
  }
  return "";
}

Result<SignalSet> read_signals(const SeriesSet& set, const CorrelateRequest& request, const Observer& observer) {
  if (auto fine = check_signal(set, request); !fine) return fine.error();
  std::vector<Member> members(set.size());
  const Observer watching = set.is_collection() ? quiet(observer) : observer;
  auto outcome = work_on(set, "reading", request.threads, observer, [&](std::size_t i) -> Status {
    auto member = read_member(set, i, request, watching);
    if (!member) return member.error();
    if (set.is_collection()) name_signals(*member, set.id(i));
    members[i] = std::move(*member);
    return {};
  });
  if (!outcome) return outcome.error();
  if (outcome->begun < set.size() || observer.stopped()) return interrupted_error();
  SignalSet signals;
  signals.outcome = std::move(*outcome);
  for (Member& member : members)
    if (!member.signals.empty()) add_member(signals, std::move(member));
  return signals;
}

}  // namespace tidegate
