#include "cli/progress.h"
#include "cli/requests.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/render.h"

namespace tidegate::cli {
namespace {

/// --of, or what is best: residuals if there is a detector, else values.
Result<SignalKind> signal_kind(const Settings& settings) {
  const std::string wanted = settings.text("of", settings.has("model") ? "residuals" : "values");
  std::vector<std::string> names;
  for (const SignalKind kind : {SignalKind::kResiduals, SignalKind::kScores, SignalKind::kValues, SignalKind::kChanges})
    if (names.push_back(signal_words(kind)); names.back() == wanted) return kind;
  return unknown_value("of", wanted, names);
}

Result<CorrelateRequest> request_of(const Settings& settings) {
  const auto signal = signal_kind(settings);
  if (!signal) return signal.error();
  const auto max_lag = whole_number(settings, "max-lag", 10, 0, 100000);
  if (!max_lag) return max_lag.error();
  const auto threads = thread_count(settings);
  if (!threads) return threads.error();
  CorrelateRequest request{.detectors = {},
                           .signal = *signal,
                           .series = settings.text("series"),
                           .event = settings.text("event"),
                           .max_lag = static_cast<std::size_t>(*max_lag),
                           .threads = *threads};
  if (!settings.has("model")) return request;
  auto detectors = Detectors::open(settings.text("model"));
  if (!detectors) return detectors.error();
  request.detectors = std::move(*detectors);
  return request;
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = text_or_json(settings);
  if (!form) return form.error();
  if (auto distinct = check_distinct(settings, {file, settings.text("model")}, {"output"}); !distinct)
    return distinct.error();
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  const auto request = request_of(settings);
  if (!request) return request.error();
  Watch watch(console);
  const auto set = open_set(file, settings, watch.observer());
  if (!set) return set.error();
  const auto correlation = correlate(*set, *request, watch.observer());
  if (!correlation) return correlation.error();
  watch.end();
  const int code = report_outcome(*set, correlation->outcome, 0);
  const auto written =
      write_form(settings, *form, format_correlation_text(*correlation), format_correlation_json(*correlation));
  return written ? Result<int>(code) : written;
}

}  // namespace

Verb correlate_verb() {
  return {
      .name = "correlate",
      .summary = "find series that correlate with an event, and at which lag",
      .file_help = many_files_help() + "; the channels of one file are the series",
      .options =
          {{"event", "rows or times of the event, both ends inclusive (default with --model: the most severe event)",
            "START..END"},
           {"series", "series that contains the event", "NAME"},
           {"max-lag", "largest lag in rows (0 to 100000) [10]", "N"},
           {"of",
            "signal to correlate: residuals, scores, values or changes (default: residuals with --model, else values)",
            "WHAT"},
           {"model", "model file, or a folder of model files", "M.tidegate"},
           each_channel_option(),
           format_option("text or json"),
           output_option()},
      .example = "tidegate correlate examples/data --time none --series water-flow --event 700..711",
      .run = run};
}

}  // namespace tidegate::cli
