#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/config.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

Result<GenerateRequest> request_of(const Settings& settings) {
  GenerateRequest request{.kinds = settings.list("kinds")};
  std::size_t seed = request.seed;
  for (const auto& [option, value] : {std::pair("rows", &request.rows), std::pair("channels", &request.channels),
                                      std::pair("anomalies", &request.anomalies), std::pair("seed", &seed)}) {
    const auto number = whole_number(settings, option, static_cast<std::int64_t>(*value), 0, 1'000'000'000);
    if (!number) return number.error();
    *value = static_cast<std::size_t>(*number);
  }
  request.seed = seed;
  const auto step = parse_duration(settings.text("step", "1m"));
  if (!step)
    return fail(ErrorKind::kUsage, "--step: '" + settings.text("step") + "' is not a duration; write for example 5m");
  request.step = *step;
  const auto start = parse_moment(settings.text("start", "2024-01-01"));
  if (!start)
    return fail(ErrorKind::kUsage, "--start: '" + settings.text("start") +
                                       "' is not a date or time; write for example 2024-05-01T12:00:00Z");
  request.start = *start;
  return request;
}

Result<int> run(const std::string&, const Settings& settings, const Console&) {
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  const auto request = request_of(settings);
  if (!request) return request.error();
  const auto series = generate(*request);
  if (!series) return series.error();
  if (auto written = write_result(settings, format_series_csv(*series)); !written) return written.error();
  return 0;
}

}  // namespace

Verb generate_verb() {
  return {.name = "generate",
          .summary = "make an artificial series with labelled anomalies",
          .file_help = "",
          .options = {{"rows", "number of rows [2000]", "N"},
                      {"channels", "number of channels [1]", "N"},
                      {"anomalies", "anomalies planted in the second half; the first half is normal [5]", "N"},
                      {"kinds", "kinds of anomaly, in turn: " + join_list(plantable_kinds()) + " [all]", "a,b,c"},
                      {"step", "distance of rows [1m]", "LENGTH"},
                      {"start", "time of the first row [2024-01-01]", "TIME"},
                      {"seed", "the same seed gives the same series [1]", "N"},
                      output_option()},
          .reads_input = false,
          .example = "tidegate generate --seed 1 > made.csv && tidegate detect made.csv",
          .run = run};
}

}  // namespace tidegate::cli
