// What a detector says: of a row (`Verdict`), and of itself (`DetectorInfo`).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tidegate/observer.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// What a row turned out to be. Missing and late rows are results, not errors.
enum class Phase : std::uint8_t {
  kWarmup,  ///< fewer rows than the window were seen since the start or since a long gap
  kNormal,
  kAnomalous,
  kMissing,    ///< no scored channel has a value
  kLate,       ///< earlier than a row before; not learned
  kDuplicate,  ///< same stamp as the row before; not learned
  kPending,    ///< no row at all: the first answer is due later (`delay_rows`)
};

/// The answer to one row. Spans hold one entry a scored channel, in the channel's own unit, and stay valid until the
/// next push; NaN where unknown.
struct Verdict {
  Phase phase = Phase::kWarmup;
  double score = 0;  ///< NaN in every phase but kNormal and kAnomalous
  double threshold = 0;
  std::span<const double> values, expected, lower, upper, share;
  std::size_t row = 0;  ///< of the stream's rows the one that is judged, from 0; without a delay the one just pushed

  bool scored() const { return phase == Phase::kNormal || phase == Phase::kAnomalous; }
};

// The description of a detector.

/// The description of a detector (`tidegate info`).
struct TIDEGATE_API DetectorInfo {
  std::string library_version;
  std::string source;                       ///< name of the training input
  std::string source_digest;                ///< SHA-256 of the training values
  std::size_t training_rows = 0;            ///< rows of the training part, validation included
  std::size_t training_series = 1;          ///< how many they belong to
  std::size_t first_row = 0, last_row = 0;  ///< of the input; of several series, of the first
  /// Input rows of the first series that validated, ends included; kNoRow: none did, or an older file does not say.
  std::size_t first_validating_row = kNoRow, last_validating_row = kNoRow;
  std::optional<Timestamp> first_time, last_time;
  std::vector<Channel> channels;     ///< inputs, in the order a row must have
  std::vector<std::string> scorers;  ///< what judges a row: forecast, range, stuck:30 …
  bool has_network = true;
  bool forecasts = true;                             ///< expects values of a row before it has read it
  std::vector<bool> scored;                          ///< one entry a channel
  std::vector<std::size_t> scored_channels() const;  ///< their numbers, in order
  std::vector<std::string> features;                 ///< further inputs of the network, after the channels
  bool needs_time = false;                           ///< of some of these: without times they are 0
  std::vector<double> center, scale;  ///< scaled = (value − center) / scale, one entry a channel, if untransformed
  std::vector<double> log_size;       ///< asinh(value / this) is scaled, 0 = the value; empty if all are 0
  std::vector<double> residual_deviation;  ///< one entry a scored channel, in its own unit (transformed: at its centre)
  Duration step{0};                        ///< 0 = rows are taken as equally spaced
  Duration resample{0};
  std::string key;  ///< series id column; empty = a series was a whole input
  std::size_t warmup_rows = 0;
  /// Rows that must come after a row before it is judged: 0, unless a centred mean or overlapping windows look ahead.
  std::size_t delay_rows = 0;
  std::size_t parameters = 0;
  std::string score_words;  ///< what a classifier's probability is about; empty = the score is no probability
  double threshold = 0;
  std::string threshold_words;     ///< what it is and on which rows it was fitted
  std::vector<std::string> notes;  ///< decisions taken by itself, one sentence each; `spell` writes them
  LossHistory history;
};

/// "pump.csv, rows 0 to 633"; "a.csv and 16 more, 67,740 rows of 17 series"; "calls.csv, 90 rows of 3 series (account)"
TIDEGATE_API std::string training_words(const DetectorInfo& info);

}  // namespace tidegate
