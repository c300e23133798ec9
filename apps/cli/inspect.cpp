#include "tidegate/inspect.h"
#include "cli/results.h"
#include "cli/verbs.h"

namespace tidegate::cli {
namespace {

enum class Form { kText, kJson };

Result<int> run(const std::string& file, const Settings& settings, const Console&) {
  const auto form = choose_format<Form>(settings, {{"text", Form::kText}, {"json", Form::kJson}});
  if (!form) return tl::unexpected(form.error());
  if (auto distinct = check_distinct(settings, {file}, {"output"}); !distinct) return tl::unexpected(distinct.error());
  const auto options = reading(settings);
  if (!options) return tl::unexpected(options.error());
  const auto series = read_series(file, *options);
  if (!series) return tl::unexpected(series.error());
  const Inspection inspection = inspect(*series);
  const std::string text =
      *form == Form::kJson ? format_inspection_json(inspection) : format_inspection_text(inspection);
  if (auto written = write_result(settings, text); !written) return tl::unexpected(written.error());
  return 0;
}

}  // namespace

Verb inspect_verb() {
  return {.name = "inspect",
          .summary = "what is in the data, and what would be trained",
          .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input",
          .options = {format_option("text or json"), output_option()},
          .example = "tidegate inspect examples/data/water-flow.csv",
          .run = run};
}

}  // namespace tidegate::cli
