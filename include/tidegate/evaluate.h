// Judging detectors: planted anomalies, comparison, and which series moved together around an event.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tidegate/offline.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// spike        one row up by the strength
/// dip          one row down by the strength
/// level-shift  all rows up or down by the strength
/// trend        a straight line away from the values, the strength at its end
/// variance     noise of the strength on top
/// stuck        every row repeats the first
struct PlantedAnomaly {
  std::string kind;
  std::size_t channel = 0;
  std::size_t first = 0;  ///< row
  std::size_t rows = 1;
  double strength = 0;  ///< in the channel's own unit; stuck: not used
};

/// The kinds, in the order above.
TIDEGATE_API std::vector<std::string> plantable_kinds();

/// As many rows as an anomaly of this kind takes: 1 of spikes and dips, 20 of others. Contract: a kind of the list.
TIDEGATE_API std::size_t planted_rows(std::string_view kind);

/// Changes the planted rows of values(T, C); missing values (NaN) stay missing. Same seed, same values: noise and the
/// side of shifts and trends are drawn from it. Contract: a kind of the list, rows and channel within `values`.
TIDEGATE_API void plant(const PlantedAnomaly& anomaly, std::uint64_t seed, Matrix<double>& values);

// Artificial series, to try a detector on.

struct GenerateRequest {
  std::size_t rows = 2000, channels = 1;
  std::size_t anomalies = 5;                ///< spread over the second half: the first one is normal
  std::vector<std::string> kinds = {};      ///< of `plantable_kinds`, in turn; empty = all
  std::uint64_t seed = 1;                   ///< same request, same series
  Duration step = std::chrono::minutes(1);  ///< between rows
  Timestamp start{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
};

/// Makes a series of `channels` channels, each two waves of periods of its own with noise on top, and plants anomalies
/// in it, of the usual length and of a height that can be seen in a plot. Values(T, C) have four decimals and none is
/// missing; `label` is 1 in the rows of an anomaly, whichever channel it is in. Cost: O(T · C). Errors: kUsage (unknown
/// kind; no room for so many anomalies; more than 100 million values; times beyond the year 2261).
TIDEGATE_API Result<Series> generate(const GenerateRequest& request);

// Which other series correlate with one series around an event, and at which lag.

/// Rows `first` to `first + rows − 1` of a series.
struct RowStretch {
  std::size_t first = 0, rows = 0;
};

/// Pearson's correlation of a's rows in `stretch` with b's rows `lag` later, for lag = −max_lag … max_lag: 2·max_lag +
/// 1 values within ±1, the middle one at lag 0. A negative lag means that b changes before a. b's rows may lie outside
/// the stretch. A pair counts if both values are there (NaN = missing; rows beyond either end are missing). NaN where
/// fewer than 3 pairs, or less than half of the stretch, count, and where one side is constant to within 1e-12 of its
/// values. Cost: O(rows · max_lag). Contract: a and b are equally long, the stretch lies within them. Source: Box,
/// Jenkins, Reinsel, Ljung, "Time Series Analysis", 12.1, but with the means of the pairs at each lag.
TIDEGATE_API std::vector<double> lagged_correlation(std::span<const double> a, std::span<const double> b,
                                                    RowStretch stretch, std::size_t max_lag);

/// The lag of the strongest correlation, positive or negative, and how usual such a one is.
struct LagFinding {
  std::ptrdiff_t lag = 0;      ///< of equally strong ones the shortest; negative: b changes before a
  double coefficient = 0;      ///< NaN if there is none at any lag
  double share_elsewhere = 0;  ///< of the stretches elsewhere, those as strong at their own best lag; NaN if none is
  std::size_t stretches_elsewhere = 0;
};

/// Stretches overlap; of those that do not there must be enough, for an event of `rows` rows, to be one of few among.
TIDEGATE_API bool enough_elsewhere(const LagFinding& finding, std::size_t rows);

/// Rarely as strong elsewhere: on less than 5 % of stretches, divided by the `series` series that were compared.
TIDEGATE_API bool is_rare(const LagFinding& finding, std::size_t rows, std::size_t series);

/// `lagged_correlation` at its strongest, beside every stretch of as many rows elsewhere in the same two series, at
/// least rows + max_lag rows away, each at its own best lag: so the choice among lags is allowed for. Neighbouring
/// stretches overlap: n rows hold only n / rows independent ones, and a share says no more than these can.
/// Cost: O(n · max_lag), memory O(n), n rows. Contract: as above.
TIDEGATE_API LagFinding strongest_lag(std::span<const double> a, std::span<const double> b, RowStretch stretch,
                                      std::size_t max_lag);

/// The latest value of a series at other moments: for each the value of its latest row that is not later, NaN if that
/// is older than one and a half of its usual steps (the median) or there is none. Rows earlier than a row before them
/// are passed by. Cost: O(m log n + n). Contract: as many times as values.
TIDEGATE_API std::vector<double> held_at(std::span<const Timestamp> moments, std::span<const Timestamp> times,
                                         std::span<const double> values);

/// The median distance of neighbouring rows; rows that are not later than the one before do not count. 0 = unknown.
TIDEGATE_API Duration usual_step(std::span<const Timestamp> times);

// How good detectors are, and which series go together: compare, correlate.

/// A detector to compare, by the name it has in the result.
struct Contestant {
  std::string name;
  DetectorConfig config;
};

struct CompareRequest {
  std::vector<Contestant> detectors;        ///< the first keeps its hidden units, the others get as many weights
  std::optional<std::string> train_part{};  ///< as of TrainRequest; none = six tenths
  std::string train_keys;
};

struct PlantedFinds {
  std::size_t planted = 0, found = 0;
};

/// By kind of anomaly.
using FindsByKind = std::vector<std::pair<std::string, PlantedFinds>>;

/// What was measured of one. Log-likelihood and error are means over the values judged, in scaled units; of a net that
/// forecasts no values, none.
struct TIDEGATE_API Measured {
  std::string name, hidden;
  std::size_t weights = 0;
  double seconds = 0;                 ///< of training
  std::size_t epochs = 0;             ///< until it ended
  std::vector<double> log_densities;  ///< of each judged value, in rows' order
  double error = 0;                   ///< root of the mean squared error, scaled units
  FindsByKind finds;
  std::size_t events = 0;  ///< among the judged rows as they are
  double step_ns = 0;      ///< of a row in a stream
  std::size_t stream_bytes = 0;

  PlantedFinds all_finds() const;
  double log_likelihood() const;  ///< NaN if there is none
};

struct Comparison {
  std::string source, key_column;                 ///< the latter empty if the table has no ids
  std::size_t learned_rows = 0, judged_rows = 0;  ///< of the training part; evaluated, after it
  std::size_t learned_series = 0, judged_series = 0;
  std::vector<Measured> detectors;
  Measured value_before;        ///< the value before as the forecast: likelihood and error only
  std::size_t recommended = 0;  ///< place in `detectors`
  std::string advice;           ///< which one is recommended and why, in words
};

/// Trains each detector on the leading rows of a table and evaluates it on the others: likelihood of values, anomalies
/// planted there, cost. Errors: of the readers, of training; kUsage; kData (too few rows to judge on); kInterrupted.
TIDEGATE_API Result<Comparison> compare(const SeriesSet& set, const CompareRequest& request,
                                        const Observer& observer = {});

/// What is correlated: of every series one number a row.
enum class SignalKind { kValues, kChanges, kResiduals, kScores };
TIDEGATE_API std::string signal_words(SignalKind kind);  ///< "residuals"

struct CorrelateRequest {
  std::optional<Detectors> detectors;  ///< residuals, scores and events come from these
  SignalKind signal = SignalKind::kValues;
  std::string series;        ///< the series that contains the event; empty: of the most severe event found
  std::string event;         ///< "START..END", rows or times, both ends inclusive; empty: the most severe event found
  std::size_t max_lag = 10;  ///< largest lag, rows
  std::int64_t threads = 0;
};

/// Another series than the one that contains the event.
struct CorrelatedSeries {
  std::string name;
  LagFinding finding;
  bool stands_out = false;  ///< rarely as strong elsewhere, among all series compared
};

struct Correlation {
  SetOutcome outcome;  ///< tables that could not be read are left out
  SignalKind signal = SignalKind::kValues;
  std::string series;                              ///< the one that contains the event
  std::size_t first = 0, last = 0;                 ///< its rows
  std::optional<Timestamp> first_time, last_time;  ///< none if it has no times
  std::int16_t first_offset = 0, last_offset = 0;  ///< minutes from UTC, for printing
  RowStretch stretch;                              ///< with the rows around it
  std::size_t max_lag = 0;
  double step_seconds = 0;               ///< 0 = not known
  std::vector<CorrelatedSeries> others;  ///< the least usual first
};

/// Which other series correlate with one series around an event, and at which lag. The channels of a table are its
/// series; of a collection all its series. Memory: 8 bytes a value, all series at once. Errors: of the readers; kModel
/// (residuals of a detector without expected values); kUsage (unknown series or event; a table with ids); kData (fewer
/// than two series; no event); kInterrupted.
TIDEGATE_API Result<Correlation> correlate(const SeriesSet& set, const CorrelateRequest& request,
                                           const Observer& observer = {});

// What a detector would find in a user's own data: anomalies planted into rows that are as they should be.

struct SelftestRequest {
  std::vector<std::string> kinds =
      {};  ///< of `plantable_kinds`; empty = spike, dip, level-shift, trend, variance, stuck
  /// In standard deviations of the channel; rising.
  std::vector<double> sizes = {0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8};
  std::size_t places = 20;   ///< anomalies of each kind and size, spread over all rows and channels
  double found_share = 0.9;  ///< of them that must be found at the limit
  std::int64_t threads = 0;
};

/// One size of one kind.
struct SizeFinds {
  double size = 0;  ///< standard deviations; NaN of a kind that has none (stuck)
  std::size_t planted = 0, found = 0;
  double median_delay = 0;  ///< rows, of those found; NaN if none is
};

struct KindLimit {
  std::string kind;
  std::size_t rows = 0;  ///< length of each anomaly
  std::vector<SizeFinds> sizes;
  double limit = 0;         ///< smallest size from which on enough are found; NaN = none of those tried
  double median_delay = 0;  ///< rows, at the limit; NaN without one
};

struct Selftest {
  std::string source;
  std::size_t rows = 0, series = 1, channels = 0;  ///< of which rows can have a score; judged channels
  double found_share = 0;
  std::size_t events = 0;        ///< in the rows as they are: false alarms, if these are clean
  double days = 0;               ///< that the rows cover; NaN without a sampling step
  Duration step{0};              ///< 0 = not known
  bool trained_on_them = false;  ///< the detector's training data has this name: limits are too good
  std::vector<KindLimit> kinds;
};

/// Plants anomalies of every kind and size into the rows of a table, one at a time, and looks from which size on the
/// detector flags them. A row that it flags as it is counts for nothing. Same rows, same result. Cost: about
/// kinds · sizes · places streams over (4 · window + length) rows. Errors: of the readers; kUsage (an unknown kind;
/// sizes that do not rise); kData (no room behind the warm-up); kModel; kInterrupted.
TIDEGATE_API Result<Selftest> selftest(const SeriesSet& set, const Detector& detector,
                                       const SelftestRequest& request = {}, const Observer& observer = {});

}  // namespace tidegate
