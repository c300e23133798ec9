// "pot:Q": peaks over threshold. The tail of the calibration scores is fitted, and the limit is the score that a row
// like theirs reaches with probability Q.
//
// Level: the scores above it are the largest 2 %, but no fewer than 50 nor than 2·Q of all (of few scores, at most a
// tenth of them for the 50). Their excesses get the most likely generalised Pareto tail, and
// limit = level + scale / shape · ((Q·n / peaks)^−shape − 1). Shapes above 0.5 count as 0.5: of scores with heavier
// tails more are flagged than asked for. Source: Siffer, Fouque, Termier & Largouët, KDD 2017.
//
// Fewer than 10 peaks, or a tail that at least 3·Q·n + 3 of the calibration scores exceed (many equal scores): the
// exponential tail with the mean of the peaks instead, and the words say so.
//
// What is promised: that share of *rows* is flagged if their scores come from the distribution of the calibration
// scores. Scores of neighbouring rows depend on each other (the more they are smoothed), so flagged rows come in bursts
// and the fit knows less than its number of peaks says. And calibration scores come from rows the net was trained on:
// on new rows it errs more, and more of them are flagged.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "threshold/threshold_rule.h"

namespace tidegate {

extern const ThresholdRule kPotThreshold;

/// Smallest and largest probability that can be asked for.
inline constexpr ArgumentLimits kRisk = {1e-9, 0.05};

/// Fewer peaks do not determine a shape.
inline constexpr std::size_t kLeastPeaks = 10;

/// Scores over a level chosen as above, never below 0.
struct Peaks {
  double level = 0;
  std::vector<double> excesses;  ///< in the order of the rows; empty if no score is above 0
};

/// Cost: O(n log n). Contract: at least one score.
Peaks peaks_over_level(std::span<const double> scores, double risk);

struct FittedPeaks {
  PeakTail tail;
  double limit = 0;
  std::string words;  ///< "exceeded with probability 0.0001 by …"
};

/// Contract: at least one peak. Cost: O(n) and `fit_pareto_tail`.
FittedPeaks fit_peaks(const Peaks& peaks, std::span<const double> scores, double risk);

}  // namespace tidegate
