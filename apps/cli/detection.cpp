#include "cli/detection.h"

#include <filesystem>

namespace tidegate::cli {
namespace {

constexpr std::size_t kRowsBetweenLooks = 4096;

void sort_event(DetectionRun& run, const Fitted& fitted, Event event) {
  const bool learned = fitted.trained_here && event.peak_index <= fitted.last;
  (learned ? run.training_events : run.detection.events).push_back(std::move(event));
}

void describe(DetectionRun& run, const Series& series, const Fitted& fitted) {
  Detection& detection = run.detection;
  detection.source = std::filesystem::path(series.source).filename().string();
  detection.rows = series.rows.size();
  detection.channels = scored_channels(fitted.detector);
  detection.has_time = series.rows.has_time();
  detection.step = fitted.detector.info().step;
  if (fitted.trained_here) detection.trained_on = {fitted.first, fitted.last};
  detection.threshold = fitted.detector.info().threshold;
  detection.threshold_words = fitted.detector.info().threshold_words;
  detection.warmup_rows = fitted.detector.info().warmup_rows;
}

}  // namespace

Result<DetectionRun> run_detection(const Series& series, const Fitted& fitted, bool with_trace) {
  auto scorer = Scorer::create(fitted.detector, series.channels);
  if (!scorer) return tl::unexpected(scorer.error());
  if (auto fits = scorer->check(series.rows); !fits) return tl::unexpected(fits.error());
  DetectionRun run;
  describe(run, series, fitted);
  if (with_trace) run.trace = Trace(series.rows.size(), run.detection.channels.size());
  for (std::size_t row = 0; row < series.rows.size(); ++row) {
    const Verdict verdict = scorer->push(series.rows, row);
    if (with_trace) run.trace.keep(row, verdict);
    if (verdict.phase == Phase::kAnomalous || row + 1 == series.rows.size() || row % kRowsBetweenLooks == 0)
      for (Event& event : scorer->take_events()) sort_event(run, fitted, std::move(event));
    if (row % kRowsBetweenLooks == 0 && interrupted())
      return fail(ErrorKind::kInterrupted, "interrupted; nothing was written");
  }
  scorer->finish();
  for (Event& event : scorer->take_events()) sort_event(run, fitted, std::move(event));
  run.counts = scorer->counts();
  return run;
}

}  // namespace tidegate::cli
