#include <nlohmann/json.hpp>

#include "cli/fitting.h"
#include "cli/fleet_verbs.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "tidegate/size.h"

namespace tidegate::cli {
namespace {

std::string summary_text(const FleetOutcome& outcome, const std::string& folder) {
  char rate[64];
  std::snprintf(rate, sizeof rate, "%.3g s, %.3g series a second", outcome.seconds,
                static_cast<double>(outcome.begun) / std::max(outcome.seconds, 1e-9));
  const std::size_t failed = outcome.failed();
  const std::size_t saved = outcome.begun - failed;
  return std::to_string(saved) + (saved == 1 ? " detector" : " detectors") + " saved to " + folder + " in " + rate +
         (failed > 0 ? "; " + std::to_string(failed) + " series failed" : "") + "\n";
}

std::string summary_json(const FleetOutcome& outcome, const Fleet& fleet, const std::string& folder) {
  nlohmann::ordered_json failures = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < fleet.size(); ++i)
    if (!outcome.members[i])
      failures.push_back({{"series", fleet.name(i)}, {"error", outcome.members[i].error().message(spelled_as_flag)}});
  const nlohmann::ordered_json summary = {{"models", folder},
                                          {"series", fleet.size()},
                                          {"trained", outcome.begun - outcome.failed()},
                                          {"failed", failures},
                                          {"seconds", outcome.seconds}};
  return summary.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Status train_member(const Fleet& fleet, std::size_t member, const Settings& settings) {
  const auto options = reading(settings);
  if (!options) return options.error();
  const auto series = fleet.read(member, *options);
  if (!series) return series.error();
  const auto fitted = fit_member(*series, settings, "1.0");
  if (!fitted) return fitted.error();
  if (fitted->detector.info().history.interrupted)  // a whole one of an earlier training may be there
    return fail(ErrorKind::kInterrupted, "interrupted during training; not saved");
  const auto file = fleet.output(member, settings.text("model"), ".tidegate");
  if (!file) return file.error();
  return fitted->detector.save(*file);
}

/// All series in memory, read by several threads; one that cannot be read ends it, since the detector is for all.
Result<std::vector<Series>> read_all_members(const Fleet& fleet, const Settings& settings, const Console& console) {
  const auto options = reading(settings);
  if (!options) return options.error();
  std::vector<Series> all(fleet.size());
  const FleetOutcome outcome = work_on(fleet, console, "reading", [&](std::size_t i) -> Status {
    auto series = fleet.read(i, *options);
    if (!series) return series.error();
    all[i] = std::move(*series);
    return {};
  });
  for (std::size_t i = 0; i < fleet.size(); ++i)
    if (!outcome.members[i]) return wrap(outcome.members[i].error(), fleet.name(i));
  if (outcome.begun < fleet.size())
    return fail(ErrorKind::kInterrupted, "interrupted while reading; nothing was saved");
  return all;
}

Result<int> train_shared(const Fleet& fleet, const Settings& settings, const Console& console, bool json) {
  if (auto writable = check_writable(settings, {"model", "output"}); !writable) return writable.error();
  const auto all = read_all_members(fleet, settings, console);
  if (!all) return all.error();
  const auto detector = fit_shared(*all, settings, "1.0", console);
  if (!detector) return detector.error();
  return save_detector(*detector, settings, json);
}

/// From the first series; one that cannot be read is told when its turn comes.
void tell_size(const Fleet& fleet, const Settings& settings, const Console& console) {
  const auto config = detector_config(settings);
  const auto options = reading(settings);
  if (!config || !options) return;
  const auto first = fleet.read(0, *options);
  if (!first) return;
  const auto size = detector_size(*config, first->channels.size(), first->rows.size());
  if (!size) return;
  console.say("training " + std::to_string(fleet.size()) + " detectors of " + std::to_string(size->weights) +
              " weights: about " + bytes_text(static_cast<double>(size->training)) + " a thread, " +
              bytes_text(static_cast<double>(size->file * fleet.size())) + " of model files");
}

}  // namespace

Result<int> train_fleet(const std::string& file, const Settings& settings, const Console& console, bool json) {
  const auto fleet = Fleet::open(file, settings, console);
  if (!fleet) return fleet.error();
  if (const auto config = detector_config(settings); !config) return config.error();
  if (settings.is_on("shared")) return train_shared(*fleet, settings, console, json);
  const std::string folder = settings.text("model");
  std::error_code none;
  if (std::filesystem::is_regular_file(folder, none))
    return fail(ErrorKind::kUsage, "--model " + folder +
                                       " is a file; the detectors of many series go to a folder, or "
                                       "give --shared for one detector of all of them");
  if (auto made = make_folder(folder); !made) return made.error();
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  tell_size(*fleet, settings, console);
  const FleetOutcome outcome =
      work_on(*fleet, console, "training", [&](std::size_t i) { return train_member(*fleet, i, settings); });
  const std::string text = json ? summary_json(outcome, *fleet, folder) : summary_text(outcome, folder);
  if (auto written = write_result(settings, text); !written) return written.error();
  return outcome.tell(*fleet, 0);
}

}  // namespace tidegate::cli
