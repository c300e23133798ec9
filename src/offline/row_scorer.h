// Rows of a table, as they are read, through a detector, and out again in the input's order.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "offline/phase_counts.h"
#include "offline/result_queue.h"
#include "tidegate/offline.h"
#include "tidegate/stream_pool.h"

namespace tidegate {

/// One stream for a table of one series, a pool with a place for each id of others: the same bits. Memory grows with
/// the ids, not with the rows, unless verdicts come with a delay: then the rows from the first that waits for later
/// rows of its series are kept.
class RowScorer {
 public:
  /// `keys`: the ids met so far, of the source; empty column = one series. With `detail` the channels' values are kept.
  /// Errors: kModel if the input lacks a channel.
  static Result<RowScorer> create(const Detector& detector, const Source& source, bool detail);

  /// Takes a block of rows; those that are judged by now go to `sink`. Errors: of the sink; kModel (times are needed).
  Status push(const Rows& rows, ScoredRowSink& sink);
  /// The input has ended: the rest goes to `sink`.
  Status finish(ScoredRowSink& sink);

  PhaseCounts counts() const;
  bool any_anomalous() const { return any_anomalous_; }

 private:
  /// Rows of a series that wait for their verdict, by their numbers in the queue.
  struct Waiting {
    std::size_t first = 0, last = 0;  ///< meaningful if `waiting`
    bool waiting = false;
    bool scored = false;
  };

  RowScorer(const Detector& detector, const Source& source, std::vector<std::size_t> columns, bool detail);
  Status push_stream(const Rows& rows, ScoredRowSink& sink);
  Status push_pool(const Rows& rows, ScoredRowSink& sink);
  void take(std::size_t number, std::size_t series, const Verdict& verdict);
  void settle_first(std::size_t series, const Verdict& verdict);
  void settle(std::size_t number, std::size_t series, const Verdict& verdict);
  Status release(ScoredRowSink& sink);

  Detector detector_;
  const Source* source_;
  std::optional<Stream> stream_;    ///< of one series
  std::optional<StreamPool> pool_;  ///< of many
  ResultQueue queue_;
  std::vector<std::size_t> columns_;
  std::vector<double> values_;
  std::vector<PoolRow> rows_;
  std::vector<Waiting> waiting_;
  PhaseCounts counts_;
  bool any_anomalous_ = false;
};

}  // namespace tidegate
