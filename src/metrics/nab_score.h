// The score of the Numenta Anomaly Benchmark: one threshold for all files, early detections inside a window count more,
// every flagged row outside costs.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// One series of the corpus.
struct NabFile {
  std::vector<double> scores;     ///< (T), NaN is never flagged
  std::vector<RowRange> windows;  ///< of rows in which an anomaly may be found; half-open, in order, none overlaps
};

/// What an outcome is worth.
struct NabProfile {
  double found;   ///< a window, when found at its first row
  double wrong;   ///< a flagged row far from any window
  double missed;  ///< a window
};
inline constexpr NabProfile kNabStandard{1, 0.11, 1}, kNabLowFalsePositives{1, 0.22, 1},
    kNabLowFalseNegatives{1, 0.11, 2};

struct NabScore {
  double normalised = 0;  ///< 100 = every window at its first row and no false row; 0 = nothing flagged
  double raw = 0;         ///< the sum over files
  double threshold = 0;   ///< rows with this score and more are flagged
};

/// Rows at the head of a file that are not scored: 15 %, at most 750.
std::size_t nab_probation(std::size_t rows);

/// At one threshold for all files. Position p of a flagged row in a window of w rows is −(rows to its last row + 1) /
/// w, worth found · S(p) / S(−1), of which the window's best counts; behind a window p = distance / (w − 1), before the
/// first one S = −1, worth wrong · S(p) each; S(p) = 2 / (1 + e^5p) − 1, −1 beyond 3. Files without windows count their
/// false rows. NaN (`normalised`) without any window. Cost: O(rows). Source: Lavin, Ahmad, "Evaluating Real-time
/// Anomaly Detection Algorithms", ICMLA 2015; numenta/NAB `sweeper.py`, whose values it gives.
NabScore nab_score_at(std::span<const NabFile> files, const NabProfile& profile, double threshold);

/// At the best threshold of all, chosen with the labels as the benchmark does. Of equal ones the highest; infinity
/// where flagging nothing is best. Cost: a sort of all rows.
NabScore nab_score(std::span<const NabFile> files, const NabProfile& profile);

}  // namespace tidegate
