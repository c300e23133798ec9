#include "cli/detection.h"

#include <filesystem>

#include "tidegate/explain.h"

namespace tidegate::cli {
namespace {

constexpr std::size_t kRowsBetweenLooks = 4096;

void sort_event(DetectionRun& run, const Fitted& fitted, Event event) {
  const bool learned = fitted.trained_here && event.peak_index <= fitted.last;
  (learned ? run.training_events : run.detection.events).push_back(std::move(event));
}

}  // namespace

Detection described(const Series& series, const Detector& detector) {
  const DetectorInfo& info = detector.info();
  Detection detection;
  detection.source = std::filesystem::path(series.source).filename().string();
  detection.rows = series.rows.size();
  detection.channels = scored_channels(detector);
  detection.has_time = series.rows.has_time();
  detection.step = info.step;
  detection.score_words = info.score_words;
  detection.threshold = info.threshold;
  detection.threshold_words = info.threshold_words;
  detection.warmup_rows = info.warmup_rows;
  detection.delay_rows = info.delay_rows;
  return detection;
}

Result<DetectionRun> run_detection(const Series& series, const Fitted& fitted, bool with_trace) {
  auto scorer = Scorer::create(fitted.detector, series.channels);
  if (!scorer) return scorer.error();
  if (auto fits = scorer->check(series.rows); !fits) return fits.error();
  DetectionRun run;
  run.detection = described(series, fitted.detector);
  if (fitted.trained_here) run.detection.trained_on = {fitted.first, fitted.last};
  if (with_trace) run.trace = Trace(series.rows.size(), run.detection.channels.size());
  if (fitted.trained_here) scorer->part_events_at(fitted.last + 1);
  const auto take_events = [&] {
    for (Event& event : scorer->take_events()) sort_event(run, fitted, std::move(event));
  };
  const auto keep = [&](const Verdict& verdict) {
    if (with_trace && verdict.phase != Phase::kPending) run.trace.keep(verdict.row, verdict);
    if (verdict.phase == Phase::kAnomalous) take_events();
  };
  for (std::size_t row = 0; row < series.rows.size(); ++row) {
    keep(scorer->push(series.rows, row));
    if (row % kRowsBetweenLooks == 0 && interrupted())
      return fail(ErrorKind::kInterrupted, "interrupted; nothing was written");
  }
  scorer->finish(keep);
  take_events();
  run.counts = scorer->counts();
  return run;
}

Status explain(const Series& series, const Detector& detector, DetectionRun& run) {
  if (run.detection.events.empty()) return {};
  EventExplainer explainer(detector, {.stop_requested = interrupted});
  const SeriesPart rows{series, 0, series.rows.size() - 1};
  if (auto done = explainer.explain(rows, run.detection.events, run.training_events); !done) return done;
  return interrupted() ? fail(ErrorKind::kInterrupted, "interrupted; nothing was written") : Status();
}

}  // namespace tidegate::cli
