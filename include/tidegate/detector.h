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
#include "tidegate/detector_info.h"
#include "tidegate/event.h"
#include "tidegate/result.h"
#include "tidegate/series.h"
#include "tidegate/training.h"
#include "tidegate/verdict.h"

namespace tidegate {

class Stream;
class StreamPool;
class EventExplainer;
struct DetectorSize;

/// Const after construction and safe to share between threads; copies are cheap.
class TIDEGATE_API Detector {
 public:
  /// Fits on these rows of `series`, e.g. `series.first(0.5)` or `series.all()`; the last part of them validates.
  /// Errors: kData (too short, all missing, values beyond ±1e150 …), kUsage (options), kModel (weights to start from).
  static Result<Detector> train(const Series& series, RowRange rows, const DetectorConfig& config,
                                const TrainingControl& control = {});
  /// One detector for all that these series do: of the same channels and sampling step, scaled alike. The last part of
  /// each validates. Errors: as above, and kData where a series is unlike the first. Contract: at least one part.
  /// Parts of a table with a key column may be short, if there are enough of them; unless their rows come at one
  /// sampling step, they count one after the other, however far apart (`info().step` is then 0).
  static Result<Detector> train(std::span<const SeriesPart> parts, const DetectorConfig& config,
                                const TrainingControl& control = {});
  static Result<Detector> load(const std::filesystem::path& path);
  /// By its ending, or by its first bytes whatever its name.
  static bool is_model_file(const std::filesystem::path& path);
  Status save(const std::filesystem::path& path) const;
  Status save_weights(const std::filesystem::path& path) const;  ///< PyTorch's names, for `nn.GRU` and a linear head

  const DetectorConfig& config() const;
  const DetectorInfo& info() const;

  /// For each channel of the detector its place among `channels`, by name; others are ignored. kModel if one is absent.
  Result<std::vector<std::size_t>> match_channels(const std::vector<Channel>& channels) const;

  /// A live series at rest, of rows that hold the detector's channels in its order.
  Stream stream() const;
  /// The same of rows as an input has them: its channels are matched by name, once, and others passed by. kModel if one
  /// is absent.
  Result<Stream> stream(const std::vector<Channel>& input) const;

  /// The same detector with its threshold refitted on the scores of other rows (NaN = none), which the description
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
class TIDEGATE_API Stream {
 public:
  Stream(Stream&&) noexcept;
  Stream& operator=(Stream&&) noexcept;
  ~Stream();

  /// `values` in the order of the channels the stream was made for, NaN = missing; `time` is null if rows have none;
  /// `utc_offset_minutes` is that of the zone the row's time was written in, for the event it may be the peak of. No
  /// allocation, unless more events wait to be taken than ever before, and more than 64, or a callback is to have them.
  /// Of a detector with a delay the answer is to the row pushed `delay_rows` rows before, kPending to the first of
  /// them; rows that are late or duplicate are refused at once and delay nothing.
  Verdict push(const Timestamp* time, std::span<const double> values, std::int16_t utc_offset_minutes = 0) noexcept;
  Verdict push(Timestamp time, std::span<const double> values, std::int16_t utc_offset_minutes = 0) noexcept {
    return push(&time, values, utc_offset_minutes);
  }
  /// Of rows without time.
  Verdict push(std::span<const double> values) noexcept { return push(nullptr, values); }
  /// A row of a block or series, with its time if it has one.
  Verdict push(const Rows& rows, std::size_t row) noexcept {
    return push(rows.has_time() ? &rows.time[row] : nullptr, rows.values.row(row), rows.utc_offset(row));
  }

  /// Events closed since the last call, the oldest first: all of them, however many.
  std::vector<Event> take_events();

  /// From now on `call` has each event as it closes, before `push` or `finish` returns, and those that wait at once;
  /// none is left to be taken. It must not throw. An empty one ends that.
  void on_event(std::function<void(const Event&)> call);

  /// Events that closed and could not be kept, for want of memory or because `restore` came before they were taken.
  std::uint64_t lost_events() const noexcept;

  /// No event goes on from rows before `row` to it and later ones: e.g. the first row after the training part.
  void part_events_at(std::size_t row) noexcept;

  /// The input has ended: judges the rows that still wait, by what there is, hands each verdict to `take`, oldest
  /// first, and closes an open event. Rows pushed later have nothing to look back on but the network's state.
  void finish(const std::function<void(const Verdict&)>& take = {});

  std::size_t rows() const noexcept;  ///< pushed so far

  /// The state as bytes, events not taken included, and back: for the same detector and all patch releases of this
  /// version of the library. A series of a `StreamPool` gives and takes the same bytes. Errors: kModel.
  std::string snapshot() const;
  Status restore(std::string_view bytes);

 private:
  friend class Detector;
  struct Impl;
  explicit Stream(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidegate
