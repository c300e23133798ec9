#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/looking.h"
#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

constexpr const char* kDefaultPart = "0.5";

bool wants_picture(const Settings& settings) { return settings.is_on("plot") || settings.has("report"); }

/// --combine and --within, with what they need. None if they are not given.
Result<std::optional<Combination>> combination(const std::string& file, const Settings& settings) {
  if (!settings.has("combine")) {
    if (settings.has("within")) return fail(ErrorKind::kUsage, "--within belongs to --combine, which is not given");
    return std::optional<Combination>();
  }
  if (wants_picture(settings))
    return fail(ErrorKind::kUsage, "--plot and --report show one detector's events; leave out --combine");
  if (has_ids(settings))
    return fail(ErrorKind::kUsage,
                "--combine takes series or detectors, not the keys of a table; leave out one of --key and --combine");
  auto parsed = parse_combination(settings.text("combine"), settings.text("within"));
  if (!parsed) return parsed.error();
  const std::vector<std::string> models = settings.list("model");
  if (!is_collection(file, settings)) {
    if (models.size() < 2)
      return fail(ErrorKind::kUsage,
                  "--combine takes several series (a folder, or --each-channel) or several detectors (--model a,b)");
    if (file == "-")
      return fail(ErrorKind::kUsage, "--combine reads the input once for each detector; give a file, not -");
    for (const std::string& model : models)
      if (auto distinct = check_distinct(settings, {model}, {"output"}); !distinct) return distinct.error();
  }
  return std::optional<Combination>(std::move(*parsed));
}

Status check_usage(const std::string& file, const Settings& settings) {
  if (is_collection(file, settings) && wants_picture(settings))
    return fail(ErrorKind::kUsage, "--plot and --report show one series; give one of the files");
  return check_distinct(settings, {file, settings.text("model"), settings.text("from")}, {"output", "report"});
}

Result<int> write_events(const std::string& text, bool any, const Settings& settings) {
  if (auto written = write_result(settings, text); !written) return written.error();
  return any && settings.is_on("fail-on-anomaly") ? 1 : 0;
}

/// What the series have in common.
Result<int> write_combination(const std::vector<Detection>& all, const Combination& rule, EventFormat format,
                              bool colour, const Settings& settings) {
  const auto combined = combine(all, rule);
  if (!combined) return combined.error();
  return write_events(format_combination(*combined, all, format, colour), !combined->events.empty(), settings);
}

/// One file through each detector of --model a,b,c.
Result<int> detect_with_models(const SeriesSet& set, const Combination& rule, EventFormat format, bool colour,
                               const Settings& settings, const Observer& observer) {
  if (auto fine = refuse_training_options(settings); !fine) return fine.error();
  const std::vector<std::string> models = settings.list("model");
  if (auto fine = check_combination(rule, models.size(), !settings.has("within") || set.may_have_time()); !fine)
    return fine.error();
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  std::vector<Detection> all;
  for (const std::string& model : models) {
    auto detectors = Detectors::open(model);
    if (!detectors) return detectors.error();
    auto found = detect(set, {.detectors = std::move(*detectors), .training = {}, .explain = false}, observer);
    if (!found) return found.error();
    all.push_back(std::move(found->tables.front()));
    all.back().source = std::filesystem::path(model).stem().string();  // "gru" for models/gru.tidegate
  }
  return write_combination(all, rule, format, colour, settings);
}

Result<int> write_collection(const SeriesSet& set, SetDetections found, const std::optional<Combination>& rule,
                             EventFormat format, bool colour, const Settings& settings) {
  std::vector<Detection>& all = found.tables;
  std::erase_if(all, [](const Detection& one) { return one.rows == 0; });  // those that failed
  const bool any = std::ranges::any_of(all, [](const Detection& one) { return !one.events.empty(); });
  const auto code = rule && !all.empty()
                        ? write_combination(all, *rule, format, colour, settings)
                        : write_events(format_detections(all, format, colour, spelled_as_flag), any, settings);
  if (!code && !rule) return code;
  const int reported = report_outcome(set, found.outcome, code ? *code : 0);
  return code ? Result<int>(reported) : code;
}

/// One table: pictures first, then the events.
Result<int> write_table(const SetDetections& found, const std::string& file, EventFormat format, bool colour,
                        const Settings& settings, const Console& console) {
  const Detection& detection = found.tables.front();
  if (settings.is_on("plot"))
    draw_plot(detection, *found.run, format == EventFormat::kText && !settings.has("output"), console);
  if (settings.has("report"))
    if (auto written = write_report_page(detection, *found.run, file, settings, console); !written)
      return written.error();
  return write_events(format_detection(detection, format, colour, spelled_as_flag), !detection.events.empty(),
                      settings);
}

/// Pictures show one series, and of a table with ids there are many.
Status check_picture(const Settings& settings, const std::optional<Detectors>& detectors) {
  if (!wants_picture(settings) || !has_ids(settings, detectors ? detectors->shared() : nullptr)) return {};
  return fail(ErrorKind::kUsage, "--plot and --report show one series, and with --key there are many; leave them out");
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto format = choose_format<EventFormat>(settings, {{"text", EventFormat::kText},
                                                            {"jsonl", EventFormat::kJsonLines},
                                                            {"csv", EventFormat::kCsv},
                                                            {"json", EventFormat::kJson}});
  if (!format) return format.error();
  if (auto fine = check_usage(file, settings); !fine) return fine.error();
  const auto rule = combination(file, settings);
  if (!rule) return rule.error();
  const auto threads = thread_count(settings);
  if (!threads) return threads.error();
  const bool colour = console.colour && !settings.has("output");
  Watch watch(console);
  const auto set = open_set(file, settings, watch.observer());
  if (!set) return set.error();
  if (*rule && !set->is_collection())
    return detect_with_models(*set, **rule, *format, colour, settings, watch.observer());
  if (*rule)
    if (auto fine = check_combination(**rule, set->size(), !settings.has("within") || set->may_have_time()); !fine)
      return fine.error();
  auto detectors = given_detectors(settings);
  if (!detectors) return detectors.error();
  if (auto fine = check_picture(settings, *detectors); !fine) return fine.error();
  auto training = train_request(settings);
  if (!training) return training.error();
  if (auto writable = check_writable(settings, {"output", "report"}); !writable) return writable.error();
  const DetectRequest request{.detectors = std::move(*detectors),
                              .training = std::move(*training),
                              .explain = !*rule,  // a combination says other things of each series
                              .keep_run = wants_picture(settings),
                              .threads = *threads};
  auto found = detect(*set, request, watch.observer());
  if (!found) return found.error();
  watch.end();
  if (set->is_collection()) return write_collection(*set, std::move(*found), *rule, *format, colour, settings);
  return write_table(*found, file, *format, colour, settings, console);
}

}  // namespace

Verb detect_verb() {
  return {
      .name = "detect",
      .summary = "find events; without a model, learn from the leading part first",
      .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input; or a folder of such files",
      .options = {{"model", "the detector; without one the leading part is learned from", "M.tidegate"},
                  each_channel_option(),
                  key_option(),
                  train_part_option(kDefaultPart),
                  train_keys_option(),
                  from_option(),
                  {"plot", "draw series, expected band and events in the terminal", ""},
                  {"report", "write one self-contained page", "OUT.html"},
                  {"combine",
                   "one event where several series, or detectors (--model a,b; quote a name that holds a comma), are "
                   "anomalous at once: or, and, at-least:K",
                   "RULE"},
                  {"within",
                   "how far apart events may lie that --combine takes together: rows, or a duration; 0 if not given",
                   "N"},
                  {"fail-on-anomaly", "exit code 1 if there is an event", ""},
                  format_option("text, jsonl, csv or json"),
                  output_option()},
      .makes_detector = true,
      .example = "tidegate detect examples/data/arterial-pressure.csv --train-part 1200 --plot --report report.html",
      .run = run};
}

}  // namespace tidegate::cli
