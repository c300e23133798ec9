// A detector (the fitted chain: configuration and what was learned), a stream (one live series going
// through it), why its events were events, and how much memory both take.
#pragma once
#include <cstddef>
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
#include "tidegate/observer.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

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
  static Result<Detector> train(const Series& series, RowRange rows, const DetectorConfig& config = {},
                                const TrainingControl& control = {});
  /// One detector for all that these series do: of the same channels and sampling step, scaled alike. The last part of
  /// each validates. Errors: as above, and kData where a series is unlike the first. Contract: at least one part.
  /// Parts of a table with a key column may be short, if there are enough of them; unless their rows come at one
  /// sampling step, they count one after the other, however far apart (`info().step` is then 0).
  static Result<Detector> train(std::span<const SeriesPart> parts, const DetectorConfig& config = {},
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

// What a detector said of every row, kept for plots and reports.

/// Shapes: score, threshold(T, 1); value, expected, lower, upper(T, C), C the scored channels, in their own units. NaN
/// = none. `threshold` is that of each row kept, scored or not.
struct TIDEGATE_API Trace {
  Trace() = default;
  Trace(std::size_t rows, std::size_t channels);

  void keep(std::size_t row, const Verdict& verdict);
  std::size_t rows() const { return score.rows(); }

  Matrix<double> score, threshold, value, expected, lower, upper;
};

// What led to an event, of a series that is in memory: the influential rows, the most similar normal stretch.

/// Bounds on what is explained, over all calls of an explainer. They count work, not time, so that the same input gives
/// the same answer.
struct ExplainControl {
  std::size_t most_events = 100;  ///< the most severe come first
  /// Multiplications of the network (rows pushed · weights · rows of a window that every row starts from). The events
  /// for which nothing is left have neither influential rows nor, of a classifier, shares; nor have those of a detector
  /// without a network.
  double most_work = 2e10;
  std::function<bool()> stop_requested{};  ///< asked before each event; true = kInterrupted, the rest stay as they are
};

/// Explains the events that a stream of `detector` reported. A stream cannot do it by itself: it keeps no rows.
class TIDEGATE_API EventExplainer {
 public:
  explicit EventExplainer(const Detector& detector, ExplainControl control = {});
  EventExplainer(EventExplainer&&) noexcept;
  EventExplainer& operator=(EventExplainer&&) noexcept;
  ~EventExplainer();

  /// `rows` is what the stream was given; `events` and `others` count its rows from 0, as the stream does. Fills
  ///   `peak_score`, `mattered`: by occlusion. The peak's unsmoothed score is computed again as if one of the `window`
  ///     rows before it had been missing (all channels NaN), or one of those after it that affect it, where a
  ///     detector judges rows by overlapping windows; the row's influence is by how much the score moves, its
  ///     share that of the sum over the window. Both scores are those of a stream at rest that begins two windows
  ///     before the peak (or with the rows), not the score of the long stream. The rows that reach a share of 80 %
  ///     together, at most five; none if no row moves it. Shares say which rows, `score_without` how much: a spike
  ///     stays one without any of them.
  ///   `similar`: of all stretches that keep 8 rows away from `events` and `others` and share no row with what is
  ///     compared, the one nearest to the event's first rows (100 at most) and as many before it (8 to 100, fewer at
  ///     the beginning); at least 8 rows in all. Euclidean distance of the scaled scored channels; pairs with a missing
  ///     value are left out, and at least half must remain. Of very long series the rows nearest to the event are
  ///     searched: 5·10⁶ values compared at most.
  ///   `channels[].share` of a classifier, which has none by itself: how far the logit falls if the channel is missing
  ///     in the window that ends with the peak, as a share of all falls; all 0 if none falls. Ordered by it.
  /// Cost of an event: a stream over about W·W / 2 + (4 + C)·W rows, W the window, C the scored channels; then O(n·m),
  /// n rows, m those of the stretch. Errors: kModel if the series lacks a channel of the
  /// detector; kInterrupted.
  Status explain(const SeriesPart& rows, std::span<Event> events, std::span<const Event> others = {});

  std::size_t explained() const;  ///< events so far

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The same in one call, for a whole series.
inline Status explain_events(const Detector& detector, const Series& series, std::span<Event> events,
                             std::span<const Event> others = {}) {
  return EventExplainer(detector).explain(SeriesPart(series), events, others);
}

// How much memory a detector takes, estimated before training.

/// Bytes, but for `weights`.
struct DetectorSize {
  std::size_t weights = 0;   ///< numbers that are learned
  std::size_t detector = 0;  ///< in memory once, shared by all streams
  std::size_t file = 0;      ///< of a model file
  std::size_t stream = 0;    ///< a `Stream` by itself
  std::size_t pooled = 0;    ///< a series of a `StreamPool`
  std::size_t kinds = 0;     ///< of `stream` and of `pooled`: for the kinds of events; 0 with kinds off
  std::size_t training = 0;  ///< at most while it is trained, beside the series itself; 0 for a fitted one
};

/// For a detector of `channels` channels, all of them scored, trained on `rows` rows without gaps. Errors: kUsage
/// (options).
TIDEGATE_API Result<DetectorSize> detector_size(const DetectorConfig& config, std::size_t channels, std::size_t rows);

TIDEGATE_API DetectorSize detector_size(const Detector& detector);

}  // namespace tidegate
