// What is correlated: of every series one number a row.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "tidegate/evaluate.h"

namespace tidegate {

/// The rows of one table: what a correlation needs of them.
struct SignalRows {
  std::vector<Timestamp> time;  ///< empty if it has none
  std::vector<std::int16_t> utc_offset_minutes;
  std::size_t rows = 0;
};

/// One series. NaN = missing, or no score yet.
struct Signal {
  std::string name;
  std::size_t rows = 0;  ///< whose rows: place in `SignalSet::rows`
  std::vector<double> values;
};

/// An event a detector found, with the series it is most of.
struct SignalEvent {
  std::size_t signal = 0;
  Event event;
};

struct SignalSet {
  std::vector<SignalRows> rows;
  std::vector<Signal> signals;
  std::vector<SignalEvent> events;  ///< none without detectors
  SetOutcome outcome;               ///< tables that could not be read are left out
};

/// The channels of a table; of a collection those of all tables. Memory: 8 bytes a value, all series at once. Errors:
/// of the readers; kModel where a detector expects no values and residuals are asked for; kUsage; kInterrupted.
Result<SignalSet> read_signals(const SeriesSet& set, const CorrelateRequest& request, const Observer& observer);

}  // namespace tidegate
