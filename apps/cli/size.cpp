#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

Result<SetSize> size_for(const std::string& file, const Settings& settings, const Console& console) {
  if (Detector::is_model_file(file)) {
    const auto detector = Detector::load(file);
    if (!detector) return detector.error();
    return set_size(*detector);
  }
  const auto config = detector_config(settings);
  if (!config) return config.error();
  Watch watch(console);
  const auto set = open_set(file, settings, watch.observer());
  if (!set) return set.error();
  return set_size(*set, *config);
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = text_or_json(settings);
  if (!form) return form.error();
  if (auto distinct = check_distinct(settings, {file}, {"output"}); !distinct) return distinct.error();
  const auto sized = size_for(file, settings, console);
  if (!sized) return sized.error();
  const auto asked = whole_number(settings, "series", static_cast<std::int64_t>(sized->series), 1, 1'000'000'000);
  if (!asked) return asked.error();
  const auto series = static_cast<std::size_t>(*asked);
  return write_form(settings, *form, format_size_text(*sized, series, spelled_as_flag),
                    format_size_json(*sized, series));
}

}  // namespace

Verb size_verb() {
  return {
      .name = "size",
      .summary = "estimate memory use before training",
      .file_help = "model file (.tidegate), or training data: " + many_files_help(),
      .options = {{"series", "number of series (default: 1, the files of a folder, or the series ids of a table)", "N"},
                  each_channel_option(),
                  key_option(),
                  format_option("text or json"),
                  output_option()},
      .makes_detector = true,
      .example = "tidegate size examples/data/water-flow.csv --hidden 64 --series 100000",
      .run = run};
}

}  // namespace tidegate::cli
