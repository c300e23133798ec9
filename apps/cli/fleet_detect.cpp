#include "cli/detection.h"
#include "cli/fleet_verbs.h"
#include "cli/results.h"

namespace tidegate::cli {
namespace {

Result<Fitted> member_detector(const Series& series, const std::string& name, const FleetModels* models,
                               const Settings& settings) {
  if (models == nullptr) return fit_member(series, settings, kDefaultDetectPart);
  auto detector = models->of(name);
  if (!detector) return tl::unexpected(detector.error());
  return Fitted{.detector = std::move(*detector), .trained_here = false};
}

Result<Detection> detect_member(const Fleet& fleet, std::size_t member, const FleetModels* models,
                                const Settings& settings) {
  const auto options = reading(settings);
  if (!options) return tl::unexpected(options.error());
  const auto series = fleet.read(member, *options);
  if (!series) return tl::unexpected(series.error());
  const auto fitted = member_detector(*series, fleet.name(member), models, settings);
  if (!fitted) return tl::unexpected(fitted.error());
  if (fitted->trained_here && fitted->detector.info().history.interrupted)
    return fail(ErrorKind::kInterrupted, "interrupted during training");
  auto run = run_detection(*series, *fitted, false);
  if (!run) return tl::unexpected(run.error());
  run->detection.source = fleet.name(member);
  return std::move(run->detection);
}

}  // namespace

Result<int> detect_fleet(const std::string& file, EventFormat format, const Settings& settings,
                         const Console& console) {
  if (settings.is_on("plot") || settings.has("report"))
    return fail(ErrorKind::kUsage, "--plot and --report show one series; give one of the files");
  const auto fleet = Fleet::open(file, settings, console);
  if (!fleet) return tl::unexpected(fleet.error());
  if (const auto config = detector_config(settings); !config) return tl::unexpected(config.error());
  std::vector<FleetModels> models;  // one or none
  if (settings.has("model")) {
    auto opened = FleetModels::open(settings.text("model"));
    if (!opened) return tl::unexpected(opened.error());
    models.push_back(std::move(*opened));
  }
  std::vector<Detection> all(fleet->size());
  const FleetOutcome outcome = work_on(*fleet, settings, console, "detecting in", [&](std::size_t i) -> Status {
    auto detection = detect_member(*fleet, i, models.empty() ? nullptr : &models.front(), settings);
    if (!detection) return tl::unexpected(detection.error());
    all[i] = std::move(*detection);
    return {};
  });
  std::erase_if(all, [](const Detection& one) { return one.rows == 0; });  // those that failed
  const bool colour = console.colour && !settings.has("output");
  if (auto written = write_result(settings, format_detections(all, format, colour)); !written)
    return tl::unexpected(written.error());
  const bool any = std::any_of(all.begin(), all.end(), [](const Detection& one) { return !one.events.empty(); });
  return outcome.tell(*fleet, any && settings.is_on("fail-on-anomaly") ? 1 : 0);
}

}  // namespace tidegate::cli
