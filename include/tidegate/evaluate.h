// How good detectors are, and which series go together: compare, correlate.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidegate/correlate.h"
#include "tidegate/offline.h"

namespace tidegate {

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

}  // namespace tidegate
