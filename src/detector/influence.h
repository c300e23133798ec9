// The influence of single rows, or of a channel, on the score of a row: it is scored again as if they were missing.
#pragma once
#include <cstddef>
#include <utility>
#include <vector>

#include "chain/chain.h"
#include "tidegate/series.h"

namespace tidegate {

/// Rows of a series as a detector's stream is given them. Row 0 is the part's first.
class ChainRows {
 public:
  /// `columns`: where each channel of the detector stands.
  ChainRows(const SeriesPart& part, std::vector<std::size_t> columns) : part_(part), columns_(std::move(columns)) {}

  std::size_t size() const { return part_.rows(); }
  const Timestamp* time(std::size_t row) const {
    const Rows& rows = part_.series->rows;
    return rows.has_time() ? &rows.time[part_.range.begin + row] : nullptr;
  }
  double value(std::size_t row, std::size_t channel) const {
    return part_.series->rows.values(part_.range.begin + row, columns_[channel]);
  }

 private:
  SeriesPart part_;
  std::vector<std::size_t> columns_;
};

/// The chain for judging rows again: unsmoothed, with a limit that stays, without kinds.
FittedChain chain_to_judge_again(const FittedChain& chain);

struct RowInfluence {
  std::size_t row = 0;
  double influence = 0;  ///< |score − score_without|
  double score_without = 0;
};

/// Of one row of a series, the peak. Everything is judged by streams at rest that begin two windows before it, or with
/// the rows; earlier, if these are not enough for a score (late rows, horizon).
class PeakJudge {
 public:
  /// `chain`: of `chain_to_judge_again`; it and the rows must outlive this.
  PeakJudge(const FittedChain& chain, const ChainRows& rows, std::size_t peak);

  /// The peak's score; NaN if it has none.
  double score() const { return score_; }

  /// Of the last `window` rows before the peak, and of those to come that have a say in it, in their order; those
  /// without which there is no score are left out. Empty if the peak has no score. Cost: a stream over W · W / 2 rows.
  std::vector<RowInfluence> row_influences();

  /// By how much the logit of the score, a probability, falls if a scored channel is missing in the window that ends
  /// with the peak: (C), 0 where it does not. Without a score it falls to the least. Cost: a stream over C · W rows.
  std::vector<double> channel_falls();

 private:
  /// What is left out: a row, or a channel of the rows up to the peak.
  struct Hidden {
    std::size_t row = kNoRow, channel = kNoRow;
  };

  double score_from(std::size_t first);
  Verdict push(ChainState& state, std::size_t row, const Hidden& hidden);
  double push_to_peak(ChainState& state, std::size_t from, const Hidden& hidden);
  std::size_t last_row() const;

  const FittedChain& chain_;
  const ChainRows& rows_;
  std::size_t peak_, window_begin_, first_ = 0;  ///< rows; the first that streams are given
  double score_;
  ChainState before_window_;
  std::vector<double> values_;
};

/// The rows with the largest influence, by falling share, that reach 80 % of the sum together; at most five, none if
/// all are 0. `share` in place of the influence.
std::vector<RowInfluence> influential_rows(std::vector<RowInfluence> rows);

/// Rows that streams are given to judge one peak again, as a rule.
double rows_to_judge(const FittedChain& chain);

}  // namespace tidegate
