#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

Result<Inspection> inspection_of(const std::string& file, const Settings& settings, const Observer& observer) {
  const auto set = open_set(file, settings, observer, true);
  if (!set) return set.error();
  return inspect(*set, observer);
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = text_or_json(settings);
  if (!form) return form.error();
  if (auto distinct = check_distinct(settings, {file}, {"output"}); !distinct) return distinct.error();
  Watch watch(console);
  const auto inspection = inspection_of(file, settings, watch.observer());
  if (!inspection) return inspection.error();
  return write_form(settings, *form, format_inspection_text(*inspection, spelled_as_flag),
                    format_inspection_json(*inspection, spelled_as_flag));
}

}  // namespace

Verb inspect_verb() {
  return {.name = "inspect",
          .summary = "describe the data and what would be trained",
          .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input",
          .options = {key_option(), format_option("text or json"), output_option()},
          .example = "tidegate inspect examples/data/water-flow.csv",
          .run = run};
}

}  // namespace tidegate::cli
