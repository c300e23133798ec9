#include "tidegate/inspect.h"

#include "cli/keyed.h"
#include "cli/results.h"
#include "cli/verbs.h"

namespace tidegate::cli {
namespace {

enum class Form { kText, kJson };

Result<Inspection> inspection_of(const std::string& file, const Settings& settings, const Console& console) {
  const auto options = reading(settings);
  if (!options) return options.error();
  if (is_keyed(settings)) {
    const auto keyed = read_keyed(file, *options, console);
    if (!keyed) return keyed.error();
    return inspect(*keyed);
  }
  const auto series = read_series(file, *options);
  if (!series) return series.error();
  return inspect(*series);
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = choose_format<Form>(settings, {{"text", Form::kText}, {"json", Form::kJson}});
  if (!form) return form.error();
  if (auto distinct = check_distinct(settings, {file}, {"output"}); !distinct) return distinct.error();
  if (auto fine = check_keyed(file, settings); !fine) return fine.error();
  const auto inspection = inspection_of(file, settings, console);
  if (!inspection) return inspection.error();
  const std::string text = *form == Form::kJson ? format_inspection_json(*inspection, spelled_as_flag)
                                                : format_inspection_text(*inspection, spelled_as_flag);
  if (auto written = write_result(settings, text); !written) return written.error();
  return 0;
}

}  // namespace

Verb inspect_verb() {
  return {.name = "inspect",
          .summary = "what is in the data, and what would be trained",
          .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input",
          .options = {key_option(), format_option("text or json"), output_option()},
          .example = "tidegate inspect examples/data/water-flow.csv",
          .run = run};
}

}  // namespace tidegate::cli
