#include "offline/detect_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "offline/series_run.h"
#include "offline/table_fit.h"
#include "offline/tables.h"
#include "tidegate/detector.h"

namespace tidegate {
namespace {

constexpr std::string_view kLeadingHalf = "0.5";
/// One table on its way through a run.
struct TableRun {
  const SeriesSet& set;
  std::size_t index;
  const DetectRequest& request;
  const Observer& observer;
  std::int64_t threads;
  SeriesTable table{};
  std::vector<SeriesRun> runs{};
  Trace trace{};
  PhaseCounts counts{};
};

Result<TableFit> fit_here(TableRun& run) {
  auto fit = fit_table(run.table, run.request.training, kLeadingHalf, run.observer);
  if (fit && fit->detector.info().history.interrupted)
    return fail(ErrorKind::kInterrupted, "interrupted during training; nothing was written (train saves what it has)");
  return fit;
}

/// Reads the table as its detector wants it, and fits one if none is given.
Result<TableFit> prepare(TableRun& run) {
  if (!run.request.detectors) {
    auto table = read_noted(run.set, run.index, run.set.reading(), run.observer);
    if (!table) return table.error();
    run.table = std::move(*table);
    return fit_here(run);
  }
  auto detector = run.request.detectors->of(run.set, run.index);
  if (!detector) return detector.error();
  const auto reading = reading_for(run.set, *detector);
  if (!reading) return reading.error();
  auto table = read_noted(run.set, run.index, *reading, run.observer);
  if (!table) return table.error();
  run.table = std::move(*table);
  return TableFit{.detector = std::move(*detector), .learned = {}};
}

/// The threshold fitted on the rows of the table, if the detector asks for that.
Status calibrate(TableRun& run, TableFit& fit) {
  if (fit.detector.config().threshold.data != "scored") return {};
  std::vector<double> scores(run.table.table.rows.size());
  const auto counts =
      run_series(run.table, fit, run.threads, run.observer, nullptr,
                 [&](SeriesRunner& runner, std::size_t series) { return runner.score(series, scores); });
  if (!counts) return counts.error();
  auto fitted = fit.detector.with_threshold_on(scores, kScoredData);
  if (!fitted) return fitted.error();
  fit.detector = std::move(*fitted);
  return {};
}

/// The most severe first; of series without an event those of the highest score.
bool is_worse(const SeriesRun& a, const SeriesRun& b) {
  if (a.summary.severity != b.summary.severity) return a.summary.severity > b.summary.severity;
  const auto score = [](const SeriesRun& one) {
    return std::isnan(one.summary.score) ? -std::numeric_limits<double>::infinity() : one.summary.score;
  };
  return score(a) > score(b);
}

Status run_table(TableRun& run, const TableFit& fit) {
  const bool keeps = run.request.keep_run && !run.table.has_ids();
  if (keeps) run.trace = Trace(run.table.table.rows.size(), fit.detector.info().scored_channels().size());
  run.runs.resize(run.table.series());
  auto counts = run_series(run.table, fit, run.threads, run.observer, keeps ? &run.trace : nullptr,
                           [&](SeriesRunner& runner, std::size_t series) -> Status {
                             auto one = runner.run(series);
                             if (!one) return one.error();
                             run.runs[series] = std::move(*one);
                             return {};
                           });
  if (!counts) return counts.error();
  run.counts = std::move(*counts);
  add_notes(run.observer, NoteKind::kScoring, unscored_notes(run.counts, fit.detector, run.table.has_ids()));
  std::ranges::stable_sort(run.runs, is_worse);
  return {};
}

/// The most severe series first, for the bound on what is explained counts all of a table together.
Status explain(TableRun& run, const Detector& detector) {
  if (!run.request.explain) return {};
  EventExplainer explainer(detector, {.stop_requested = run.observer.stop_requested});
  for (SeriesRun& one : run.runs) {
    if (one.events.empty()) continue;
    const SeriesPart rows{run.table.table, {run.table.begin[one.series], run.table.begin[one.series + 1]}};
    const Status done = explainer.explain(rows, one.events, one.learned);
    if (!done) return done.error().kind == ErrorKind::kInterrupted ? interrupted_error() : done;
  }
  return {};
}

/// From rows of the series to rows of the input.
void count_input_rows(Event& event, const SeriesTable& table, std::size_t series) {
  for (std::size_t* index : {&event.start_index, &event.end_index, &event.peak_index})
    *index = table.in_input(series, *index);
  for (MatteringRow& row : event.mattered) row.index = table.in_input(series, row.index);
  if (!event.similar) return;
  event.similar->start_index = table.in_input(series, event.similar->start_index);
  event.similar->end_index = table.in_input(series, event.similar->end_index);
}

Detection described(const TableRun& run, const TableFit& fit) {
  const DetectorInfo& info = fit.detector.info();
  Detection detection;
  detection.source = run.set.id(run.index);
  detection.rows = run.table.table.rows.size();
  for (const std::size_t c : info.scored_channels()) detection.channels.push_back(info.channels[c].name);
  detection.has_time = run.table.table.rows.has_time();
  detection.step = info.step;
  detection.score_words = info.score_words;
  detection.threshold = info.threshold;
  detection.threshold_words = info.threshold_words;
  detection.warmup_rows = info.warmup_rows;
  detection.delay_rows = info.delay_rows;
  if (fit.trained_here() && !run.table.has_ids()) detection.trained_on = {0, fit.learned.front()};
  return detection;
}

Detection detection_of(TableRun& run, const TableFit& fit) {
  Detection detection = described(run, fit);
  if (run.table.has_ids())
    detection.keyed = {
        .column = run.table.table.key_column, .keys = {}, .trained_rows = fit.rows, .trained_keys = fit.series};
  for (SeriesRun& one : run.runs) {
    for (Event& event : one.events) {
      count_input_rows(event, run.table, one.series);
      detection.events.push_back(std::move(event));
    }
    if (detection.keyed) detection.keyed->keys.push_back(std::move(one.summary));
  }
  return detection;
}

Result<TableFit> detect_in(TableRun& run) {
  auto fit = prepare(run);
  if (!fit) return fit;
  if (auto done = calibrate(run, *fit); !done) return done.error();
  if (auto done = run_table(run, *fit); !done) return done.error();
  if (auto done = explain(run, fit->detector); !done) return done.error();
  return fit;
}

}  // namespace

Result<DetectedTable> detect_table(const SeriesSet& set, std::size_t index, const DetectRequest& request,
                                   std::int64_t threads, const Observer& observer) {
  TableRun run{.set = set, .index = index, .request = request, .observer = observer, .threads = threads};
  auto fit = detect_in(run);
  if (!fit) return fit.error();
  const bool keeps = request.keep_run && !run.table.has_ids();
  std::vector<Event> learned = keeps ? std::move(run.runs.front().learned) : std::vector<Event>();
  DetectedTable found{.detection = detection_of(run, *fit), .scored_rows = run.counts.scored, .run = {}};
  if (keeps) found.run = {std::move(run.table), std::move(fit->detector), std::move(run.trace), std::move(learned)};
  return found;
}

}  // namespace tidegate
