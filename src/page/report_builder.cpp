#include "tidegate/report.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "base/text.h"
#include "page/report_facts.h"
#include "tidegate/config.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

constexpr double kFloatReach = 1e4;  // beyond so many deviations from zero, floats are too coarse for a plot

std::vector<float> shifted(const Matrix<double>& from, std::size_t column, double offset) {
  std::vector<float> out(from.rows());
  for (std::size_t t = 0; t < from.rows(); ++t) out[t] = static_cast<float>(from(t, column) - offset);
  return out;
}

/// Nothing if no row has a value.
std::vector<float> shifted_if_any(const Matrix<double>& from, std::size_t column, double offset) {
  for (std::size_t t = 0; t < from.rows(); ++t)
    if (!std::isnan(from(t, column))) return shifted(from, column, offset);
  return {};
}

/// A scored channel: value, expected and band as the stream saw them, of whatever scorer. A classifier has none.
ReportChannel scored_channel(const ReportInput& input, std::size_t channel, std::size_t output, std::size_t column) {
  const DetectorInfo& info = input.detector.info();
  ReportChannel out;
  out.channel = info.channels[channel];
  out.offset = std::abs(info.center[channel]) > kFloatReach * info.scale[channel] ? info.center[channel] : 0;
  out.value = shifted(input.series.rows.values, column, out.offset);
  out.expected = shifted_if_any(input.trace.expected, output, out.offset);
  out.lower = shifted_if_any(input.trace.lower, output, out.offset);
  out.upper = shifted_if_any(input.trace.upper, output, out.offset);
  if (!info.residual_deviation.empty()) out.deviation = info.residual_deviation[output];
  return out;
}

std::vector<ReportChannel> report_channels(const ReportInput& input) {
  const DetectorInfo& info = input.detector.info();
  const auto columns = input.detector.match_channels(input.series.channels);
  std::vector<ReportChannel> channels;
  if (!columns) return channels;
  for (const std::size_t c : info.scored_channels())
    channels.push_back(scored_channel(input, c, channels.size(), (*columns)[c]));
  return channels;
}

ReportSource report_source(const Series& series, const Inspection& inspection) {
  ReportSource source;
  source.name = series.source.substr(series.source.find_last_of('/') + 1);
  source.bytes = series.notes.bytes;
  source.rows = series.rows.size();
  source.time_column = series.time_column;
  if (!inspection.has_time) return source;
  const std::string step = seconds_text(std::chrono::duration<double>(inspection.step).count());
  source.step = inspection.regular ? step : "varies around " + step;
  return source;
}

ReportScore report_score(const ReportInput& input) {
  ReportScore score;
  score.values = shifted(input.trace.score, 0, 0);
  score.threshold = input.detector.info().threshold;
  const auto limits = input.trace.threshold.flat();
  if (std::ranges::any_of(limits, [&](double limit) { return limit != score.threshold; }))
    score.thresholds = shifted(input.trace.threshold, 0, 0);
  const DetectorInfo& info = input.detector.info();
  score.name = option_text(input.detector.config(), "score");
  score.words = (!info.score_words.empty()            ? info.score_words
                 : info.has_network || info.forecasts ? score.name + " distance between observed and expected value"
                                                      : std::string("largest excess over usual operation")) +
                ", smoothing " + input.detector.config().score.smoothing;
  score.threshold_words = input.detector.info().threshold_words;
  return score;
}

std::optional<ReportSplit> report_split(const ReportInput& input) {
  if (!input.trained_on) return std::nullopt;
  const auto [begin, end] = *input.trained_on;
  const DetectorInfo& info = input.detector.info();
  ReportSplit split;
  split.train = {begin, end};
  if (info.first_validating_row != kNoRow && info.first_validating_row > begin && info.last_validating_row < end) {
    split.train.end = info.first_validating_row;
    split.validation = RowRange{info.first_validating_row, info.last_validating_row + 1};
  }
  if (end < input.series.rows.size()) split.scored = RowRange{end, input.series.rows.size()};
  split.warmup = info.warmup_rows;
  return split;
}

/// What the network gives when it has read a row.
std::string given_words(const NetConfig& net) {
  if (net.net == NetKind::kAutoencoder)
    return "reconstructs its window of " + plural(static_cast<std::size_t>(net.window), "row");
  if (net.net == NetKind::kClassifier) return "learned from labels";
  if (net.target == TargetKind::kLast) return "reconstructs the row it just read";
  return net.horizon == 1 ? "one step ahead" : "up to " + std::to_string(net.horizon) + " steps ahead";
}

std::optional<ReportBudget> report_budget(const ReportInput& input) {
  const std::size_t first = first_scored_row(input);
  const Rows& rows = input.series.rows;
  if (!rows.has_time() || first + 1 >= rows.size()) return std::nullopt;
  const auto span = std::chrono::duration<double, std::ratio<86400>>(rows.time.back() - rows.time[first]);
  if (!(span.count() > 0)) return std::nullopt;
  ReportBudget budget;
  budget.observed_per_day = static_cast<double>(input.events.size()) / span.count();
  budget.per_hour = span.count() < 2;
  budget.words = "This is the observed rate. The threshold: " + threshold_promise(input.detector.info()) + ".";
  return budget;
}

ReportModel report_model(const ReportInput& input) {
  const DetectorConfig& config = input.detector.config();
  const DetectorInfo& info = input.detector.info();
  const std::size_t layers = config.net.hidden.size();
  ReportModel model;
  model.detector = config.detector;
  model.parameters = info.parameters;
  if (input.trained_on) model.trained_seconds = info.history.seconds;
  model.words = join(info.scorers) + ", no network";
  if (!info.has_network) return model;
  std::string cell = option_text(config, "cell");
  std::transform(cell.begin(), cell.end(), cell.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  model.words = cell + " " + option_text(config, "net") + ", " + plural(layers, "layer") + " of " +
                option_text(config, "hidden") + " units, " + given_words(config.net);
  if (info.scorers.size() > 1) model.words += "; scorers: " + join(info.scorers);
  return model;
}

/// Of the gap that ends with this row; 0 = there is none. Of more than a thousand gaps the shortest are not looked at.
double gap_seconds_before(const Inspection& inspection, std::size_t row) {
  const auto gap = std::ranges::find_if(inspection.gaps, [row](const Gap& g) { return g.after_index + 1 == row; });
  return gap == inspection.gaps.end() ? 0 : std::chrono::duration<double>(gap->length).count();
}

std::vector<ReportEvent> report_events(const ReportInput& input, const Inspection& inspection) {
  std::vector<ReportEvent> events;
  events.reserve(input.training_events.size() + input.events.size());
  for (const Event& event : input.training_events) events.push_back({.event = event, .in_training = true});
  for (const Event& event : input.events) events.push_back({.event = event});
  for (ReportEvent& e : events) e.after_gap_seconds = gap_seconds_before(inspection, e.event.start_index);
  std::stable_sort(events.begin(), events.end(), [](const ReportEvent& a, const ReportEvent& b) {
    return a.event.start_index < b.event.start_index;
  });
  return events;
}

std::vector<RowRange> label_ranges(const std::vector<std::int8_t>& labels) {
  std::vector<RowRange> ranges;
  for (std::size_t t = 0; t < labels.size(); ++t) {
    if (labels[t] == 0) continue;
    if (t > 0 && labels[t - 1] != 0)
      ranges.back().end = t + 1;
    else
      ranges.push_back({t, t + 1});
  }
  return ranges;
}

bool overlaps(const Event& event, const RowRange& range) {
  return event.start_index < range.end && event.end_index >= range.begin;
}

std::optional<LabelSummary> label_summary(const ReportInput& input, const std::vector<RowRange>& labels) {
  if (input.series.rows.label.empty()) return std::nullopt;
  LabelSummary summary;
  summary.part = input.trained_on ? "scored part" : "series";
  for (const RowRange& range : labels) {
    if (range.end <= first_scored_row(input)) continue;
    ++summary.stretches;
    if (std::any_of(input.events.begin(), input.events.end(), [&](const Event& e) { return overlaps(e, range); }))
      ++summary.found;
  }
  for (const Event& event : input.events)
    if (std::none_of(labels.begin(), labels.end(), [&](const RowRange& range) { return overlaps(event, range); }))
      ++summary.outside;
  return summary;
}

std::optional<ReportTraining> report_training(const ReportInput& input) {
  const LossHistory& history = input.detector.info().history;
  if (history.training.empty()) return std::nullopt;
  return ReportTraining{.loss = option_text(input.detector.config(), "loss") + ", scaled units",
                        .training = history.training,
                        .validation = history.validation,
                        .best_epoch = history.best_epoch,
                        .stopped = history.stopped};
}

std::vector<std::pair<std::string, std::string>> provenance(const DetectorInfo& info) {
  return {{"Tidegate", info.library_version},
          {"Training values, SHA-256", info.source_digest},
          {"Training input", training_words(info)}};
}

std::string now_text() {
  return format_time(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

}  // namespace

std::vector<ReportSetting> report_settings(const DetectorConfig& config, const std::vector<std::string>& given) {
  std::vector<ReportSetting> list;
  for (const OptionInfo& option : detector_options()) {
    const std::string value = option_text(config, option.name);
    const bool set = std::ranges::find(given, option.name) != given.end();
    const auto origin = set                     ? ReportSetting::Origin::kSet
                        : value == option.value ? ReportSetting::Origin::kDefault
                                                : ReportSetting::Origin::kFound;
    list.push_back({option.stage, option.name, value, origin});
  }
  return list;
}

Report build_report(const ReportInput& input) {
  const Inspection inspection = inspect(input.series, input.detector.config().frames.tolerance);
  const ForecastErrors errors = forecast_errors(input);
  Report report;
  report.created = now_text();
  report.source = report_source(input.series, inspection);
  report.title = report.source.name;
  report.command = input.command;
  report.time = input.series.rows.time;
  report.utc_offset_minutes = input.series.rows.utc_offset_minutes;
  report.step = inspection.step;
  report.channels = report_channels(input);
  report.score = report_score(input);
  report.split = report_split(input);
  report.budget = report_budget(input);
  report.model = report_model(input);
  report.checks = trust_checks(input, inspection, errors);
  report.events = report_events(input, inspection);
  report.labels = label_ranges(input.series.rows.label);
  report.label_summary = label_summary(input, report.labels);
  report.training = report_training(input);
  report.distribution = score_distribution(input);
  report.health = health(inspection);
  if (input.trained_on)
    for (const std::string& note : input.detector.info().notes)
      report.health.actions.push_back(spell(note, input.spelling));
  if (errors.values > 0) report.baselines = baseline_table(errors);
  report.settings = input.settings;
  report.provenance = provenance(input.detector.info());
  return report;
}

}  // namespace tidegate
