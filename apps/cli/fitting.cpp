#include "cli/fitting.h"

#include "cli/progress.h"
#include "tidegate/training_part.h"

namespace tidegate::cli {

VerbOption train_part_option(std::string_view otherwise) {
  return {"train-part",
          "leading rows to learn from: a share, a number of rows, or until:TIME; " + std::string(otherwise) +
              " if not given",
          "PART"};
}

VerbOption from_option() {
  return {"from", "start from the weights in this safetensors file (PyTorch's names, rnn. and head.)", "FILE"};
}

Result<Fitted> fit(const Series& series, const Settings& settings, std::string_view otherwise, const Console& console) {
  const auto config = detector_config(settings);
  if (!config) return tl::unexpected(config.error());
  const auto part = training_part(series, settings.text("train-part", otherwise));
  if (!part) return tl::unexpected(part.error());
  Progress progress(console);
  TrainingControl control;
  control.from = settings.text("from");
  control.stop_requested = interrupted;
  control.on_start = [&](const TrainingEstimate& estimate) { progress.start(estimate); };
  control.on_epoch = [&](const EpochReport& report) { progress.epoch(report); };
  auto detector = Detector::train(series, part->first, part->second, *config, control);
  progress.end();
  if (!detector) return tl::unexpected(detector.error());
  for (const std::string& note : detector->info().notes) console.say("note: " + note);
  return Fitted{.detector = std::move(*detector), .first = part->first, .last = part->second};
}

}  // namespace tidegate::cli
