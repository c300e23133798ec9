#include "pages.h"

#include <limits>
#include <utility>

#include "synthetic.h"

namespace tidegate::testing {
namespace {

const std::vector<Fault> kFaults = {
    {200, 214, -9}, {420, 420, 3.4}, {700, 730, 12}, {900, 903, -1.8}, {1010, 1012, 1.6}};

/// Everything there is: time zone, gap, events in both parts, baselines, labels.
Report complete() {
  Report report = synthetic_report("water-flow.csv", {.faults = kFaults});
  add_gap(report, 640, 31);
  add_gap(report, 800, 4);
  add_learning(report);
  for (ReportEvent& e : report.events) {
    e.event.start = report.time[e.event.start_index];
    e.event.end = report.time[e.event.end_index];
    e.event.peak = report.time[e.event.peak_index];
  }
  report.events[2].event.kind = "level-shift";
  report.events[2].event.kind_reason = "one-sided error of 9× the typical error for 40 rows, from the first row";
  Event& explained = report.events[2].event;
  explained.peak_score = 21.5;
  for (const auto& [before, share] : {std::pair{2U, 0.6}, std::pair{40U, 0.25}})
    explained.mattered.push_back({.index = explained.peak_index - before,
                                  .time = report.time[explained.peak_index - before],
                                  .share = share,
                                  .score_without = 9.5});
  explained.similar = SimilarStretch{.start_index = 532,
                                     .end_index = 586,
                                     .start = report.time[532],
                                     .end = report.time[586],
                                     .context_before = 24,
                                     .distance = 0.31};
  report.events[3].after_gap_seconds = 5 * 3600;
  report.budget = ReportBudget{.observed_per_day = 0.12, .words = "This is the observed rate."};
  report.labels = {{698, 733}, {1100, 1106}};
  report.label_summary = LabelSummary{.stretches = 2, .found = 1, .outside = 2, .part = "scored part"};
  report.baselines = ReportBaselines{
      .metric = "mean absolute error, l/s",
      .note = "Scored rows outside every event.",
      .columns = {{"Mean error", ReportBaselines::Better::kLow, 3, std::nullopt},
                  {"Planted faults found", ReportBaselines::Better::kHigh, 0, 400}},
      .rows = {{"gru-forecaster", "this model", true, {0.213, 228}},
               {"linear", "ridge on 3 lags", false, {0.191, 210}},
               {"first difference", "the previous hour", false, {0.223, std::numeric_limits<double>::quiet_NaN()}}}};
  return report;
}

Report several_channels() {
  Report report =
      synthetic_report("valves.csv", {.rows = 1600, .channels = 3, .faults = kFaults, .varying_threshold = true});
  add_learning(report);
  return report;
}

/// A classifier's: no value is expected, no channel has a share.
Report nothing_expected() {
  constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
  Report report = several_channels();
  for (ReportChannel& channel : report.channels) {
    for (std::vector<float>* values : {&channel.expected, &channel.lower, &channel.upper}) values->clear();
    channel.deviation = kMissing;
  }
  for (ReportEvent& e : report.events)
    for (EventChannel& c : e.event.channels) {
      c.expected = c.lower = c.upper = kMissing;
      c.share = 0;
    }
  report.baselines.reset();
  return report;
}

Report fifty_channels() {
  Report report = synthetic_report("plant.csv", {.channels = 50, .faults = kFaults});
  add_learning(report);
  return report;
}

Report quiet() {
  Report report = synthetic_report("quiet.csv", {});
  add_learning(report);
  report.score.threshold = 6;
  return report;
}

Report training_events_only() {
  Report report = synthetic_report("early.csv", {.faults = {{200, 214, -9}}});
  add_learning(report);
  return report;
}

Report without_time() {
  Report report = synthetic_report(
      "pressure.csv", {.rows = 7501, .faults = {{4187, 4198, 2.5}, {6000, 6000, -1.7}}, .with_time = false});
  add_learning(report);
  return report;
}

/// A model loaded from a file: no split, no training; values far from zero.
Report loaded_model() {
  Report report = synthetic_report("far.csv", {.faults = {{700, 730, 12}}, .level = 1e9});
  report.model.trained_seconds.reset();
  return report;
}

Report all_missing() {
  Report report = synthetic_report("empty-sensor.csv", {.rows = 300});
  add_learning(report);
  constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
  report.channels[0].value.assign(300, kMissing);
  for (std::vector<float>* values :
       {&report.channels[0].expected, &report.channels[0].lower, &report.channels[0].upper})
    values->assign(300, kMissing);
  report.score.values.assign(300, kMissing);
  report.health.missing_values = 300;
  report.distribution.reset();
  return report;
}

/// Ten days of alarms, more than one of them a day.
Report many_events() {
  std::vector<Fault> faults;
  for (std::size_t row = 60; row < 240; row += 12) faults.push_back({row, row + 1, 3.0 + static_cast<double>(row % 5)});
  Report report = synthetic_report("flapping.csv", {.rows = 240, .faults = faults});
  report.budget = ReportBudget{.observed_per_day = 1.5, .words = "This is the observed rate."};
  return report;
}

Report one_row() { return synthetic_report("single.csv", {.rows = 1}); }

/// Too long for one pixel a row; one spike of a single row, times out of order in one place.
Report long_series() {
  Report report = synthetic_report("long.csv", {.rows = 200'000, .faults = {{123'456, 123'456, 40}}});
  report.time[150'000] -= 5 * report.step;
  add_learning(report);
  return report;
}

Report hostile_names() {
  Report report = synthetic_report("</script><b>x&y.csv", {.channels = 2, .faults = kFaults});
  report.channels[0].channel.name = "<img src=x onerror=alert(1)>";
  for (ReportEvent& e : report.events) {
    for (EventChannel& c : e.event.channels) c.name = c.name == "Pressure" ? report.channels[0].channel.name : c.name;
  }
  return report;
}

}  // namespace

std::vector<Page> all_pages() {
  return {{"complete", complete()},
          {"several_channels", several_channels()},
          {"nothing_expected", nothing_expected()},
          {"fifty_channels", fifty_channels()},
          {"quiet", quiet()},
          {"training_events_only", training_events_only()},
          {"without_time", without_time()},
          {"loaded_model", loaded_model()},
          {"all_missing", all_missing()},
          {"many_events", many_events()},
          {"one_row", one_row()},
          {"long_series", long_series()},
          {"hostile_names", hostile_names()}};
}

}  // namespace tidegate::testing
