#include "cli/combining.h"

#include <charconv>
#include <optional>

#include "cli/detection.h"
#include "cli/keyed.h"
#include "cli/results.h"
#include "tidegate/source.h"

namespace tidegate::cli {
namespace {

constexpr std::string_view kAtLeast = "at-least:";

std::optional<std::int64_t> counted(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < 0) return std::nullopt;
  return number;
}

/// How many series must be anomalous, of `series`; 0 = not understood.
std::size_t least_series(std::string_view rule, std::size_t series) {
  if (rule == "or") return 1;
  if (rule == "and") return series;
  if (!rule.starts_with(kAtLeast)) return 0;
  return static_cast<std::size_t>(counted(rule.substr(kAtLeast.size())).value_or(0));
}

/// --within: a number of rows or a duration.
Status read_within(const Settings& settings, CombinationRule& rule) {
  if (!settings.has("within")) return {};
  if (const auto rows = counted(settings.text("within"))) {
    rule.within_rows = *rows;
    return {};
  }
  const auto within = parse_duration("within", settings.text("within"));
  if (!within)
    return fail(ErrorKind::kUsage, "--within: '" + settings.text("within") +
                                       "' is neither a number of rows nor a length of time; write e.g. 3, 30s, 5m, 1h");
  rule.within = *within;
  return {};
}

Result<CombinationRule> combination_rule(const Settings& settings, std::size_t series) {
  CombinationRule rule{.at_least = least_series(settings.text("combine"), series)};
  if (auto fine = read_within(settings, rule); !fine) return fine.error();
  if (rule.at_least > 0) return rule;
  return fail(ErrorKind::kUsage, "--combine: '" + settings.text("combine") +
                                     "' is not a rule; write or, and, or at-least:K with a number of series K");
}

std::string rule_words(const CombinationRule& rule, std::size_t series, const Settings& settings) {
  const std::string of = " of " + std::to_string(series) + " series";
  std::string words = rule.at_least == series ? "all " + std::to_string(series) + " series"
                      : rule.at_least == 1    ? "any" + of
                                              : "at least " + std::to_string(rule.at_least) + of;
  if (rule.within_rows > 0) words += ", within " + settings.text("within") + (rule.within_rows == 1 ? " row" : " rows");
  return rule.within.count() > 0 ? words + ", within " + settings.text("within") : words;
}

/// "gru" for models/gru.tidegate.
std::string model_name(const std::string& path) { return std::filesystem::path(path).stem().string(); }

Result<Detection> detection_by(const std::string& model, const std::string& file, const Settings& settings,
                               const Console& console) {
  auto detector = Detector::load(model);
  if (!detector) return detector.error();
  if (auto fine = check_without_key(*detector, settings); !fine) return fine.error();
  const auto options = reading_for(settings, *detector);
  if (!options) return options.error();
  const auto series = read_series(file, *options);
  if (!series) return series.error();
  auto ready = calibrated(*detector, *series);
  if (!ready) return ready.error();
  auto run = run_detection(*series, Fitted{.detector = std::move(*ready), .trained_here = false}, false);
  if (!run) return run.error();
  tell_unscored(run->counts, console);
  run->detection.source = model_name(model);
  return std::move(run->detection);
}

/// What cannot be opened may: why, is told where it is read.
bool may_have_time(const std::string& file, const Settings& settings) {
  const auto options = reading(settings);
  if (!options) return true;
  const auto source = open_source(file, *options);
  return !source || !(*source)->time_column().empty();
}

Status check_models(const Settings& settings) {
  if (settings.list("model").size() < 2)
    return fail(ErrorKind::kUsage,
                "--combine takes several series (a folder, or --each-channel) or several detectors (--model a,b)");
  for (const std::string& model : settings.list("model"))
    if (auto distinct = check_distinct(settings, {model}, {"output"}); !distinct) return distinct;
  return {};
}

}  // namespace

std::vector<VerbOption> combining_options() {
  return {{"combine",
           "one event where several series, or detectors (--model a,b; quote a name that holds a comma), are anomalous "
           "at once: or, and, at-least:K",
           "RULE"},
          {"within", "how far apart events may lie that --combine takes together: rows, or a duration; 0 if not given",
           "N"}};
}

Status check_combining(const Settings& settings, bool fleet) {
  if (!settings.has("combine"))
    return settings.has("within") ? fail(ErrorKind::kUsage, "--within belongs to --combine, which is not given")
                                  : Status();
  if (settings.is_on("plot") || settings.has("report"))
    return fail(ErrorKind::kUsage, "--plot and --report show one detector's events; leave out --combine");
  if (is_keyed(settings))
    return fail(ErrorKind::kUsage,
                "--combine takes series or detectors, not the keys of a table; leave out one of --key and --combine");
  if (const auto rule = combination_rule(settings, 1); !rule) return rule.error();
  if (fleet) return {};
  if (auto fine = check_models(settings); !fine) return fine;
  return check_enough_series(settings, settings.list("model").size());
}

Status check_enough_series(const Settings& settings, std::size_t series) {
  if (!settings.has("combine") || least_series(settings.text("combine"), series) <= series) return {};
  return fail(ErrorKind::kUsage, "--combine: '" + settings.text("combine") + "', but there are only " +
                                     std::to_string(series) + " series");
}

Status check_within(const Settings& settings, bool have_times) {
  if (!settings.has("within") || have_times) return {};
  const auto rule = combination_rule(settings, 1);
  if (!rule) return rule.error();
  const SeriesEvents without_times;
  const auto refused = combine_events({&without_times, 1}, {.within_rows = rule->within_rows, .within = rule->within});
  return refused ? Status() : Status(refused.error());
}

Result<int> write_combination(const std::vector<Detection>& all, EventFormat format, const Settings& settings,
                              const Console& console) {
  const auto rule = combination_rule(settings, all.size());
  if (!rule) return rule.error();
  std::vector<SeriesEvents> series;
  series.reserve(all.size());
  for (const Detection& one : all) series.push_back({one.source, one.has_time, one.step, one.events});
  auto events = combine_events(series, *rule);
  if (!events) return events.error();
  const CombinedDetection combined{rule_words(*rule, all.size(), settings), rule->at_least, std::move(*events)};
  const bool colour = console.colour && !settings.has("output");
  if (auto written = write_result(settings, format_combination(combined, all, format, colour)); !written)
    return written.error();
  return !combined.events.empty() && settings.is_on("fail-on-anomaly") ? 1 : 0;
}

Result<int> detect_with_models(const std::string& file, EventFormat format, const Settings& settings,
                               const Console& console) {
  if (file == "-")
    return fail(ErrorKind::kUsage, "--combine reads the input once for each detector; give a file, not -");
  if (auto writable = check_writable(settings, {"output"}); !writable) return writable.error();
  if (settings.has("within"))
    if (auto fine = check_within(settings, may_have_time(file, settings)); !fine) return fine.error();
  std::vector<Detection> all;
  for (const std::string& model : settings.list("model")) {
    auto detection = detection_by(model, file, settings, console);
    if (!detection) return detection.error();
    all.push_back(std::move(*detection));
  }
  return write_combination(all, format, settings, console);
}

}  // namespace tidegate::cli
