#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = text_or_json(settings);
  if (!form) return form.error();
  if (auto distinct = check_distinct(settings, {file}, {"output"}); !distinct) return distinct.error();
  for (const std::string option : {"detector", "cell", "net"})
    if (settings.has(option))
      return fail(ErrorKind::kUsage, "compare takes the detectors from --detectors; leave out --" + option);
  auto detectors = contestants(settings, "detectors", {"gru-forecaster", "lstm-forecaster", "rnn-forecaster"});
  if (!detectors) return detectors.error();
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  Watch watch(console);
  const auto set = open_set(file, settings, watch.observer(), true);
  if (!set) return set.error();
  const CompareRequest request{.detectors = std::move(*detectors),
                               .train_part = settings.given("train-part"),
                               .train_keys = settings.text("train-keys")};
  const auto comparison = compare(*set, request, watch.observer());
  if (!comparison) return comparison.error();
  watch.end();
  return write_form(settings, *form, format_comparison_text(*comparison), format_comparison_json(*comparison));
}

}  // namespace

Verb compare_verb() {
  return {.name = "compare",
          .summary = "train several detectors of the same size and recommend one",
          .file_help = "CSV, JSON lines or npy, also gzipped; - = standard input",
          .options = {{"detectors",
                       "recipes, separated by commas (default: gru-, lstm-, rnn-forecaster); the first keeps its "
                       "--hidden, the others get the same number of weights",
                       "a,b,c"},
                      key_option(),
                      train_part_option("0.6"),
                      train_keys_option(),
                      format_option("text or json"),
                      output_option()},
          .makes_detector = true,
          .example = "tidegate compare examples/data/water-flow.csv --detectors gru-forecaster,rnn-forecaster",
          .run = run};
}

}  // namespace tidegate::cli
