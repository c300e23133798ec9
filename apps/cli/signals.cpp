#include "cli/signals.h"

#include <algorithm>
#include <cmath>

#include "cli/detection.h"
#include "cli/fleet.h"
#include "cli/results.h"

namespace tidegate::cli {
namespace {

/// What one input gives. Places count within it.
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
Result<Member> scored_member(const Series& series, const Detector& detector, SignalKind kind) {
  auto ready = calibrated(detector, series);
  if (!ready) return ready.error();
  auto run = run_detection(series, Fitted{.detector = std::move(*ready), .trained_here = false}, true);
  if (!run) return run.error();
  if (kind == SignalKind::kResiduals && !tells_expected(run->trace))
    return fail(ErrorKind::kModel,
                "the detector tells no expected values, so there are no residuals; give --of scores");
  Member member = member_of(series);
  const std::vector<std::string>& names = run->detection.channels;
  const std::size_t count = kind == SignalKind::kScores ? 1 : names.size();
  for (std::size_t c = 0; c < count; ++c) member.signals.push_back({names[c], 0, signal_of(run->trace, c, kind)});
  for (Event& event : run->detection.events) {
    const auto named = [&](const Signal& one) { return one.name == event.channels.front().name; };
    const auto found = event.channels.empty() ? member.signals.end() : std::ranges::find_if(member.signals, named);
    const std::size_t signal =
        found == member.signals.end() ? 0 : static_cast<std::size_t>(found - member.signals.begin());
    member.events.push_back({signal, std::move(event)});
  }
  return member;
}

/// Told before the reader asks for the column of keys.
Status takes_series(const Detector& detector) {
  if (detector.info().key.empty()) return {};
  return fail(ErrorKind::kModel, "the model was trained with --key " + detector.info().key +
                                     " on one table; correlate takes series, each whole");
}

Result<Member> read_member(const Fleet& fleet, std::size_t i, const FleetModels* models, SignalKind kind,
                           const Settings& settings) {
  if (models == nullptr) {
    const auto options = reading(settings);
    if (!options) return options.error();
    const auto series = fleet.read(i, *options);
    return series ? Result<Member>(plain_member(*series, kind)) : series.error();
  }
  const auto detector = models->of(fleet, i);
  if (!detector) return detector.error();
  if (auto fine = takes_series(*detector); !fine) return fine.error();
  const auto series = fleet.read_for(i, *detector, settings);
  if (!series) return series.error();
  return scored_member(*series, *detector, kind);
}

Result<Member> read_file(const std::string& file, SignalKind kind, const Settings& settings, const Console& console) {
  if (!settings.has("model")) {
    const auto options = reading(settings);
    if (!options) return options.error();
    const auto series = read_series(file, *options);
    if (!series) return series.error();
    tell_notes(series->notes, console);
    return plain_member(*series, kind);
  }
  if (kind == SignalKind::kScores)
    return fail(ErrorKind::kUsage,
                "--of scores: a detector has one score for all channels; give a folder, or --each-channel with the "
                "detectors of each channel");
  const auto detector = Detector::load(settings.text("model"));
  if (!detector) return detector.error();
  if (auto fine = takes_series(*detector); !fine) return fine.error();
  const auto options = reading_for(settings, *detector);
  if (!options) return options.error();
  const auto series = read_series(file, *options);
  if (!series) return series.error();
  tell_notes(series->notes, console);
  return scored_member(*series, *detector, kind);
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

Result<SignalSet> read_fleet(const std::string& file, SignalKind kind, const Settings& settings,
                             const Console& console) {
  const auto fleet = Fleet::open(file, settings, console);
  if (!fleet) return fleet.error();
  const auto models = FleetModels::given(settings);
  if (!models) return models.error();
  std::vector<Member> members(fleet->size());
  const FleetOutcome outcome = work_on(*fleet, console, "reading", [&](std::size_t i) -> Status {
    auto member = read_member(*fleet, i, *models ? &**models : nullptr, kind, settings);
    if (!member) return member.error();
    name_signals(*member, fleet->name(i));
    members[i] = std::move(*member);
    return {};
  });
  if (outcome.begun < fleet->size() || interrupted())
    return fail(ErrorKind::kInterrupted, "interrupted; nothing was written");
  SignalSet set{.kind = kind, .exit_code = outcome.tell(*fleet, 0)};
  for (Member& member : members)
    if (!member.signals.empty()) add_member(set, std::move(member));
  return set;
}

}  // namespace

Result<SignalKind> signal_kind(const Settings& settings) {
  const bool model = settings.has("model");
  const std::vector<std::pair<std::string_view, SignalKind>> kinds = {{"residuals", SignalKind::kResiduals},
                                                                      {"scores", SignalKind::kScores},
                                                                      {"values", SignalKind::kValues},
                                                                      {"changes", SignalKind::kChanges}};
  const std::string wanted = settings.text("of", model ? "residuals" : "values");
  for (const auto& [name, kind] : kinds) {
    if (name != wanted) continue;
    const bool needs = kind == SignalKind::kResiduals || kind == SignalKind::kScores;
    if (!needs || model) return kind;
    return fail(ErrorKind::kUsage,
                "--of " + wanted + " needs --model: without a detector there are values and changes");
  }
  const std::string names = "residuals, scores, values, changes";
  return fail(ErrorKind::kUsage,
              "--of: '" + wanted + "' is not known; allowed: " + names + nearest_hint(wanted, names));
}

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

Result<SignalSet> read_signals(const std::string& file, const Settings& settings, const Console& console) {
  const auto kind = signal_kind(settings);
  if (!kind) return kind.error();
  if (is_fleet(file, settings)) return read_fleet(file, *kind, settings, console);
  auto member = read_file(file, *kind, settings, console);
  if (!member) return member.error();
  SignalSet set{.kind = *kind};
  add_member(set, std::move(*member));
  return set;
}

}  // namespace tidegate::cli
