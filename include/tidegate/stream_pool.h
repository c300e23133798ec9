// Many live series of one detector, side by side.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "tidegate/detector.h"

namespace tidegate {

/// One row of one series of a pool.
struct PoolRow {
  std::uint32_t series = 0;         ///< from 0
  const Timestamp* time = nullptr;  ///< null if rows have none
  std::span<const double> values;   ///< in the detector's channel order, NaN = missing
};

/// An event and the series it happened in.
struct PoolEvent {
  std::uint32_t series = 0;
  Event event;
};

/// A hundred thousand series of one detector in one arena: a few hundred bytes each, and the network's steps of many of
/// them at once. Every series answers bit for bit as a `Stream` of its own would. One owner.
class StreamPool {
 public:
  /// Allocates all that `push` will ever use.
  StreamPool(const Detector& detector, std::size_t series);
  StreamPool(StreamPool&&) noexcept;
  StreamPool& operator=(StreamPool&&) noexcept;
  ~StreamPool();

  std::size_t series() const noexcept;
  /// Adds series at rest until there are `series`, amortised as a vector grows. Contract: not fewer than there are.
  void grow(std::size_t series);
  std::size_t bytes_per_series() const noexcept;  ///< memory, all included, shared weights and buffers apart

  /// Takes rows in any order; a series' own rows count in the order given. `take(row, verdict)` is called once for
  /// every row, series by series; the verdict's spans hold until it returns. Of a detector with a delay the verdict is
  /// about another row, as `Stream::push` says: `verdict.row` counts the rows of that series. Allocates only in a push
  /// larger than any before. Contract: every `series` < series(); fewer than 2³² rows.
  void push(std::span<const PoolRow> rows, const std::function<void(std::size_t, const Verdict&)>& take);

  /// Events closed since the last call, by series; take them after each `push`: a series keeps only the last one.
  std::vector<PoolEvent> take_events();
  std::uint64_t lost_events() const noexcept;  ///< closed and not taken in time

  /// The inputs have ended: judges the rows that still wait, `take(series, verdict)`, and closes open events.
  void finish(const std::function<void(std::size_t, const Verdict&)>& take = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tidegate
