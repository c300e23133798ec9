// What `correlate` holds against each other: of every series one number a row.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/event.h"
#include "tidegate/series.h"

namespace tidegate::cli {

enum class SignalKind { kValues, kChanges, kResiduals, kScores };

/// --of, or what is best: residuals if there is a detector, else values. Errors: kUsage (unknown, or needs --model).
Result<SignalKind> signal_kind(const Settings& settings);
std::string signal_words(SignalKind kind);

/// The rows of one input: what `correlate` needs of them.
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
  SignalKind kind = SignalKind::kValues;
  std::vector<SignalRows> rows;
  std::vector<Signal> signals;
  std::vector<SignalEvent> events;  ///< none without detectors
  int exit_code = 0;                ///< of series that could not be read, which are told and left out
};

/// The channels of FILE; with a folder or --each-channel all its series. Memory: 8 bytes a value, all series at once.
/// Errors: of the readers; kModel where a detector tells nothing expected and residuals are asked for; kUsage.
Result<SignalSet> read_signals(const std::string& file, const Settings& settings, const Console& console);

}  // namespace tidegate::cli
