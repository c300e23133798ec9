// How good detectors are on a data set: every one of them, in one configuration, on every series.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidegate/data_set.h"
#include "tidegate/evaluate.h"
#include "tidegate/event.h"
#include "tidegate/observer.h"
#include "tidegate/result.h"

namespace tidegate {

/// What is measured. docs/metrics.md says what each one is worth.
enum class Metric : std::uint8_t {
  kAucRoc,
  kAucPr,
  kBestF1,
  kF1,
  kVusRoc,
  kVusPr,
  kRangeF1,
  kAffiliationPrecision,
  kAffiliationRecall,
  kAffiliationF1,
  kEventPrecision,
  kEventRecall,
  kEventF1,
  kEventF1LikeLength,
  kCompositeF1,
  kPaKAuc,
  kPaF1,
  kPaF1Random,
  kUcrScore,
  kNabRows,
  kNabRowsLowFp,
  kNabRowsLowFn,
  kNabRowsLogo,
  kNabStarts,
  kNabStartsLowFp,
  kNabStartsLowFn,
  kNabStartsLogo,
  kDelayMedian,
  kStartErrorMedian,
  kLengthErrorMedian,
  kFalsePer10k,
  kAlarmsPerDay,
  kAlarmShare,
  kPrecisionAt10,
  kFirstChannel
};
inline constexpr std::size_t kMetrics = static_cast<std::size_t>(Metric::kFirstChannel) + 1;

/// How a metric of many series becomes one.
enum class OverSeries {
  kMean,   ///< of the series where it can be said
  kPooled  ///< counted or computed over all series together
};

struct MetricInfo {
  Metric metric;
  std::string_view name;   ///< "vus_pr", in results
  std::string_view words;  ///< "VUS-PR", a heading
  OverSeries over = OverSeries::kMean;
  bool higher_is_better = true;
};

/// Of all, in the order of `Metric`.
TIDEGATE_API const std::array<MetricInfo, kMetrics>& metric_infos();
inline const MetricInfo& info_of(Metric metric) { return metric_infos()[static_cast<std::size_t>(metric)]; }

/// Those that the field of a data set looks at first.
TIDEGATE_API std::vector<Metric> headline_metrics(const DataSetInfo& data_set);

/// One entry a metric; NaN = it cannot be said, or does not apply.
struct TIDEGATE_API MetricValues {
  MetricValues() { values.fill(std::numeric_limits<double>::quiet_NaN()); }
  double& operator[](Metric metric) { return values[static_cast<std::size_t>(metric)]; }
  double operator[](Metric metric) const { return values[static_cast<std::size_t>(metric)]; }

  std::array<double, kMetrics> values;
};

/// Anomalies found, reported events without one, anomalies missed.
struct EventTally {
  std::size_t found = 0, wrong = 0, missed = 0;
};

/// What a detector said of the rows of one series that are judged.
struct JudgedSeries {
  std::vector<double> score, threshold;  ///< (T); NaN = none
  std::vector<std::uint8_t> flags;       ///< (T): at or above the threshold
  std::vector<Event> events;             ///< indices count the judged rows from 0
};

/// One detector on one series.
struct Trial {
  std::string series, family;
  MetricValues metrics;
  EventTally events,
      like_length;  ///< by the data set's rule; where an event much longer than what it overlaps is false
  std::size_t training_rows = 0, judged_rows = 0, normal_rows = 0, anomalies = 0;
  std::size_t reported = 0, false_events = 0;  ///< events; those that share no row with an anomaly
  double train_seconds = 0, score_seconds = 0;
  std::string failure;  ///< why there is no detector, in words; empty = there is one. A random score stands in.
};

/// Of a mean over series, by bootstrap.
struct Interval {
  double low = std::numeric_limits<double>::quiet_NaN(), high = low;
};

/// Series that belong together.
struct FamilyResult {
  std::string family;
  std::size_t series = 0;
  MetricValues metrics;
};

struct DetectorResult {
  std::string name;
  std::vector<OptionText> options;  ///< those that differ from the defaults
  std::vector<Trial> trials;        ///< one a series, in the data set's order
  MetricValues metrics;
  std::array<Interval, kMetrics> intervals;  ///< 95 %; of pooled metrics none
  std::vector<FamilyResult> families;
  double seconds = 0;  ///< of work, over all series
  double peak_mb = 0;  ///< most memory of the process while it was at work; 0 = not known
  std::size_t failed = 0;
};

/// Something about the data that makes results worth less.
struct DataFinding {
  std::string series;  ///< empty: the whole
  std::string text;
};

/// Average ranks of the detectors by one metric; detectors whose ranks are further apart than the critical difference
/// differ (Nemenyi, 5 %). Source: Demšar, "Statistical Comparisons of Classifiers over Multiple Data Sets", 2006.
struct RankResult {
  Metric metric = Metric::kVusPr;
  std::vector<double> average;     ///< one a detector, 1 = best; empty: fewer than two detectors or series
  double critical_difference = 0;  ///< 0 = not known: more than 20 detectors
};

struct Benchmark {
  DataSetInfo data_set;
  std::vector<DetectorResult> detectors;
  std::vector<DataFinding> findings;
  RankResult ranks;
  /// Of data sets with NAB's score: the standard one of event starts where each family is judged by the detector, and
  /// its threshold, that are best on all other families. NaN elsewhere.
  double nab_selected = std::numeric_limits<double>::quiet_NaN();
  std::string data_digest;  ///< SHA-256 over the values and labels of all series, in order
  std::size_t resumed = 0;  ///< trials that were done before
  double seconds = 0;       ///< of this run, wall clock
  std::uint64_t seed = 0;
};

/// What a run does not know of itself.
struct BenchmarkFacts {
  std::string command;
  std::size_t configurations_tried = 1;  ///< of each detector, before this one was chosen
};

struct BenchmarkRequest {
  std::vector<Contestant> detectors;
  std::int64_t jobs = 0;  ///< series worked on at once; 0 = one a core
  std::uint64_t seed = 1;
  bool point_adjusted = false;  ///< compute the point-adjusted F1 too, and that of a random score
  /// Each trial is kept here as it ends; with `resume` those that are there are not done again. Empty: none is kept.
  std::filesystem::path folder;
  bool resume = false;
};

/// Trains every detector on the training part of every series and judges the rows after it. A detector that fails on a
/// series gets a random score there. Detectors that take their threshold from the scored data take it from the training
/// part. Same request, same results, whatever the number of jobs. Memory: `jobs` series at once; of a data set with
/// NAB's score the scores of all. Errors: kUsage (no detector, two of one name), kData (a series that cannot be read),
/// kOutput; kInterrupted (trials in `folder` are kept).
TIDEGATE_API Result<Benchmark> run_benchmark(const DataSet& data, const BenchmarkRequest& request,
                                             const Observer& observer = {});

/// A series' judged rows again, from the trial kept in `folder`: to draw them. Errors: kData.
TIDEGATE_API Result<JudgedSeries> read_judged_series(const std::filesystem::path& folder, std::string_view detector,
                                                     std::string_view series);

/// A series as it is drawn: its judged rows in stretches, as many as `low` has entries.
struct BenchmarkCase {
  std::string detector, series, family, channel;
  bool best = false;  ///< one of the detector's best series; false: of its worst
  Metric metric = Metric::kVusPr;
  double value = 0;  ///< of the metric
  std::size_t rows = 0;
  std::vector<float> low, high;         ///< smallest and largest value of the channel; NaN = none
  std::vector<float> score, threshold;  ///< largest score, smallest threshold; NaN = none
  std::vector<RowRange> anomalies, events;
};

/// Of each detector the series with its best and worst VUS-PR, from the trials kept in `folder`. The channel is the
/// first one that the first anomaly's label names, or else the first one that is judged. Errors: kData.
TIDEGATE_API Result<std::vector<BenchmarkCase>> benchmark_cases(const DataSet& data, const Benchmark& made,
                                                                const std::filesystem::path& folder);

/// One metric of one detector, before and now, over the series that both runs have.
struct MetricChange {
  Metric metric = Metric::kVusPr;
  double before = 0, now = 0;                   ///< means of these series; of pooled metrics those of the whole runs
  std::size_t better = 0, worse = 0, same = 0;  ///< series
  double p = 1;  ///< of the sign test, two-sided: the chance of so uneven a count if nothing changed
};

/// A series on which the first metric changed.
struct SeriesChange {
  std::string series;
  double before = 0, now = 0;
};

struct DetectorChange {
  std::string before, now;            ///< the detector's name in both runs
  std::vector<MetricChange> metrics;  ///< the headline metrics
  std::vector<SeriesChange> series;   ///< by the first of them, the largest loss first, the largest gain last
};

/// A run held against an earlier one's summary.json: detectors of the same name, or the only ones of both. Errors:
/// kData (unreadable, no summary, of another data set, no detector in common).
TIDEGATE_API Result<std::vector<DetectorChange>> changes_since(const Benchmark& now,
                                                               const std::filesystem::path& summary);

// The operator's suite: faults that people named in public reports, each with what a sensible person expects.

struct OperatorResult {
  std::string_view name, words;  ///< what happens, and what is expected
  bool passed = false;
  std::string why;  ///< it failed
};

/// A detector on every case; the series are made from seeds. An expected event counts as reported if an event lies
/// within 30 rows of it, is at most three times as long, and names the channel and the kind that are expected; further
/// events are false, and most rows must have a score. Errors: kInterrupted.
TIDEGATE_API Result<std::vector<OperatorResult>> run_operator_suite(const DetectorConfig& config, std::int64_t jobs = 0,
                                                                    const Observer& observer = {});

}  // namespace tidegate
