#include "synthetic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include "base/random.h"

namespace tidegate::testing {
namespace {

using namespace std::chrono_literals;

constexpr double kNoise = 0.25;
constexpr double kThreshold = 4;
constexpr std::size_t kWarmup = 48;
constexpr Timestamp kStart{std::chrono::sys_days{std::chrono::March / 20 / 2022} + 10h};
constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

std::string channel_name(std::size_t c, std::size_t channels) {
  if (channels == 1) return "Water flow [l/s]";
  const char* kinds[] = {"Pressure", "Temperature", "Current of the second booster pump in the lower building", "Flow"};
  return std::string(kinds[c % 4]) + (c < 4 ? "" : " " + std::to_string(c / 4 + 1));
}

double expected_at(std::size_t row, std::size_t channel, double level) {
  const double phase = 2 * std::numbers::pi * static_cast<double>(row) / (24.0 + static_cast<double>(channel));
  return level + 2 * std::sin(phase) + 0.5 * std::sin(7 * phase);
}

/// A fault moves channel 0 fully and each further one half as much as the one before.
double fault_at(const std::vector<Fault>& faults, std::size_t row, std::size_t channel) {
  for (const Fault& f : faults) {
    if (row >= f.first && row <= f.last)
      return f.size / static_cast<double>(std::size_t{1} << std::min<std::size_t>(channel, 20));
  }
  return 0;
}

double threshold_at(const Report& report, std::size_t row) {
  return report.score.thresholds.empty() ? report.score.threshold : static_cast<double>(report.score.thresholds[row]);
}

ReportChannel make_channel(const SyntheticOptions& options, std::size_t c, Random& random) {
  ReportChannel channel;
  channel.channel = {.name = channel_name(c, options.channels), .unit = c % 2 == 0 ? "l/s" : ""};
  channel.deviation = kNoise;
  channel.offset = options.level > 1e6 ? options.level : 0;
  const float half = static_cast<float>(kThreshold * kNoise);
  for (std::size_t i = 0; i < options.rows; ++i) {
    const double expected = expected_at(i, c, options.level) - channel.offset;
    channel.expected.push_back(i < kWarmup ? kMissing : static_cast<float>(expected));
    channel.value.push_back(static_cast<float>(expected + kNoise * random.normal() + fault_at(options.faults, i, c)));
    channel.lower.push_back(channel.expected.back() - half);
    channel.upper.push_back(channel.expected.back() + half);
  }
  return channel;
}

/// Largest error of any channel, in usual errors.
float score_at(const Report& report, std::size_t row) {
  float score = kMissing;
  for (const ReportChannel& c : report.channels) {
    const float error = std::abs(c.value[row] - c.expected[row]) / static_cast<float>(c.deviation);
    if (!std::isnan(error)) score = std::isnan(score) ? error : std::max(score, error);
  }
  return score;
}

EventChannel channel_at(const ReportChannel& c, std::size_t row) {
  const double value = static_cast<double>(c.value[row]) + c.offset,
               expected = static_cast<double>(c.expected[row]) + c.offset;
  const double half = kThreshold * kNoise;
  return {.name = c.channel.name,
          .value = value,
          .expected = expected,
          .lower = expected - half,
          .upper = expected + half,
          .share = std::abs(value - expected)};
}

std::vector<EventChannel> channels_at(const Report& report, std::size_t row) {
  std::vector<EventChannel> out;
  double sum = 0;
  for (const ReportChannel& c : report.channels) {
    out.push_back(channel_at(c, row));
    sum += out.back().share;
  }
  for (EventChannel& c : out) c.share /= sum;
  std::ranges::sort(out, std::greater{}, &EventChannel::share);
  return out;
}

ReportEvent event_at(const Report& report, const Fault& fault) {
  Event e;
  e.start_index = e.peak_index = fault.first;
  e.end_index = fault.last;
  for (std::size_t i = fault.first; i <= fault.last; ++i) {
    if (report.score.values[i] > report.score.values[e.peak_index]) e.peak_index = i;
    e.flagged_rows += static_cast<double>(report.score.values[i]) >= threshold_at(report, i) ? 1 : 0;
  }
  e.score = static_cast<double>(report.score.values[e.peak_index]);
  e.severity = 100 * (1 - std::pow(e.score / threshold_at(report, e.peak_index), -0.9));
  e.channels = channels_at(report, e.peak_index);
  e.direction = e.channels[0].value > e.channels[0].expected ? "up" : "down";
  ReportEvent found;
  found.event = e;
  return found;
}

void add_time(Report& report, std::size_t rows) {
  report.step = 1h;
  report.source.step = "1 h";
  report.source.time_column = "Time";
  for (std::size_t i = 0; i < rows; ++i) {
    report.time.push_back(kStart + i * 1h);
    report.utc_offset_minutes.push_back(i < 159 ? 60 : 120);  // summer time begins
  }
}

ReportDistribution distribution_of(const ReportScore& score, std::size_t last_training_row) {
  ReportDistribution out;
  out.train.resize(44);
  out.scored.resize(44);
  for (int i = 0; i <= 44; ++i) out.edges.push_back(std::pow(10, -2 + i * 0.1));
  for (std::size_t i = 0; i < score.values.size(); ++i) {
    if (std::isnan(score.values[i])) continue;
    const double place = (std::log10(std::max(score.values[i], 0.0101F)) + 2) * 10;
    const auto bin = static_cast<std::size_t>(std::clamp(place, 0.0, 43.0));
    ++(i <= last_training_row ? out.train : out.scored)[bin];
  }
  return out;
}

ReportTraining loss_history() {
  ReportTraining history;
  history.loss = "mse, scaled units";
  history.best_epoch = 17;
  history.stopped = "no better for 12 epochs";
  for (int i = 0; i < 29; ++i) {
    history.training.push_back(0.01 + 0.3 * std::exp(-0.2 * i));
    history.validation.push_back(0.012 + 0.31 * std::exp(-0.19 * i) + 0.0004 * std::max(0, i - 16));
  }
  return history;
}

void add_settings(Report& report) {
  using Origin = ReportSetting::Origin;
  report.settings = {{"data", "time", report.source.time_column, Origin::kFound},
                     {"net", "cell", "gru", Origin::kDefault},
                     {"net", "hidden", "32", Origin::kSet},
                     {"threshold", "threshold", "sigma:6", Origin::kDefault}};
  report.provenance = {{"Tidegate", "0.1.0"},
                       {"Data digest", "sha256 6c84efeb8b148dd2ace656f11f5bd90de22dad014b094e3baafd8dbca69c83dc"}};
}

}  // namespace

Report synthetic_report(const std::string& name, const SyntheticOptions& options) {
  Random random(7);
  Report report;
  report.created = "2026-11-22T19:40:00Z";
  report.title = name;
  report.command = "tidegate detect " + name + " --train-part 0.5 --report out.html";
  report.source = {.name = name, .bytes = 41672, .rows = options.rows, .step = "", .time_column = ""};
  report.model = {.words = "GRU forecaster, 1 layer of 32 units, one step ahead",
                  .detector = "gru-forecaster",
                  .parameters = 3489,
                  .trained_seconds = 12.4};
  report.health.rows = report.health.expected_rows = options.rows;
  if (options.with_time) add_time(report, options.rows);
  for (std::size_t c = 0; c < options.channels; ++c) report.channels.push_back(make_channel(options, c, random));
  report.score.threshold = kThreshold;
  report.score.words = "joint distance of all channels from their expected values; 1 is usual";
  for (std::size_t i = 0; i < options.rows; ++i) {
    report.score.values.push_back(score_at(report, i));
    if (options.varying_threshold)
      report.score.thresholds.push_back(static_cast<float>(5 + 1.5 * std::sin(0.008 * static_cast<double>(i))));
  }
  for (const Fault& fault : options.faults) report.events.push_back(event_at(report, fault));
  for (ReportEvent& e : report.events) {
    if (report.time.empty()) continue;
    e.event.utc_offset_minutes = report.utc_offset_minutes[e.event.start_index];
    e.event.start = report.time[e.event.start_index];
    e.event.end = report.time[e.event.end_index];
    e.event.peak = report.time[e.event.peak_index];
  }
  return report;
}

void add_learning(Report& report) {
  const std::size_t rows = report.source.rows, half = rows / 2;
  report.split = ReportSplit{.train = {0, half - rows / 10},
                             .validation = RowRange{half - rows / 10, half},
                             .scored = RowRange{half, rows},
                             .warmup = kWarmup};
  for (ReportEvent& e : report.events) e.in_training = e.event.end_index < half;
  report.training = loss_history();
  report.distribution = distribution_of(report.score, half - 1);
  report.score.threshold_words =
      "mean + 6 standard deviations of the scores of the training part; promises nothing about the rate of false "
      "alarms";
  report.checks = {
      {ReportStatus::kCaution, "Alarm rate", "not promised", "a k-sigma threshold promises no rate",
       "learned-threshold"},
      {ReportStatus::kOk, "Fit", "epoch 17 of 29", "validation loss is at its lowest there", "learned-loss"},
      {ReportStatus::kOk, "Data", "complete", "no gaps, no missing values", "learned-health"}};
  report.health.actions = {"Step 1 h found in 99.2 % of the differences."};
  add_settings(report);
}

void add_gap(Report& report, std::size_t after, std::size_t count) {
  for (std::size_t i = after + 1; i < report.time.size(); ++i) report.time[i] += count * report.step;
  report.health.gaps.push_back({.after_index = after, .missing_rows = count, .length = (count + 1) * report.step});
  report.health.gap_count += 1;
  report.health.missing_rows += count;
  report.health.expected_rows += count;
}

}  // namespace tidegate::testing
