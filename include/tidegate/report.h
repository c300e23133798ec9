// The report: a page that shows a run, and how it is built from one.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidegate/benchmark.h"
#include "tidegate/detector.h"
#include "tidegate/event.h"
#include "tidegate/inspect.h"
#include "tidegate/output_file.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

struct ReportSource {
  std::string name;
  std::size_t bytes = 0;  ///< 0 = unknown (standard input)
  std::size_t rows = 0;
  std::string step;         ///< in words: "1 h", "varies around 5 min"; empty = rows without time
  std::string time_column;  ///< empty = rows without time
};

/// One channel; every array has one entry a row (T) or none, NaN = missing.
struct ReportChannel {
  Channel channel;
  std::vector<float> value;                                     ///< (T), minus `offset`
  std::vector<float> expected;                                  ///< (T), minus `offset`; empty if nothing is expected
  std::vector<float> lower, upper;                              ///< (T), minus `offset`: normal band
  double deviation = std::numeric_limits<double>::quiet_NaN();  ///< typical error, in the channel's unit
  double offset = 0;  ///< added to the arrays by the page; set it far from zero, where float is too coarse
};

struct ReportScore {
  std::vector<float> values;      ///< (T)
  double threshold = 0;           ///< used if `thresholds` is empty
  std::vector<float> thresholds;  ///< (T) for a threshold that varies in time
  std::string name;               ///< as in the configuration: "mahalanobis"
  std::string words;              ///< what the number means, behind the title "Score"
  std::string threshold_words;    ///< what the threshold is and on which rows it was fitted
  bool logarithmic = true;        ///< axis of the score chart
};

/// Which rows were used for what. Absent in `Report` if a model loaded from a file scored every row.
struct ReportSplit {
  RowRange train;
  std::optional<RowRange> validation, scored;
  std::size_t warmup = 0;
};

/// How often it alarms.
struct ReportBudget {
  double observed_per_day = 0;
  bool per_hour = false;  ///< the page speaks of hours
  std::string words;      ///< what the threshold promises
};

struct ReportModel {
  std::string words;     ///< "GRU forecaster, 1 layer of 32 units, one hour ahead"
  std::string detector;  ///< recipe: "gru-forecaster"
  std::size_t parameters = 0;
  std::optional<double> trained_seconds;
};

enum class ReportStatus : std::uint8_t { kOk, kCaution, kFail, kInfo };

/// One of at most four checks of the result.
struct ReportCheck {
  ReportStatus status = ReportStatus::kOk;
  std::string title, value, detail;
  std::string section;  ///< id of its proof: learned-loss, learned-threshold, learned-baselines, learned-health …
};

struct ReportEvent {
  Event event;                   ///< if none has a kind, the page shows no such column
  bool in_training = false;      ///< named but not counted
  double after_gap_seconds = 0;  ///< length of the gap right before it; 0 = none
};

/// How many labelled stretches of a part were found, and how many events lie outside all of them.
struct LabelSummary {
  std::size_t stretches = 0, found = 0, outside = 0;
  std::string part;  ///< "scored part"
};

struct ReportTraining {
  std::string loss;                          ///< "mse, scaled units"
  std::vector<double> training, validation;  ///< one entry an epoch; NaN = none
  std::size_t best_epoch = 0;                ///< from 1; 0 = no epoch was better than the untrained weights
  std::string stopped;                       ///< why it ended: "no better for 12 epochs"
};

/// Counts of scores in bins; edges(N + 1) rising and positive, train(N), scored(N).
struct ReportDistribution {
  std::vector<double> edges;
  std::vector<std::size_t> train, scored;
};

struct ReportHealth {
  std::size_t rows = 0, expected_rows = 0, missing_rows = 0;
  std::vector<Gap> gaps;  ///< the longest ones
  std::size_t gap_count = 0, duplicates = 0, out_of_order = 0;
  std::size_t missing_values = 0;
  std::vector<std::string> constant_channels;
  std::vector<std::string> actions;  ///< what was done about it, one sentence each
};

/// This model beside simple rules on the same rows.
struct ReportBaselines {
  enum class Better : std::uint8_t { kLow, kHigh, kNeither };
  struct Column {
    std::string title;
    Better better = Better::kNeither;
    int digits = 0;                 ///< decimal places
    std::optional<std::size_t> of;  ///< total behind a count: "12 of 40"
  };
  struct Row {
    std::string name, words;
    bool is_model = false;
    std::vector<double> values;  ///< one a column; NaN = none
  };
  std::string metric;  ///< what the bars of the first column show
  std::string note;    ///< which rows, which faults; a full sentence
  std::vector<Column> columns;
  std::vector<Row> rows;
};

struct ReportSetting {
  enum class Origin : std::uint8_t { kSet, kFound, kDefault };  ///< you, the data, the default
  std::string group, key, value;
  Origin origin = Origin::kDefault;
};

/// Everything on the page. What is empty or absent vanishes from it.
struct Report {
  std::string created;  ///< RFC 3339, UTC
  std::string title;    ///< usually the file's name
  std::string command;  ///< repeats the run
  ReportSource source;

  std::vector<Timestamp> time;                   ///< (T); empty = rows are counted, no date appears
  std::vector<std::int16_t> utc_offset_minutes;  ///< (T) or none, as in `Rows`
  Duration step{0};                              ///< sampling step; 0 = unknown
  Duration gap{0};                               ///< a longer step breaks the lines; 0 = 1.5 sampling steps

  std::vector<ReportChannel> channels;
  ReportScore score;
  std::optional<ReportSplit> split;
  std::optional<ReportBudget> budget;
  ReportModel model;
  std::vector<ReportCheck> checks;  ///< at most four
  std::vector<ReportEvent> events;  ///< by time
  std::vector<RowRange> labels;
  std::optional<LabelSummary> label_summary;
  std::optional<ReportTraining> training;
  std::optional<ReportDistribution> distribution;
  ReportHealth health;
  std::optional<ReportBaselines> baselines;
  std::vector<ReportSetting> settings;
  std::vector<std::pair<std::string, std::string>> provenance;
};

/// Where the page's bytes go, piece by piece; the first failure ends the writing and is returned.
using PageWriter = std::function<Status(std::string_view)>;

/// Writes the page: no request to anywhere, works from a file. Arrays are streamed (32-bit, NaN = missing), so memory
/// stays bounded by the JSON (a few kB and about 300 bytes an event channel). Cost: O(T·C).
/// Errors: kOutput from `write`; kUsage if the library was built without the page; kData if an array's length is
/// neither 0 nor T or an event lies outside the rows.
TIDEGATE_API Status write_report(const Report& report, const PageWriter& write);

/// The same into a file; does not commit it.
inline Status write_report(const Report& report, OutputFile& out) {
  return write_report(report, [&out](std::string_view bytes) { return out.write(bytes); });
}

// From a run of a detector over a series to the report page's content: arrays, facts, and the sentences on trust.

struct ReportInput {
  const Series& series;
  const Detector& detector;
  const Trace& trace;         ///< of every row of the series
  std::vector<Event> events;  ///< of the rows not trained on
  std::vector<Event> training_events;
  std::optional<RowRange> trained_on;  ///< rows of this series; none = a loaded model
  std::string command;                 ///< repeats the run
  std::vector<ReportSetting> settings;
  Spelling spelling = spelled_as_field;  ///< of the options that sentences name
};

/// The options of a detector with where each value comes from; `given`: names of those that were set.
TIDEGATE_API std::vector<ReportSetting> report_settings(const DetectorConfig& config,
                                                        const std::vector<std::string>& given);

/// Cost: O(T·C). The facts are measured on the rows that were not trained on (all rows for a loaded model).
TIDEGATE_API Report build_report(const ReportInput& input);

// The page of a benchmark run.

/// One self-contained page: leaderboard, families, ranks, cases, series, what is wrong with the data, cost. Errors:
/// kUsage if the library was built without pages.
TIDEGATE_API Result<std::string> format_benchmark_page(const Benchmark& benchmark, const BenchmarkFacts& facts,
                                                       std::span<const BenchmarkCase> cases);

}  // namespace tidegate
