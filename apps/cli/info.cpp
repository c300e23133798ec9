#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = text_or_json(settings);
  if (!form) return form.error();
  if (auto distinct = check_distinct(settings, {file}, {"weights", "output"}); !distinct) return distinct.error();
  const auto detector = Detector::load(file);
  if (!detector) return detector.error();
  if (settings.has("weights")) {
    if (auto saved = detector->save_weights(settings.text("weights")); !saved) return saved.error();
    console.say("weights written to " + settings.text("weights"));
  }
  return write_form(settings, *form, format_detector_text(*detector, spelled_as_flag),
                    format_detector_json(*detector, spelled_as_flag));
}

}  // namespace

Verb info_verb() {
  return {
      .name = "info",
      .summary = "show the contents of a model file: options, training data, threshold, history",
      .file_help = "model file (.tidegate)",
      .options = {{"weights", "also write the weights as safetensors, with PyTorch's names", "OUT.safetensors"},
                  format_option("text or json"),
                  output_option()},
      .reads_input = false,
      .example = "tidegate train examples/data/water-flow.csv --model water.tidegate && tidegate info water.tidegate",
      .run = run};
}

}  // namespace tidegate::cli
