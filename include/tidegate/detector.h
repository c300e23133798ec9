// A detector (the fitted chain: configuration and what was learned) and a stream (one live series going through it).
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "tidegate/config.h"
#include "tidegate/event.h"
#include "tidegate/result.h"
#include "tidegate/series.h"
#include "tidegate/training.h"

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

/// What a detector says of itself (`tidegate info`).
struct DetectorInfo {
  std::string library_version;
  std::string source;                       ///< name of the training input
  std::string source_digest;                ///< SHA-256 of the training values
  std::size_t training_rows = 0;            ///< rows of the training part, validation included
  std::size_t training_series = 1;          ///< how many they belong to
  std::size_t first_row = 0, last_row = 0;  ///< of the input; of several series, of the first
  std::optional<Timestamp> first_time, last_time;
  std::vector<Channel> channels;                     ///< inputs, in the order a row must have
  std::vector<bool> scored;                          ///< one entry a channel
  std::vector<std::size_t> scored_channels() const;  ///< their numbers, in order
  std::vector<std::string> features;                 ///< further inputs of the network, after the channels
  bool needs_time = false;                           ///< of some of these: without times they are 0
  std::vector<double> center, scale;  ///< scaled = (value − center) / scale, one entry a channel, if untransformed
  std::vector<double> log_size;       ///< asinh(value / this) is scaled, 0 = the value; empty if all are 0
  std::vector<double> residual_deviation;  ///< one entry a scored channel, in its own unit (transformed: at its centre)
  Duration step{0};                        ///< 0 = rows are taken as equally spaced
  Duration resample{0};
  std::string key;  ///< column that said whose a row is; empty = a series was a whole input
  std::size_t warmup_rows = 0;
  /// Rows that must come after a row before it is judged: 0, unless a centred mean or overlapping windows look ahead.
  std::size_t delay_rows = 0;
  std::size_t parameters = 0;
  std::string score_words;  ///< what a classifier's probability is about; empty = the score is no probability
  double threshold = 0;
  std::string threshold_words;     ///< what it is and on which rows it was fitted
  std::vector<std::string> notes;  ///< decisions taken by itself, one sentence each
  LossHistory history;
};

/// "pump.csv, rows 0 to 633"; "a.csv and 16 more, 67,740 rows of 17 series"; "calls.csv, 900 rows of 30 keys (account)"
std::string training_words(const DetectorInfo& info);

/// Rows `first` to `last` (inclusive) of a series; where it has a key column, all of one key.
struct SeriesPart {
  const Series& series;
  std::size_t first = 0, last = 0;

  std::size_t rows() const { return last - first + 1; }
};

class Stream;
class StreamPool;
class EventExplainer;
struct DetectorSize;

/// Const after construction and safe to share between threads; copies are cheap.
class Detector {
 public:
  /// Fits on rows `first` to `last` (inclusive) of `series`; the last part of them validates.
  /// Errors: kData (too short, all missing, values beyond ±1e150 …), kUsage (options), kModel (weights to start from).
  static Result<Detector> train(const Series& series, std::size_t first, std::size_t last, const DetectorConfig& config,
                                const TrainingControl& control = {});
  /// One detector for all that these series do: of the same channels and sampling step, scaled alike. The last part of
  /// each validates. Errors: as above, and kData where a series is unlike the first. Contract: at least one part.
  /// Parts of a table with a key column may be short, if there are enough of them; unless their rows come at one
  /// sampling step, they count one after the other, however far apart (`info().step` is then 0).
  static Result<Detector> train(std::span<const SeriesPart> parts, const DetectorConfig& config,
                                const TrainingControl& control = {});
  static Result<Detector> load(const std::filesystem::path& path);
  Status save(const std::filesystem::path& path) const;
  Status save_weights(const std::filesystem::path& path) const;  ///< PyTorch's names, for `nn.GRU` and a linear head

  const DetectorConfig& config() const;
  const DetectorInfo& info() const;

  /// For each channel of the detector its place among `channels`, by name; others are ignored. kModel if one is absent.
  Result<std::vector<std::size_t>> match_channels(const std::vector<Channel>& channels) const;

  Stream stream() const;

  /// The same detector with its threshold fitted anew on the scores of other rows (NaN = none), which the description
  /// calls `whose`, e.g. "the scored data". Errors: kData (no score, or no positive threshold).
  Result<Detector> with_threshold_on(std::span<const double> scores, std::string_view whose) const;

 private:
  friend class Stream;
  friend class EventExplainer;
  friend class StreamPool;
  friend DetectorSize detector_size(const Detector& detector);
  struct Impl;
  explicit Detector(std::shared_ptr<const Impl> impl);
  std::shared_ptr<const Impl> impl_;
};

/// One live series. One owner. Batch scoring is `push` in a loop and gives the same bits.
class Stream {
 public:
  Stream(Stream&&) noexcept;
  Stream& operator=(Stream&&) noexcept;
  ~Stream();

  /// `values` in the detector's channel order, NaN = missing; `time` is null if rows have none. No allocation.
  /// Of a detector with a delay the answer is to the row pushed `delay_rows` rows before, kPending to the first of
  /// them; rows that are late or repeated are refused at once and delay nothing.
  Verdict push(const Timestamp* time, std::span<const double> values) noexcept;

  /// Events closed since the last call, oldest first.
  std::vector<Event> take_events();

  /// No event goes on from rows before `row` to it and later ones: e.g. the first row that was not learned from.
  void part_events_at(std::size_t row) noexcept;

  /// The input has ended: judges the rows that still wait, by what there is, hands each verdict to `take`, oldest
  /// first, and closes an open event. Rows pushed later have nothing to look back on but the network's state.
  void finish(const std::function<void(const Verdict&)>& take = {});

  std::size_t rows() const noexcept;  ///< pushed so far

  /// The state as bytes for the same version of the library, and back. Errors: kModel.
  std::string snapshot() const;
  Status restore(std::string_view bytes);

 private:
  friend class Detector;
  struct Impl;
  explicit Stream(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidegate
