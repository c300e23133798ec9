#include "cli/fitting.h"

#include "cli/describe.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "tidegate/training_part.h"

namespace tidegate::cli {

VerbOption train_part_option(std::string_view otherwise) {
  return {"train-part",
          "leading rows to learn from: a share, a number of rows, or until:TIME; " + std::string(otherwise) +
              " if not given",
          "PART"};
}

VerbOption from_option() {
  return {"from",
          "start from the weights of this detector, or in this safetensors file (PyTorch's names, rnn. and head.)",
          "FILE"};
}

namespace {

TrainingControl quiet_control(const Settings& settings) {
  TrainingControl control;
  control.from = settings.text("from");
  control.checkpoint = settings.text("checkpoint");
  control.stop_requested = interrupted;
  return control;
}

/// Words before training, a progress bar during it.
template <class Train>
auto with_progress(TrainingControl control, const Console& console, Train&& train) {
  Progress progress(console);
  control.on_start = [&](const TrainingEstimate& estimate) { progress.start(estimate); };
  control.on_epoch = [&](const EpochReport& report) { progress.epoch(report); };
  auto trained = train(control);
  progress.end();
  return trained;
}

void tell_detector_notes(const Detector& detector, const Console& console) {
  for (const std::string& note : detector.info().notes) console.say("note: " + note);
}

Result<Fitted> fit_part(const Series& series, const Settings& settings, std::string_view otherwise,
                        const DetectorConfig& config, const TrainingControl& control) {
  const auto part = training_part(series, settings.text("train-part", otherwise));
  if (!part) return part.error();
  auto detector = Detector::train(series, part->first, part->second, config, control);
  if (!detector) return detector.error();
  return Fitted{.detector = std::move(*detector), .first = part->first, .last = part->second};
}

}  // namespace

Result<Fitted> fit(const Series& series, const Settings& settings, std::string_view otherwise, const Console& console) {
  const auto config = detector_config(settings);
  if (!config) return config.error();
  auto fitted = with_progress(quiet_control(settings), console, [&](const TrainingControl& control) {
    return fit_part(series, settings, otherwise, *config, control);
  });
  if (fitted) tell_detector_notes(fitted->detector, console);
  return fitted;
}

Result<Detector> fit_with(const DetectorConfig& config, std::span<const SeriesPart> parts, const Console& console) {
  TrainingControl control;
  control.stop_requested = interrupted;
  return with_progress(control, console,
                       [&](const TrainingControl& watched) { return Detector::train(parts, config, watched); });
}

Result<Fitted> fit_member(const Series& series, const Settings& settings, std::string_view otherwise) {
  auto config = detector_config(settings);
  if (!config) return config.error();
  config->training.threads = 1;
  return fit_part(series, settings, otherwise, *config, quiet_control(settings));
}

Result<Detector> fit_shared(const std::vector<Series>& all, const Settings& settings, std::string_view otherwise,
                            const Console& console) {
  std::vector<SeriesPart> parts;
  for (const Series& series : all) {
    const auto part = training_part(series, settings.text("train-part", otherwise));
    if (!part) return part.error();
    parts.push_back({series, part->first, part->second});
  }
  return fit_parts(parts, settings, console);
}

Result<Detector> fit_parts(std::span<const SeriesPart> parts, const Settings& settings, const Console& console) {
  const auto config = detector_config(settings);
  if (!config) return config.error();
  auto detector = with_progress(quiet_control(settings), console, [&](const TrainingControl& control) {
    return Detector::train(parts, *config, control);
  });
  if (detector) tell_detector_notes(*detector, console);
  return detector;
}

Result<int> save_detector(const Detector& detector, const Settings& settings, bool json) {
  const LossHistory& history = detector.info().history;
  const std::string model = settings.text("model");
  if (history.interrupted && history.best_epoch == 0)
    return fail(ErrorKind::kInterrupted, "interrupted before anything was learned; nothing was saved");
  if (auto saved = detector.save(model); !saved) return saved.error();
  const std::string text = json ? detector_json(detector) : detector_text(detector);
  if (auto written = write_result(settings, text); !written) return written.error();
  if (!history.interrupted) return 0;
  const std::string goes_on =
      settings.has("checkpoint") ? "; the same command with the same --checkpoint goes on from here" : "";
  return fail(ErrorKind::kInterrupted, "interrupted; the best detector so far was saved to " + model + goes_on);
}

}  // namespace tidegate::cli
