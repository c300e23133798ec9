#include "page/report_facts.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "base/text.h"

namespace tidegate {
namespace {

constexpr std::size_t kBins = 48;
constexpr std::size_t kGapsListed = 12;
constexpr double kClearGain = 0.9;  // an error below this share of the simple rule's is a gain worth a network

/// Bin of a score on a logarithmic axis from `low` to `high`.
std::size_t bin_of(double score, double low, double high) {
  const double at = std::log(std::max(score, low) / low) / std::log(high / low) * kBins;
  return std::min(kBins - 1, static_cast<std::size_t>(std::max(at, 0.0)));
}

ReportCheck simple_rules(const DetectorInfo& info, const ForecastErrors& errors) {
  ReportCheck check{.title = "Simple rules", .section = "learned-baselines"};
  const double best = std::min(errors.previous, errors.mean);
  const std::string rule = errors.previous <= errors.mean ? "the value before" : "the training mean";
  if (errors.values == 0) {
    check.status = ReportStatus::kInfo;
    check.value = "not comparable";
    check.detail = info.forecasts ? "no row outside the training part was scored"
                   : info.has_network
                       ? "the network has read the rows it is evaluated on, while simple rules forecast them"
                       : "the detector does not forecast";
  } else if (errors.model < kClearGain * best) {
    check.status = ReportStatus::kOk;
    check.value = round_text((1 - errors.model / best) * 100, 2) + " % smaller error";
    check.detail = "than " + rule + " as the forecast";
  } else {
    check.status = ReportStatus::kCaution;
    const bool as_good = errors.model <= best;
    check.value = as_good ? "no clear gain" : "no gain";
    check.detail = "using " + rule + " as the forecast has " + (as_good ? "hardly more" : "less") +
                   " error; a simple rule may do as well here";
  }
  return check;
}

ReportCheck alarm_rate(const ReportInput& input) {
  ReportCheck check{.status = ReportStatus::kInfo, .title = "Alarm rate", .section = "learned-threshold"};
  const std::size_t rows = input.series.rows.size() - first_scored_row(input);
  check.value = plural(input.events.size(), "event") + " in " + plural(rows, "row");
  check.detail = "the threshold: " + threshold_promise(input.detector.info());
  return check;
}

ReportCheck data_check(const Inspection& inspection) {
  ReportCheck check{.title = "Data", .section = "learned-health"};
  const std::size_t disorder = inspection.duplicates + inspection.out_of_order;
  const bool clean = inspection.gap_count == 0 && disorder == 0 && inspection.missing_share == 0;
  check.status = clean ? ReportStatus::kOk : ReportStatus::kCaution;
  if (clean) {
    check.value = "complete";
    check.detail = "no gaps, duplicates, late rows or missing values";
    return check;
  }
  check.value = inspection.gap_count > 0 ? plural(inspection.gap_count, "gap")
                : disorder > 0           ? plural(disorder, "row") + " late or duplicated"
                                         : round_text(inspection.missing_share * 100, 2) + " % missing";
  check.detail = plural(inspection.missing_rows, "row") + " missing, " + std::to_string(inspection.duplicates) +
                 " duplicated, " + std::to_string(inspection.out_of_order) + " late, " +
                 round_text(inspection.missing_share * 100, 2) + " % of the values missing";
  return check;
}

ReportCheck fit_check(const DetectorInfo& info, Spelling spelling) {
  const LossHistory& history = info.history;
  ReportCheck check{.title = "Fit", .section = "learned-loss"};
  if (history.training.empty()) {
    check.status = ReportStatus::kInfo;
    check.value = info.has_network ? "not trained in this run" : "no network";
    check.detail =
        info.has_network ? "the weights come from the model file" : "its scorers learn a few figures a channel";
    return check;
  }
  if (history.best_epoch == 0) {
    check.status = ReportStatus::kFail;
    check.value = "nothing learned";
    check.detail = "no epoch improved on the untrained network";
    return check;
  }
  const double best = history.validation[history.best_epoch - 1];
  const double loss = std::isnan(best) ? history.training[history.best_epoch - 1] : best;
  const bool at_the_end = history.best_epoch == history.training.size();
  check.status = at_the_end ? ReportStatus::kCaution : ReportStatus::kOk;
  check.value = "loss " + round_text(loss, 3) + " from " + round_text(history.untrained_loss, 3);
  check.detail =
      at_the_end
          ? spell("the loss was still falling when training ended; more " + option_named("epochs") + " may help",
                  spelling)
          : "best after epoch " + std::to_string(history.best_epoch) + " of " + std::to_string(history.training.size());
  return check;
}

/// The longest ones, in order of time.
std::vector<Gap> longest_gaps(std::vector<Gap> gaps) {
  std::ranges::stable_sort(gaps, std::greater{}, &Gap::length);
  gaps.resize(std::min(gaps.size(), kGapsListed));
  std::ranges::sort(gaps, {}, &Gap::after_index);
  return gaps;
}

}  // namespace

std::string threshold_promise(const DetectorInfo& info) {
  const std::size_t end_of_origin = info.threshold_words.find("; ");
  return end_of_origin == std::string::npos ? info.threshold_words : info.threshold_words.substr(end_of_origin + 2);
}

std::size_t first_scored_row(const ReportInput& input) { return input.trained_on ? input.trained_on->end : 0; }

ForecastErrors forecast_errors(const ReportInput& input) {
  const DetectorInfo& info = input.detector.info();
  const auto channels = info.scored_channels();
  const Trace& trace = input.trace;
  ForecastErrors errors;
  // A net that reconstructs a row it has read cannot be compared with a rule that forecasts.
  if (!info.forecasts) return errors;
  for (std::size_t t = std::max<std::size_t>(first_scored_row(input), 1); t < trace.rows(); ++t) {
    if (!(trace.score(t, 0) < trace.threshold(t, 0))) continue;
    for (std::size_t o = 0; o < channels.size(); ++o) {
      const double value = trace.value(t, o), before = trace.value(t - 1, o);
      if (std::isnan(value) || std::isnan(before)) continue;
      const double scale = info.scale[channels[o]];
      errors.model += std::abs(value - trace.expected(t, o)) / scale;
      errors.previous += std::abs(value - before) / scale;
      errors.mean += std::abs(value - info.center[channels[o]]) / scale;
      ++errors.values;
    }
  }
  for (double* sum : {&errors.model, &errors.previous, &errors.mean})
    *sum /= static_cast<double>(std::max<std::size_t>(errors.values, 1));
  return errors;
}

ReportBaselines baseline_table(const ForecastErrors& errors) {
  ReportBaselines table;
  table.metric = "mean absolute error, in units of each channel's scale";
  table.note = "Measured on the " + count_text(errors.values) +
               " values outside the training part, in rows that scored below the threshold.";
  table.columns = {{.title = "Error", .better = ReportBaselines::Better::kLow, .digits = 3, .of = {}}};
  table.rows = {{"This model", "the network's prediction", true, {errors.model}},
                {"Value before", "forecasts the value before", false, {errors.previous}},
                {"Training mean", "forecasts the training mean", false, {errors.mean}}};
  return table;
}

ReportDistribution score_distribution(const ReportInput& input) {
  const double threshold = input.detector.info().threshold;
  double low = threshold / 100, high = threshold * 2;
  for (const double score : input.trace.score.flat())
    if (std::isfinite(score)) high = std::max(high, score * 1.001);
  ReportDistribution distribution;
  for (std::size_t i = 0; i <= kBins; ++i)
    distribution.edges.push_back(low * std::pow(high / low, static_cast<double>(i) / kBins));
  distribution.train.assign(kBins, 0);
  distribution.scored.assign(kBins, 0);
  const std::size_t first = first_scored_row(input);
  for (std::size_t t = 0; t < input.trace.rows(); ++t) {
    const double score = input.trace.score(t, 0);
    if (!std::isfinite(score)) continue;
    ++(t < first ? distribution.train : distribution.scored)[bin_of(score, low, high)];
  }
  return distribution;
}

std::vector<ReportCheck> trust_checks(const ReportInput& input, const Inspection& inspection,
                                      const ForecastErrors& errors) {
  return {alarm_rate(input), simple_rules(input.detector.info(), errors), data_check(inspection),
          fit_check(input.detector.info(), input.spelling)};
}

ReportHealth health(const Inspection& inspection) {
  ReportHealth health;
  health.rows = inspection.rows;
  health.expected_rows = inspection.rows + inspection.missing_rows;
  health.missing_rows = inspection.missing_rows;
  health.gaps = longest_gaps(inspection.gaps);
  health.gap_count = inspection.gap_count;
  health.duplicates = inspection.duplicates;
  health.out_of_order = inspection.out_of_order;
  for (const ChannelSummary& channel : inspection.channels) {
    health.missing_values += channel.missing;
    if (channel.constant) health.constant_channels.push_back(channel.channel.name);
  }
  return health;
}

}  // namespace tidegate
