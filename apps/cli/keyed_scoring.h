// Rows of many keys, as they come, through a pool of streams.
#pragma once
#include <string>
#include <vector>

#include "cli/result_queue.h"
#include "cli/scoring.h"
#include "tidegate/stream_pool.h"

namespace tidegate::cli {

/// A series of the pool for each key. Grows with the keys, not with the rows, unless verdicts come with a delay: then
/// the rows from the first that waits for later rows of its key are kept.
class KeyedScorer {
 public:
  /// With `detail` the channels' values are kept for the writer. Errors: kModel if the input lacks a channel.
  static Result<KeyedScorer> create(const Detector& detector, const std::vector<Channel>& channels, bool detail);

  /// Takes a block of rows; `keys`: how many were met so far.
  void push(const Rows& rows, std::size_t keys);

  /// The input has ended.
  void finish();

  /// Judged rows in the input's order, until one is not: `take(row, number of its key)`. Errors: of `take`.
  template <class Take>
  Status release(Take&& take) {
    return queue_.release(take);
  }

  const PhaseCounts& counts() const { return counts_; }
  std::size_t keys() const { return keys_.size(); }
  std::size_t keys_without_score() const;

 private:
  /// Rows of a key that wait for their verdict, by their numbers in the queue.
  struct KeyRows {
    std::size_t first = 0, last = 0;  ///< meaningful if `waiting`
    bool waiting = false;
    bool scored = false;
  };

  KeyedScorer(const Detector& detector, std::vector<std::size_t> columns, bool detail);
  void take(std::size_t number, std::size_t key, const Verdict& verdict);
  void settle_first(std::size_t key, const Verdict& verdict);
  void settle(std::size_t number, std::size_t key, const Verdict& verdict);

  StreamPool pool_;
  ResultQueue queue_;
  std::vector<std::size_t> columns_;
  std::vector<double> values_;
  std::vector<PoolRow> rows_;
  std::vector<KeyRows> keys_;
  PhaseCounts counts_;
};

/// Words on rows and keys without a score.
void tell_unscored_keys(const PhaseCounts& counts, std::size_t without_score, std::size_t keys,
                        const Detector& detector, const Console& console);

}  // namespace tidegate::cli
