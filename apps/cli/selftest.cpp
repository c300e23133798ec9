#include <charconv>

#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

Result<double> number_of(const std::string& option, const std::string& text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec == std::errc{} && read.ptr == text.data() + text.size()) return number;
  return fail(ErrorKind::kUsage, "--" + option + ": '" + text + "' is not a number");
}

Result<SelftestRequest> selftest_request(const Settings& settings) {
  SelftestRequest request{.kinds = settings.list("kinds")};
  if (settings.has("sizes")) request.sizes.clear();
  for (const std::string& text : settings.list("sizes")) {
    const auto size = number_of("sizes", text);
    if (!size) return size.error();
    request.sizes.push_back(*size);
  }
  const auto places = whole_number(settings, "places", 20, 1, 10'000);
  if (!places) return places.error();
  request.places = static_cast<std::size_t>(*places);
  const auto share = number_of("found", settings.text("found", "0.9"));
  if (!share) return share.error();
  request.found_share = *share;
  const auto threads = thread_count(settings);
  if (!threads) return threads.error();
  request.threads = *threads;
  return request;
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = text_or_json(settings);
  if (!form) return form.error();
  if (auto distinct = check_distinct(settings, {file, settings.text("model")}, {"output"}); !distinct)
    return distinct.error();
  const auto request = selftest_request(settings);
  if (!request) return request.error();
  if (!settings.has("model"))
    return fail(ErrorKind::kUsage, "--model is missing: selftest looks at what a trained detector finds")
        .remedy("train one: tidegate train " + file + " --model m.tidegate");
  const auto detector = Detector::load(settings.text("model"));
  if (!detector) return detector.error();
  Watch watch(console);
  const auto set = open_set(file, settings, watch.observer(), true);
  if (!set) return set.error();
  const auto made = selftest(*set, *detector, *request, watch.observer());
  if (!made) return made.error();
  watch.end();
  return write_form(settings, *form, format_selftest_text(*made), format_selftest_json(*made));
}

}  // namespace

Verb selftest_verb() {
  return {.name = "selftest",
          .summary = "how small an anomaly a detector finds in your data",
          .file_help = "normal data, as the detector reads it; - = standard input",
          .options = {{"model", "the detector", "FILE"},
                      {"kinds",
                       "kinds of anomaly: " + join_list(plantable_kinds()) +
                           " [spike,dip,level-shift,trend,variance,stuck]",
                       "a,b,c"},
                      {"sizes", "in standard deviations of the channel, rising [0.5,0.7,1,1.4,2,2.8,4,5.6,8]", "a,b,c"},
                      {"places", "anomalies of each kind and size [20]", "N"},
                      {"found", "share of them that must be found at the limit [0.9]", "SHARE"},
                      key_option(),
                      format_option("text or json"),
                      output_option()},
          .example =
              "tidegate train examples/data/water-flow.csv --model water.tidegate && tidegate selftest "
              "examples/data/water-flow.csv --model water.tidegate",
          .run = run};
}

}  // namespace tidegate::cli
