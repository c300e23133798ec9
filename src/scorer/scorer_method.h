// What a scorer must bring along: one file pair, one line in the table of scorer.cpp.
#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "model/nets/network.h"
#include "scorer/scorer.h"

namespace tidegate {

/// What a network answered last, for scorers that go by it.
struct NetAnswer {
  const Network<float>& net;
  const float* window;      ///< its state: of a net with a window, the rows of it
  const float* prediction;  ///< the newest first
  bool whole_window;        ///< an autoencoder's window is judged as a whole
};

/// A row as scorers see it.
struct ScorerRow {
  std::span<const double> scaled;     ///< (C), NaN = missing
  const NetAnswer* answer = nullptr;  ///< null without a network
  std::size_t absent = 0;             ///< steps right before it whose row never came
  bool came = true;                   ///< false: this step's row never came; nothing is asked, but time goes on
};

enum class Measure {
  kResiduals,  ///< value − expected, which a score (`score`) makes one number of
  kExcess      ///< each channel's score by itself, where 1 is as far as usual operation goes; the largest is the row's
};

/// A whole number behind its name: `zscore:100`. `most` = 0: it takes none. `usual` = 0: `fit` finds it.
struct ScorerArgument {
  std::size_t least = 0, most = 0, usual = 0;
  std::string_view word = "ROWS";  ///< what it is, as errors spell it
};

/// Rows on end that are too many: half as many again as the longest run in training and one more, and at least the
/// scorer's argument.
inline double too_many_rows(double longest, const Scorer& scorer) {
  return std::max(std::floor(1.5 * longest) + 1, static_cast<double>(scorer.argument));
}

/// 0 = any number, from 1 to `kMostLearned`: what was learned says how many.
struct MatrixShape {
  std::size_t rows, cols;
};
inline constexpr std::size_t kMostLearned = 10'000'000;

struct ScorerMethod {
  std::string_view name;
  Measure measure;
  ScorerArgument argument{};
  bool needs_net = false;   ///< it goes by what the network answered
  bool spread = false;      ///< residuals come divided by a spread
  bool writes_all = false;  ///< `step` leaves none of the numbers of a row that came as it was
  /// Rows and columns of each of `learned`; null: none.
  std::vector<MatrixShape> (*shapes)(const Scorer& scorer, std::size_t channels) = nullptr;
  /// See `fit_scorer`. Null: it learns nothing.
  Status (*fit)(Scorer& scorer, std::span<const MatrixView<const double>> series) = nullptr;
  /// As large as `fit` would make it of so many rows, without learning, for `detector_size`; null: `fit` does it, of
  /// one row. Errors: as of `fit`, of what no rows could change.
  Status (*unfitted)(Scorer& scorer, std::size_t channels, std::size_t rows) = nullptr;
  /// Whether `step` can go by what a file says was learned: shapes fit, but not yet what they say of each other. Null:
  /// any numbers will do.
  bool (*is_sound)(const Scorer& scorer, std::size_t channels) = nullptr;
  /// See `scorer_state_size`; null: none.
  std::size_t (*state_size)(const Scorer& scorer, std::size_t channels) = nullptr;
  /// Rows before the first score; null: none, or the network's.
  std::size_t (*warmup)(const Scorer& scorer) = nullptr;
  /// The next row: gives its numbers, which come as NaN unless `writes_all`, and remembers what later rows need. Of a
  /// row that never came the numbers are not read. No allocation.
  void (*step)(const Scorer& scorer, std::span<double> state, const ScorerRow& row,
               const ScorerNumbers& numbers) noexcept = nullptr;
  /// See `excess_band`; null: none.
  ExcessBand (*band)(const Scorer& scorer, std::size_t channel, double threshold) noexcept = nullptr;
  std::string_view kind{};  ///< of the events it makes, where it is sure of it
  /// Why the event's strongest channel was anomalous, a clause; null: nothing to add.
  std::string (*reason)(const Scorer& scorer, std::size_t channel, const Event& event) = nullptr;
  std::string_view expects{};              ///< of residuals: what is expected, "the value of the row before"
  std::string_view threshold = "fixed:1";  ///< of excesses, where the scorer stands alone
};

inline bool gives_residuals(const Scorer& scorer) noexcept { return scorer.method->measure == Measure::kResiduals; }

/// The largest excess, and in `part` each one's share in all of them.
double largest_excess(std::span<const double> excess, std::span<double> part) noexcept;

/// The scorer's score of a row it gave these numbers of, finite and ≥ 0, not calibrated; NaN = none. `part` (R): each
/// one's share in it, which sum to 1, or all 0. Cost: O(R), mahalanobis O(R²); no allocation. Inline: a call is felt.
inline double score_numbers(const Scorer& scorer, const ScorerNumbers& numbers, std::span<double> part) noexcept {
  if (gives_residuals(scorer)) return score_row(scorer.score, {numbers.residual, numbers.spread}, part);
  return largest_excess(numbers.residual, part);
}

}  // namespace tidegate
