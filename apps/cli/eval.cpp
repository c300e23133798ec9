#include "cli/looking.h"
#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/benchmark.h"
#include "tidegate/render.h"
#include "tidegate/report.h"

namespace tidegate::cli {
namespace {

namespace fs = std::filesystem;

std::string known_data_sets() {
  std::vector<std::string> names;
  for (const DataSetInfo& info : data_set_formats()) names.emplace_back(info.name);
  return join_list(names);
}

Result<DataSet> open_data_set(const std::string& name, const Settings& settings) {
  const auto limit = whole_number(settings, "limit", 0, 1, 1'000'000);
  if (!limit) return limit.error();
  return DataSet::open(name, settings.text("data", "."),
                       {.label = settings.text("label"),
                        .only = settings.text("only"),
                        .limit = static_cast<std::size_t>(*limit),
                        .half = settings.text("half"),
                        .list = settings.text("list"),
                        .label_windows = settings.text("label-windows")});
}

Result<BenchmarkRequest> benchmark_request(const Settings& settings) {
  auto detectors = contestants(settings, "detector", {"gru-forecaster"});
  if (!detectors) return detectors.error();
  const auto jobs = whole_number(settings, "jobs", 0, 0, 4096);
  if (!jobs) return jobs.error();
  const fs::path folder = settings.text("output");
  if (!folder.empty())
    if (auto made = make_folder(folder); !made) return made.error();
  if (folder.empty() && (settings.is_on("resume") || settings.is_on("scores")))
    return fail(ErrorKind::kUsage, "--resume and --scores need the folder of --output");
  const std::uint64_t seed = detectors->front().config.training.seed;
  return BenchmarkRequest{.detectors = std::move(*detectors),
                          .jobs = *jobs,
                          .seed = seed,
                          .point_adjusted = settings.is_on("point-adjusted"),
                          .folder = folder,
                          .resume = settings.is_on("resume")};
}

/// summary.json, series.csv, report.html; the trials go, unless they are asked for.
Status write_folder(const fs::path& folder, const DataSet& data, const Benchmark& made, const BenchmarkFacts& facts,
                    bool keep_scores) {
  if (auto done = write_file(folder / "summary.json", format_benchmark_json(made, facts)); !done) return done;
  if (auto done = write_file(folder / "series.csv", format_benchmark_csv(made)); !done) return done;
  const auto cases = benchmark_cases(data, made, folder);
  if (!cases) return cases.error();
  const auto page = format_benchmark_page(made, facts, *cases);
  if (!page) return page.error();
  if (auto done = write_file(folder / "report.html", *page); !done) return done;
  std::error_code none;
  if (!keep_scores) fs::remove_all(folder / "trials", none);
  return {};
}

/// Faults with what a sensible person expects; exit code 1 if a case failed.
Result<int> run_operator(const BenchmarkRequest& request, Form form, const Console& console) {
  int code = 0;
  std::string text;
  for (const Contestant& detector : request.detectors) {
    Watch watch(console);
    const auto results = run_operator_suite(detector.config, request.jobs, watch.observer());
    if (!results) return results.error();
    watch.end();
    for (const OperatorResult& one : *results) code = one.passed ? code : 1;
    text += form == Form::kJson ? format_operator_json(detector.name, *results)
                                : format_operator_text(detector.name, *results);
  }
  if (auto done = write_file("-", text); !done) return done.error();
  return code;
}

Result<int> run(const std::string& name, const Settings& settings, const Console& console) {
  const auto form = text_or_json(settings);
  if (!form) return form.error();
  const auto tried = whole_number(settings, "configurations-tried", 1, 1, 1'000'000);
  if (!tried) return tried.error();
  const fs::path earlier = settings.text("compare");
  if (std::error_code none; !earlier.empty() && !fs::exists(earlier, none))
    return fail(ErrorKind::kData, "--compare: '" + earlier.string() + "' is not there; give the summary.json of a run");
  auto request = benchmark_request(settings);
  if (!request) return request.error();
  if (name == "operator") return run_operator(*request, *form, console);
  const auto data = open_data_set(name, settings);
  if (!data) return data.error();
  Watch watch(console);
  const auto made = run_benchmark(*data, *request, watch.observer());
  if (!made) return made.error();
  watch.end();
  const BenchmarkFacts facts{.command = repeat_command("eval", name, settings),
                             .configurations_tried = static_cast<std::size_t>(*tried)};
  std::string text = format_benchmark_text(*made, facts);
  if (!earlier.empty()) {
    const auto changes = changes_since(*made, earlier);
    if (!changes) return changes.error();
    text += "\n" + format_changes_text(*changes);
  }
  if (!request->folder.empty()) {
    if (auto done = write_folder(request->folder, *data, *made, facts, settings.is_on("scores")); !done)
      return done.error();
    console.say("summary.json, series.csv and report.html written to " + request->folder.string());
  }
  if (auto done = write_file("-", *form == Form::kJson ? format_benchmark_json(*made, facts) : text); !done)
    return done.error();
  return 0;
}

}  // namespace

Verb eval_verb() {
  return {
      .name = "eval",
      .summary = "measure detectors on a data set of the field",
      .file_help = "the data set: " + known_data_sets() + "; or operator: made-up faults, each passed or failed",
      .options = {{"data", "folder or archive that holds it, as published [.]", "DIR"},
                  {"only", "series with this text in their names; * stands for any characters", "PATTERN"},
                  {"limit", "series at most, spread over all", "N"},
                  {"half", "explore: settings may be chosen on it; confirm: the other half", "HALF"},
                  {"list", "text file that names the series to take, one a line", "FILE"},
                  {"label", "label column of csv", "COLUMN"},
                  {"label-windows", "file of anomalous windows of csv, instead of a column", "FILE"},
                  {"jobs", "series worked on at once; 0 = one a core", "N"},
                  {"resume", "go on with the run that --output holds", ""},
                  {"scores", "keep every row's score in the folder of --output", ""},
                  {"compare", "what got better and worse since this summary.json", "FILE"},
                  {"point-adjusted", "the point-adjusted F1, beside that of a random score", ""},
                  {"configurations-tried", "how many were tried before this one, for the record [1]", "N"},
                  format_option("text or json"),
                  {"output", "folder for summary.json, series.csv and report.html", "DIR"}},
      .reads_input = false,
      .makes_detector = true,
      .example =
          "tidegate generate --output made.csv && tidegate eval csv --data . --only made --detector difference,range",
      .run = run};
}

}  // namespace tidegate::cli
