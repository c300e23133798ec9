#include "cli/keyed.h"
#include "cli/keyed_scoring.h"

namespace tidegate::cli {
namespace {

/// Hands every row's result and the number of its key to `take`, in the input's order. Errors: of the source, of
/// `take`; kInterrupted.
template <class Take>
Status score_keyed_rows(Source& source, const Detector& detector, KeyedScorer& scorer, Take&& take) {
  for (Rows rows;;) {
    const auto more = source.next(rows);
    if (!more) return more.error();
    if (interrupted()) return fail(ErrorKind::kInterrupted, "interrupted; no result was written");
    if (!*more) break;
    if (auto fits = check_times(detector.info().needs_time, rows); !fits) return fits;
    scorer.push(rows, source.keys().size());
    if (auto taken = scorer.release(take); !taken) return taken;
  }
  scorer.finish();
  return scorer.release(take);
}

/// The detector with its threshold fitted on the rows of the file, if it asks for that.
Result<Detector> calibrated_on_keys(const Detector& detector, const std::string& file, const ReadOptions& options) {
  if (!wants_scored_data(detector)) return detector;
  const auto source = open_source(file, options);
  if (!source) return source.error();
  auto scorer = KeyedScorer::create(detector, (*source)->channels(), false);
  if (!scorer) return scorer.error();
  std::vector<double> scores;
  const Status read = score_keyed_rows(**source, detector, *scorer, [&](const ScoredRow& row, std::uint32_t) -> Status {
    scores.push_back(row.score);
    return {};
  });
  if (!read) return read.error();
  return detector.with_threshold_on(scores, kScoredData);
}

}  // namespace

Result<int> score_keyed(const std::string& file, const Detector& detector, ScoreFormat format, const Settings& settings,
                        const Console& console) {
  const auto options = reading_for(settings, detector);
  if (!options) return options.error();
  const auto fitted = calibrated_on_keys(detector, file, *options);
  if (!fitted) return fitted.error();
  const auto source = open_source(file, *options);
  if (!source) return source.error();
  auto scorer = KeyedScorer::create(*fitted, (*source)->channels(), settings.is_on("detail"));
  if (!scorer) return scorer.error();
  auto out = OutputFile::create(settings.text("output", "-"));
  if (!out) return out.error();
  const auto writer =
      make_score_writer(format, *out, scored_channels(*fitted), settings.is_on("detail"), (*source)->key_column());
  bool any = false;
  const Status scored = score_keyed_rows(**source, *fitted, *scorer, [&](ScoredRow row, std::uint32_t key) {
    any = any || row.anomaly;
    row.key = (*source)->keys()[key];
    return writer->write(row);
  });
  if (!scored) return scored.error();
  if (auto done = writer->finish(); !done) return done.error();
  if (auto done = out->commit(); !done) return done.error();
  tell_notes((*source)->notes(), console);
  tell_unscored_keys(scorer->counts(), scorer->keys_without_score(), scorer->keys(), *fitted, console);
  return any && settings.is_on("fail-on-anomaly") ? 1 : 0;
}

}  // namespace tidegate::cli
