#include <algorithm>
#include <filesystem>
#include <optional>

#include "cli/combining.h"
#include "cli/detection.h"
#include "cli/fitting.h"
#include "cli/fleet_verbs.h"
#include "cli/keyed.h"
#include "cli/looking.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/options.h"

namespace tidegate::cli {
namespace {

/// A fitted detector goes by the options it was made with; others would be ignored without a word.
Status refuse_training_options(const Settings& settings) {
  std::vector<std::string> names = {"train-part", "train-keys", "from"};
  for (const OptionInfo& option : detector_options()) names.push_back(option.name);
  for (const std::string& name : names)
    if (settings.has(name) && name != "seed" && name != "threads") return no_effect_on_model(name);
  return {};
}

/// The detector named by --model; none if it is not given.
Result<std::optional<Detector>> given_detector(const Settings& settings) {
  if (!settings.has("model")) return std::optional<Detector>();
  if (auto fine = refuse_training_options(settings); !fine) return fine.error();
  if (settings.list("model").size() > 1 && !std::filesystem::exists(settings.text("model")))
    return fail(ErrorKind::kUsage, "--model " + settings.text("model") +
                                       " names several detectors; say with --combine (or, and, at-least:K) how their "
                                       "events become one, or name one of them");
  auto detector = Detector::load(settings.text("model"));
  if (!detector) return detector.error();
  return std::optional<Detector>(std::move(*detector));
}

Status write_events(const Detection& detection, EventFormat format, const Settings& settings, const Console& console) {
  const bool colour = console.colour && !settings.has("output");
  return write_result(settings, format_detection(detection, format, colour, spelled_as_flag));
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto format = choose_format<EventFormat>(settings, {{"text", EventFormat::kText},
                                                            {"jsonl", EventFormat::kJsonLines},
                                                            {"csv", EventFormat::kCsv},
                                                            {"json", EventFormat::kJson}});
  if (!format) return format.error();
  if (auto distinct =
          check_distinct(settings, {file, settings.text("model"), settings.text("from")}, {"output", "report"});
      !distinct)
    return distinct.error();
  if (auto fine = check_keyed(file, settings); !fine) return fine.error();
  if (auto fine = check_combining(settings, is_fleet(file, settings)); !fine) return fine.error();
  if (is_fleet(file, settings)) {
    if (auto fine = settings.has("model") ? refuse_training_options(settings) : Status(); !fine) return fine.error();
    return detect_fleet(file, *format, settings, console);
  }
  if (settings.has("combine")) {
    if (auto fine = refuse_training_options(settings); !fine) return fine.error();
    return detect_with_models(file, *format, settings, console);
  }
  auto given = given_detector(settings);
  if (!given) return given.error();
  if (is_keyed(settings, *given ? &**given : nullptr)) return detect_keyed(file, *given, *format, settings, console);
  const auto options = *given ? reading_for(settings, **given) : reading(settings);
  if (!options) return options.error();
  const auto series = read_series(file, *options);
  if (!series) return series.error();
  if (auto writable = check_writable(settings, {"output", "report"}); !writable) return writable.error();
  tell_notes(series->notes, console);
  auto fitted = *given ? Result<Fitted>(Fitted{.detector = **given, .trained_here = false})
                       : fit(*series, settings, kDefaultDetectPart, console);
  if (!fitted) return fitted.error();
  if (fitted->detector.info().history.interrupted && fitted->trained_here)
    return fail(ErrorKind::kInterrupted, "interrupted during training; nothing was written (train saves what it has)");
  auto ready = calibrated(fitted->detector, *series);
  if (!ready) return ready.error();
  fitted->detector = std::move(*ready);
  const bool looks = settings.is_on("plot") || settings.has("report");
  auto run = run_detection(*series, *fitted, looks);
  if (!run) return run.error();
  tell_unscored(run->counts, console);
  if (auto explained = explain(*series, fitted->detector, *run); !explained) return explained.error();
  if (settings.is_on("plot"))
    draw_plot(*series, *run, *format == EventFormat::kText && !settings.has("output"), console);
  if (settings.has("report"))
    if (auto written = write_report_page(*series, *fitted, *run, file, settings, console); !written)
      return written.error();
  if (auto written = write_events(run->detection, *format, settings, console); !written) return written.error();
  return !run->detection.events.empty() && settings.is_on("fail-on-anomaly") ? 1 : 0;
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
                  train_part_option(kDefaultDetectPart),
                  train_keys_option(),
                  from_option(),
                  {"plot", "draw series, expected band and events in the terminal", ""},
                  {"report", "write one self-contained page", "OUT.html"},
                  combining_options()[0],
                  combining_options()[1],
                  {"fail-on-anomaly", "exit code 1 if there is an event", ""},
                  format_option("text, jsonl, csv or json"),
                  output_option()},
      .makes_detector = true,
      .example = "tidegate detect examples/data/arterial-pressure.csv --train-part 1200 --plot --report report.html",
      .run = run};
}

}  // namespace tidegate::cli
