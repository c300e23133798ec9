#include <nlohmann/json.hpp>

#include "cli/describe.h"
#include "cli/fitting.h"
#include "cli/results.h"
#include "cli/scoring.h"
#include "cli/verbs.h"

namespace tidegate::cli {
namespace {

enum class Form { kText, kJson };

std::string interrupted_words(const LossHistory& history) {
  return history.best_epoch > 0 ? "interrupted; the best detector so far"
                                : "interrupted before the first epoch was done; an untrained detector";
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = choose_format<Form>(settings, {{"text", Form::kText}, {"json", Form::kJson}});
  if (!form) return tl::unexpected(form.error());
  const std::string model = settings.text("model");
  if (model.empty())
    return fail(ErrorKind::kUsage, "train needs --model OUT.tidegate: the file the detector is saved to");
  const auto options = reading(settings);
  if (!options) return tl::unexpected(options.error());
  const auto series = read_series(file, *options);
  if (!series) return tl::unexpected(series.error());
  if (auto writable = check_writable(settings, {"model", "output"}); !writable) return tl::unexpected(writable.error());
  tell_notes(series->notes, console);
  const auto fitted = fit(*series, settings, "1.0", console);
  if (!fitted) return tl::unexpected(fitted.error());
  const LossHistory& history = fitted->detector.info().history;
  if (history.interrupted && history.best_epoch == 0)
    return fail(ErrorKind::kInterrupted, "interrupted before anything was learned; nothing was saved");
  if (auto saved = fitted->detector.save(model); !saved) return tl::unexpected(saved.error());
  const std::string text = *form == Form::kJson ? detector_json(fitted->detector) : detector_text(fitted->detector);
  if (auto written = write_result(settings, text); !written) return tl::unexpected(written.error());
  if (!history.interrupted) return 0;
  return fail(ErrorKind::kInterrupted, interrupted_words(history) + " was saved to " + model);
}

}  // namespace

Verb train_verb() {
  return {.name = "train",
          .summary = "fit a detector on the file and save it",
          .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input",
          .options = {{"model", "file the detector is saved to", "OUT.tidegate"},
                      train_part_option("all rows"),
                      from_option(),
                      format_option("text or json"),
                      output_option()},
          .makes_detector = true,
          .example = "tidegate train examples/data/water-flow.csv --train-part 0.5 --model water.tidegate",
          .run = run};
}

}  // namespace tidegate::cli
