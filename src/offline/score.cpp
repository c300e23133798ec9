#include <atomic>

#include "offline/row_scorer.h"
#include "offline/tables.h"

namespace tidegate {
namespace {

/// Keeps the scores alone, to fit a threshold on them.
class ScoreCollector final : public ScoredRowSink {
 public:
  Status write(const ScoredRow& row) override {
    scores.push_back(row.score);
    return {};
  }
  Status finish() override { return {}; }

  std::vector<double> scores;
};

/// All rows of the source, block by block in bounded memory.
Status score_rows(Source& source, RowScorer& scorer, ScoredRowSink& sink, const Observer& observer) {
  for (Rows rows;;) {
    const auto more = source.next(rows);
    if (!more) return more.error();
    // A stop ends the program at the other end of a pipe too: what looks like the end of the input may be cut off.
    if (observer.stopped()) return interrupted_error("no result was written");
    if (!*more) break;
    if (auto pushed = scorer.push(rows, sink); !pushed) return pushed;
  }
  return scorer.finish(sink);
}

/// The detector with its threshold fitted on the table, if it asks for that; otherwise itself, and nothing is read.
Result<Detector> calibrated(const Detector& detector, const SeriesSet& set, std::size_t table,
                            const ReadOptions& reading, const Observer& observer) {
  if (detector.config().threshold.data != ThresholdData::kScored) return detector;
  if (!set.is_rereadable())
    return fail(ErrorKind::kUsage, "this detector fits its threshold on the data it scores (" +
                                       option_named("threshold-data", "scored") + "), so the input is read twice")
        .remedy("give a file instead of standard input");
  const auto source = set.open_table(table, reading);
  if (!source) return source.error();
  auto scorer = RowScorer::create(detector, **source, false);
  if (!scorer) return scorer.error();
  ScoreCollector collector;
  if (auto scored = score_rows(**source, *scorer, collector, observer); !scored) return scored.error();
  return detector.with_threshold_on(collector.scores, kScoredData);
}

/// True if a row was anomalous.
Result<bool> score_table(const SeriesSet& set, std::size_t table, const Detectors& detectors,
                         const ScoreRequest& request, const MakeSink& make_sink, const Observer& observer) {
  const auto detector = detectors.of(set, table);
  if (!detector) return detector.error();
  const auto reading = reading_for(set, *detector);
  if (!reading) return reading.error();
  const auto fitted = calibrated(*detector, set, table, *reading, observer);
  if (!fitted) return fitted.error();
  const auto source = set.open_table(table, *reading);
  if (!source) return source.error();
  auto scorer = RowScorer::create(*fitted, **source, request.detail);
  if (!scorer) return scorer.error();
  ScoredColumns columns{.channels = {}, .detail = request.detail, .key_column = (*source)->key_column()};
  for (const std::size_t c : fitted->info().scored_channels())
    columns.channels.push_back(fitted->info().channels[c].name);
  const auto sink = make_sink(table, columns);
  if (!sink) return sink.error();
  if (auto scored = score_rows(**source, *scorer, **sink, observer); !scored) return scored.error();
  if (auto done = (*sink)->finish(); !done) return done.error();
  add_notes(observer, NoteKind::kInput, reading_notes((*source)->notes()));
  add_notes(observer, NoteKind::kScoring, unscored_notes(scorer->counts(), *fitted, !columns.key_column.empty()));
  return scorer->any_anomalous();
}

}  // namespace

Result<SetScores> score(const SeriesSet& set, const Detectors& detectors, const ScoreRequest& request,
                        const MakeSink& make_sink, const Observer& observer) {
  SetScores scores;
  std::atomic<bool> any = false;
  const Observer watching = set.is_collection() ? quiet(observer) : observer;
  auto outcome = work_on(set, "scoring", request.threads, observer, [&](std::size_t i) -> Status {
    const auto anomalous = score_table(set, i, detectors, request, make_sink, watching);
    if (!anomalous) return anomalous.error();
    if (*anomalous) any = true;
    return {};
  });
  if (!outcome) return outcome.error();
  scores.outcome = std::move(*outcome);
  scores.any_anomalous = any;
  return scores;
}

}  // namespace tidegate
