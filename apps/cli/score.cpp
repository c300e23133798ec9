#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

std::string_view ending(ScoreFormat format) {
  return format == ScoreFormat::kCsv ? ".csv" : format == ScoreFormat::kJsonLines ? ".jsonl" : ".npy";
}

Status check_usage(const std::string& file, const Settings& settings) {
  if (!settings.has("model"))
    return fail(ErrorKind::kUsage, "score needs --model M.tidegate; make one with tidegate train");
  if (!is_collection(file, settings)) return check_distinct(settings, {file, settings.text("model")}, {"output"});
  const std::string output = settings.text("output", "-");
  if (output == "-")
    return fail(ErrorKind::kUsage,
                "the scores of many series are written to a folder, one file each; give --output FOLDER");
  if (!settings.is_on("each-channel") && lies_in(output, file))
    return fail(ErrorKind::kUsage, "--output " + output +
                                       " is inside the folder that is scored: its files would replace series or be "
                                       "read as series; choose another folder");
  return {};
}

/// For the scores of many series, which replace none of them.
Status make_result_folder(const SeriesSet& set, const std::filesystem::path& folder, std::string_view ending) {
  if (!set.is_collection()) return {};
  std::vector<std::filesystem::path> files;
  for (std::size_t i = 0; i < set.size(); ++i) files.push_back(folder / (set.file_name(i) + std::string(ending)));
  if (auto fine = check_replaces_none(set, files); !fine) return fine;
  return make_folder(folder);
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto format = choose_format<ScoreFormat>(
      settings, {{"csv", ScoreFormat::kCsv}, {"jsonl", ScoreFormat::kJsonLines}, {"npy", ScoreFormat::kNpy}});
  if (!format) return format.error();
  if (auto fine = check_usage(file, settings); !fine) return fine.error();
  const auto threads = thread_count(settings);
  if (!threads) return threads.error();
  Watch watch(console);
  const auto set = open_set(file, settings, watch.observer());
  if (!set) return set.error();
  const auto detectors = Detectors::open(settings.text("model"));
  if (!detectors) return detectors.error();
  const std::string output = settings.text("output", "-");
  if (auto fine = make_result_folder(*set, output, ending(*format)); !fine) return fine.error();
  const auto make_sink = [&](std::size_t table,
                             const ScoredColumns& columns) -> Result<std::unique_ptr<ScoredRowSink>> {
    const auto path =
        set->is_collection() ? table_file(*set, table, output, ending(*format)) : Result<std::filesystem::path>(output);
    if (!path) return path.error();
    return make_score_file(*format, *path, columns);
  };
  const ScoreRequest request{.detail = settings.is_on("detail"), .threads = *threads};
  const auto scores = score(*set, *detectors, request, make_sink, watch.observer());
  if (!scores) return scores.error();
  watch.end();
  const int fine = scores->any_anomalous && settings.is_on("fail-on-anomaly") ? 1 : 0;
  if (!set->is_collection()) return fine;
  console.say("scored " + std::to_string(scores->outcome.begun - scores->outcome.failed()) + " of " +
              std::to_string(set->size()) + " series into " + output);
  return report_outcome(*set, scores->outcome, fine);
}

}  // namespace

Verb score_verb() {
  return {.name = "score",
          .summary = "compute a score for every row",
          .file_help = many_files_help(),
          .options = {{"model", "model file; for many series: a folder with one model for each", "M.tidegate"},
                      each_channel_option(),
                      key_option(),
                      {"detail", "also write expected value, band and share of every channel", ""},
                      {"fail-on-anomaly", "exit with code 1 if a row is anomalous", ""},
                      format_option("csv, jsonl or npy"),
                      output_option()},
          .example =
              "tidegate train examples/data/water-flow.csv --model water.tidegate && tidegate score "
              "examples/data/water-flow.csv --model water.tidegate --detail",
          .run = run};
}

}  // namespace tidegate::cli
