#include "cli/fleet_verbs.h"
#include "cli/keyed.h"
#include "cli/results.h"
#include "cli/scoring.h"
#include "cli/verbs.h"

namespace tidegate::cli {
namespace {

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto format = choose_format<ScoreFormat>(
      settings, {{"csv", ScoreFormat::kCsv}, {"jsonl", ScoreFormat::kJsonLines}, {"npy", ScoreFormat::kNpy}});
  if (!format) return format.error();
  if (!settings.has("model"))
    return fail(ErrorKind::kUsage, "score needs --model M.tidegate; make one with tidegate train");
  if (auto fine = check_keyed(file, settings); !fine) return fine.error();
  if (is_fleet(file, settings)) return score_fleet(file, *format, settings, console);
  if (auto distinct = check_distinct(settings, {file, settings.text("model")}, {"output"}); !distinct)
    return distinct.error();
  const auto detector = Detector::load(settings.text("model"));
  if (!detector) return detector.error();
  const auto options = reading_for(settings, *detector);
  if (!options) return options.error();
  if (file == "-" && wants_scored_data(*detector))
    return fail(ErrorKind::kUsage,
                "the threshold of this detector is fitted on the data it scores, which has to be read "
                "twice; give a file instead of standard input");
  if (is_keyed(settings, &*detector)) return score_keyed(file, *detector, *format, settings, console);
  auto source = open_source(file, *options);
  if (!source) return source.error();
  const auto fitted = calibrated(*detector, **source);
  if (!fitted) return fitted.error();
  if (wants_scored_data(*detector)) source = open_source(file, *options);
  if (!source) return source.error();
  auto scorer = Scorer::create(*fitted, (*source)->channels());
  if (!scorer) return scorer.error();
  const auto any =
      score_to_file(**source, *scorer, *fitted, *format, settings.is_on("detail"), settings.text("output", "-"));
  if (!any) return any.error();
  tell_notes((*source)->notes(), console);
  tell_unscored(scorer->counts(), console);
  return *any && settings.is_on("fail-on-anomaly") ? 1 : 0;
}

}  // namespace

Verb score_verb() {
  return {.name = "score",
          .summary = "a score for every row",
          .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input; or a folder of such files",
          .options = {{"model", "the detector; of many series a folder with one for each", "M.tidegate"},
                      each_channel_option(),
                      key_option(),
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
