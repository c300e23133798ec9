#include <algorithm>
#include <atomic>

#include "cli/combining.h"
#include "cli/detection.h"
#include "cli/fleet_verbs.h"
#include "cli/keyed.h"
#include "cli/results.h"

namespace tidegate::cli {
namespace {

struct Read {
  Series series;
  Fitted fitted;
};

Result<Read> read_and_fit(const Fleet& fleet, std::size_t member, const Settings& settings) {
  const auto options = reading(settings);
  if (!options) return options.error();
  auto series = fleet.read(member, *options);
  if (!series) return series.error();
  auto fitted = fit_member(*series, settings, kDefaultDetectPart);
  if (!fitted) return fitted.error();
  if (fitted->detector.info().history.interrupted) return fail(ErrorKind::kInterrupted, "interrupted during training");
  return Read{std::move(*series), std::move(*fitted)};
}

/// As the detector wants to be read.
Result<Read> read_for_model(const Fleet& fleet, std::size_t member, const FleetModels& models,
                            const Settings& settings) {
  auto detector = models.of(fleet, member);
  if (!detector) return detector.error();
  if (auto fine = check_without_key(*detector, settings); !fine) return fine.error();
  auto series = fleet.read_for(member, *detector, settings);
  if (!series) return series.error();
  return Read{std::move(*series), Fitted{.detector = std::move(*detector), .trained_here = false}};
}

Result<DetectionRun> detect_member(const Fleet& fleet, std::size_t member, const FleetModels* models,
                                   const Settings& settings) {
  auto read =
      models == nullptr ? read_and_fit(fleet, member, settings) : read_for_model(fleet, member, *models, settings);
  if (!read) return read.error();
  auto ready = calibrated(read->fitted.detector, read->series);
  if (!ready) return ready.error();
  read->fitted.detector = std::move(*ready);
  auto run = run_detection(read->series, read->fitted, false);
  if (!run) return run;
  run->detection.source = fleet.name(member);
  if (settings.has("combine")) return run;  // which tells other things of each series
  if (auto explained = explain(read->series, read->fitted.detector, *run); !explained) return explained.error();
  return run;
}

}  // namespace

Result<int> detect_fleet(const std::string& file, EventFormat format, const Settings& settings,
                         const Console& console) {
  if (settings.is_on("plot") || settings.has("report"))
    return fail(ErrorKind::kUsage, "--plot and --report show one series; give one of the files");
  const auto fleet = Fleet::open(file, settings, console);
  if (!fleet) return fleet.error();
  if (auto enough = check_enough_series(settings, fleet->size()); !enough) return enough.error();
  if (settings.has("within")) {
    const auto options = reading(settings);
    if (!options) return options.error();
    if (auto fine = check_within(settings, fleet->any_has_time(*options)); !fine) return fine.error();
  }
  if (const auto config = detector_config(settings); !config) return config.error();
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  const auto models = FleetModels::given(settings);
  if (!models) return models.error();
  std::vector<Detection> all(fleet->size());
  std::atomic<std::size_t> unscored = 0;
  const FleetOutcome outcome = work_on(*fleet, console, "detecting in", [&](std::size_t i) -> Status {
    auto run = detect_member(*fleet, i, *models ? &**models : nullptr, settings);
    if (!run) return run.error();
    if (run->counts.scored == 0) ++unscored;
    all[i] = std::move(run->detection);
    return {};
  });
  if (unscored > 0)
    console.say("note: in " + std::to_string(unscored) +
                " series no row could be scored: too few rows, missing values or late ones");
  std::erase_if(all, [](const Detection& one) { return one.rows == 0; });  // those that failed
  if (settings.has("combine") && !all.empty()) {
    const auto code = write_combination(all, format, settings, console);
    const int told = outcome.tell(*fleet, code ? *code : 0);
    return code ? Result<int>(told) : code;
  }
  const bool colour = console.colour && !settings.has("output");
  if (auto written = write_result(settings, format_detections(all, format, colour, spelled_as_flag)); !written)
    return written.error();
  const bool any = std::any_of(all.begin(), all.end(), [](const Detection& one) { return !one.events.empty(); });
  return outcome.tell(*fleet, any && settings.is_on("fail-on-anomaly") ? 1 : 0);
}

}  // namespace tidegate::cli
