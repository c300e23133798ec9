// What led to an event, of a series that is in memory: the influential rows, the most similar normal stretch.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "tidegate/detector.h"
#include "tidegate/event.h"
#include "tidegate/result.h"

namespace tidegate {

/// Bounds on what is explained, over all calls of an explainer. They count work, not time, so that the same input gives
/// the same answer.
struct ExplainControl {
  std::size_t most_events = 100;  ///< the most severe come first
  /// Multiplications of the network (rows pushed · weights · rows of a window that every row starts from). The events
  /// for which nothing is left have neither influential rows nor, of a classifier, shares.
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

}  // namespace tidegate
