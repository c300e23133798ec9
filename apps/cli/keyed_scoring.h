// Rows of many keys, as they come, through a pool of streams.
#pragma once
#include <string>
#include <vector>

#include "cli/scoring.h"
#include "tidegate/stream_pool.h"

namespace tidegate::cli {

/// A series of the pool for each key. Grows with the keys, not with the rows.
class KeyedScorer {
 public:
  /// With `detail` the channels' values are kept for `result`. Errors: kModel if the input lacks a channel.
  static Result<KeyedScorer> create(const Detector& detector, const std::vector<Channel>& channels, bool detail);

  /// Takes a block of rows; `keys` are those met so far, by number.
  void push(const Rows& rows, const std::vector<std::string>& keys);

  /// What came of a row of the last block; holds until the next.
  ScoredRow result(const Rows& rows, std::size_t row, const std::vector<std::string>& keys) const;

  const PhaseCounts& counts() const { return counts_; }
  std::size_t keys() const { return scored_.size(); }
  std::size_t keys_without_score() const;

 private:
  KeyedScorer(const Detector& detector, std::vector<std::size_t> columns, bool detail);
  void take(std::size_t row, const Verdict& verdict);

  StreamPool pool_;
  std::vector<std::size_t> columns_;
  std::vector<double> values_;
  std::vector<PoolRow> rows_;
  std::vector<ScoredRow> results_;
  std::size_t detail_ = 0;       ///< scored channels whose values are kept
  std::vector<double> details_;  ///< (rows, 5, detail_)
  std::vector<bool> scored_;     ///< whether a key had a score yet
  PhaseCounts counts_;
};

/// Words on rows and keys without a score.
void tell_unscored_keys(const PhaseCounts& counts, std::size_t without_score, std::size_t keys,
                        const Detector& detector, const Console& console);

}  // namespace tidegate::cli
