#include "cli/fitting.h"
#include "cli/fleet_verbs.h"
#include "cli/keyed.h"
#include "cli/results.h"
#include "cli/scoring.h"
#include "cli/verbs.h"

namespace tidegate::cli {
namespace {

enum class Form { kText, kJson };

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = choose_format<Form>(settings, {{"text", Form::kText}, {"json", Form::kJson}});
  if (!form) return form.error();
  const std::string model = settings.text("model");
  if (model.empty())
    return fail(ErrorKind::kUsage, "train needs --model OUT.tidegate: the file the detector is saved to");
  if (auto distinct = check_distinct(settings, {file, settings.text("from")}, {"model", "output", "checkpoint"});
      !distinct)
    return distinct.error();
  if (auto fine = check_keyed(file, settings); !fine) return fine.error();
  if (is_keyed(settings)) return train_keyed(file, settings, console, *form == Form::kJson);
  if (is_fleet(file, settings) && settings.has("checkpoint"))
    return fail(ErrorKind::kUsage, "--checkpoint is for one series: FILE a file, without --each-channel");
  if (is_fleet(file, settings)) return train_fleet(file, settings, console, *form == Form::kJson);
  if (settings.is_on("shared"))
    return fail(ErrorKind::kUsage, "--shared is for many series: FILE a folder, or --each-channel");
  const auto options = reading(settings);
  if (!options) return options.error();
  const auto series = read_series(file, *options);
  if (!series) return series.error();
  if (auto writable = check_writable(settings, {"model", "output", "checkpoint"}); !writable) return writable.error();
  tell_notes(series->notes, console);
  const auto fitted = fit(*series, settings, "1.0", console);
  if (!fitted) return fitted.error();
  return save_detector(fitted->detector, settings, *form == Form::kJson);
}

}  // namespace

Verb train_verb() {
  return {
      .name = "train",
      .summary = "fit a detector on the file and save it",
      .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input; or a folder of such files",
      .options = {{"model", "file the detector is saved to; of many series a folder", "OUT.tidegate"},
                  each_channel_option(),
                  {"shared", "one detector for all series of a folder, or for every channel by itself", ""},
                  key_option(),
                  train_part_option("all rows"),
                  train_keys_option(),
                  from_option(),
                  {"checkpoint", "keep the training here after every epoch, and go on from it if it is there", "FILE"},
                  format_option("text or json"),
                  output_option()},
      .makes_detector = true,
      .example = "tidegate train examples/data/water-flow.csv --train-part 0.5 --model water.tidegate",
      .run = run};
}

}  // namespace tidegate::cli
