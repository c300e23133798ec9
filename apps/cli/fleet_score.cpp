#include <atomic>

#include "cli/fleet_verbs.h"
#include "cli/keyed.h"
#include "cli/scoring.h"

namespace tidegate::cli {
namespace {

std::string_view ending(ScoreFormat format) {
  switch (format) {
    case ScoreFormat::kCsv:
      return ".csv";
    case ScoreFormat::kJsonLines:
      return ".jsonl";
    case ScoreFormat::kNpy:
      return ".npy";
  }
  return "";
}

/// True if a row was anomalous.
Result<bool> score_member(const Fleet& fleet, std::size_t member, const FleetModels& models, ScoreFormat format,
                          const Settings& settings) {
  const auto detector = models.of(fleet, member);
  if (!detector) return detector.error();
  if (auto fine = check_without_key(*detector, settings); !fine) return fine.error();
  const auto options = reading_for(settings, *detector);
  if (!options) return options.error();
  auto source = fleet.open_member(member, *detector, *options);
  if (!source) return source.error();
  const auto fitted = calibrated(*detector, **source);
  if (!fitted) return fitted.error();
  if (wants_scored_data(*detector)) source = fleet.open_member(member, *detector, *options);
  if (!source) return source.error();
  const auto file = fleet.output(member, settings.text("output"), ending(format));
  if (!file) return file.error();
  auto scorer = Scorer::create(*fitted, (*source)->channels());
  if (!scorer) return scorer.error();
  return score_to_file(**source, *scorer, *fitted, format, settings.is_on("detail"), *file);
}

}  // namespace

Result<int> score_fleet(const std::string& file, ScoreFormat format, const Settings& settings, const Console& console) {
  if (settings.text("output", "-") == "-")
    return fail(ErrorKind::kUsage, "the scores of many series go to a folder, a file each: give --output FOLDER");
  if (is_folder(file) && lies_in(settings.text("output"), file))
    return fail(ErrorKind::kUsage, "--output " + settings.text("output") +
                                       " lies in the folder that is scored, where scores would replace series or be "
                                       "taken for some; give a folder elsewhere");
  const auto fleet = Fleet::open(file, settings, console);
  if (!fleet) return fleet.error();
  const auto models = FleetModels::open(settings.text("model"));
  if (!models) return models.error();
  if (auto made = make_folder(settings.text("output")); !made) return made.error();
  std::atomic<bool> any = false;
  const FleetOutcome outcome = work_on(*fleet, console, "scoring", [&](std::size_t i) -> Status {
    const auto anomalous = score_member(*fleet, i, *models, format, settings);
    if (!anomalous) return anomalous.error();
    if (*anomalous) any = true;
    return {};
  });
  console.say("scored " + std::to_string(outcome.begun - outcome.failed()) + " of " + std::to_string(fleet->size()) +
              " series into " + settings.text("output"));
  return outcome.tell(*fleet, any && settings.is_on("fail-on-anomaly") ? 1 : 0);
}

}  // namespace tidegate::cli
