#include "cli/results.h"
#include "cli/scoring.h"
#include "cli/verbs.h"

namespace tidegate::cli {
namespace {

/// What a row looks like in the output: fields without a score stay empty.
ScoredRow scored_row(const Rows& rows, std::size_t row, const Verdict& verdict) {
  ScoredRow out;
  out.index = rows.first_row + row;
  if (rows.has_time()) out.time_text = rows.time_text(row);
  out.score = verdict.score;
  out.threshold = verdict.threshold;
  out.anomaly = verdict.phase == Phase::kAnomalous;
  out.values = verdict.values;
  out.expected = verdict.expected;
  out.lower = verdict.lower;
  out.upper = verdict.upper;
  out.share = verdict.share;
  return out;
}

/// In bounded memory, block by block.
Status score_rows(Source& source, Scorer& scorer, ScoreWriter& writer, bool& any) {
  Rows rows;
  while (true) {
    const auto more = source.next(rows);
    if (!more) return tl::unexpected(more.error());
    // Ctrl-C ends the program at the other end of a pipe too: what looks like the end of the input may be cut off.
    if (interrupted()) return fail(ErrorKind::kInterrupted, "interrupted; no result was written");
    if (!*more) return writer.finish();
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const Verdict verdict = scorer.push(rows, row);
      any = any || verdict.phase == Phase::kAnomalous;
      if (auto written = writer.write(scored_row(rows, row, verdict)); !written) return written;
    }
    scorer.take_events();
  }
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto format = choose_format<ScoreFormat>(
      settings, {{"csv", ScoreFormat::kCsv}, {"jsonl", ScoreFormat::kJsonLines}, {"npy", ScoreFormat::kNpy}});
  if (!format) return tl::unexpected(format.error());
  if (!settings.has("model"))
    return fail(ErrorKind::kUsage, "score needs --model M.tidegate; make one with tidegate train");
  const auto detector = Detector::load(settings.text("model"));
  if (!detector) return tl::unexpected(detector.error());
  const auto options = reading_for(settings, *detector);
  if (!options) return tl::unexpected(options.error());
  auto source = open_source(file, *options);
  if (!source) return tl::unexpected(source.error());
  auto scorer = Scorer::create(*detector, (*source)->channels());
  if (!scorer) return tl::unexpected(scorer.error());
  auto out = OutputFile::create(settings.text("output", "-"));
  if (!out) return tl::unexpected(out.error());
  const auto writer = make_score_writer(*format, *out, scored_channels(*detector), settings.is_on("detail"));
  bool any = false;
  if (auto scored = score_rows(**source, *scorer, *writer, any); !scored) return tl::unexpected(scored.error());
  if (auto done = out->commit(); !done) return tl::unexpected(done.error());
  tell_notes((*source)->notes(), console);
  tell_unscored(scorer->counts(), console);
  return any && settings.is_on("fail-on-anomaly") ? 1 : 0;
}

}  // namespace

Verb score_verb() {
  return {.name = "score",
          .summary = "a score for every row",
          .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input",
          .options = {{"model", "the detector", "M.tidegate"},
                      {"detail", "expected value, band and share of every channel too", ""},
                      {"fail-on-anomaly", "exit code 1 if a row is anomalous", ""},
                      format_option("csv, jsonl or npy"),
                      output_option()},
          .example =
              "tidegate train examples/data/water-flow.csv --model water.tidegate && tidegate score "
              "examples/data/water-flow.csv --model water.tidegate --detail",
          .run = run};
}

}  // namespace tidegate::cli
