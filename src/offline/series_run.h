// The series of a table through a detector, each through a stream of its own.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "offline/phase_counts.h"
#include "offline/table_fit.h"
#include "tidegate/offline.h"

namespace tidegate {

/// What came of one series.
struct SeriesRun {
  std::size_t series = 0;
  KeySummary summary;
  std::vector<Event> events;   ///< in rows of the series
  std::vector<Event> learned;  ///< those whose peak lies in training rows
};

/// Some series, one after the other. One owner.
class SeriesRunner {
 public:
  /// `columns`: where the detector's channels stand in the table. `trace` (may be null) keeps what was said of every
  /// row of a table of one series.
  SeriesRunner(const SeriesTable& table, const TableFit& fit, std::span<const std::size_t> columns,
               const Observer& observer, Trace* trace = nullptr);

  /// Errors: kInterrupted.
  Result<SeriesRun> run(std::size_t series);
  /// The scores of all its rows, at their places in the table.
  Status score(std::size_t series, std::span<double> scores);

  const PhaseCounts& counts() const { return counts_; }

 private:
  using Take = std::function<void(const Verdict&)>;
  Status judge(Stream& stream, std::size_t series, const Take& take);
  void take_events(Stream& stream, std::size_t learned, SeriesRun& run) const;

  const SeriesTable& table_;
  const TableFit& fit_;
  std::span<const std::size_t> columns_;
  Observer observer_;
  Trace* trace_;
  std::vector<double> values_;
  PhaseCounts counts_;
};

/// Calls `job(runner, series)` for every series of the table, from several threads; what it gives does not depend on
/// their number. Errors: of the jobs; kInterrupted.
Result<PhaseCounts> run_series(const SeriesTable& table, const TableFit& fit, std::int64_t threads,
                               const Observer& observer, Trace* trace,
                               const std::function<Status(SeriesRunner&, std::size_t)>& job);

}  // namespace tidegate
