#include "threshold/pot.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "base/text.h"

namespace tidegate {
namespace {

constexpr double kShare = 0.02;  // of the scores are peaks
constexpr double kEnough = 50;   // peaks, if the scores are many enough
constexpr double kMostShare = 0.1;

std::size_t wanted_peaks(std::size_t scores, double risk) {
  const auto count = static_cast<double>(scores);
  const double peaks = std::max({kShare * count, std::min(kEnough, kMostShare * count), 2 * risk * count});
  return std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(peaks)), 1, scores);
}

/// The largest score below the `peaks` largest; of equal ones all are peaks.
double level_below(std::span<const double> scores, std::size_t peaks) {
  std::vector<double> falling(scores.begin(), scores.end());
  std::ranges::sort(falling, std::ranges::greater());
  const double least_peak = falling[peaks - 1];
  const auto below = std::ranges::find_if(falling, [&](double score) { return score < least_peak; });
  return std::max(below == falling.end() ? least_peak : *below, 0.0);
}

/// Scores that would be flagged, where risk · n were to be.
bool is_exceeded_too_often(std::span<const double> scores, double limit, double risk) {
  const auto flagged = std::ranges::count_if(scores, [&](double score) { return score >= limit; });
  return static_cast<double>(flagged) >= 3 * risk * static_cast<double>(scores.size()) + 3;
}

FittedThreshold fit_pot(std::span<const double> risk, std::span<const double> scores) {
  const FittedPeaks fitted = fit_peaks(peaks_over_level(scores, risk[0]), scores, risk[0]);
  return {fitted.limit, fitted.words};
}

}  // namespace

Peaks peaks_over_level(std::span<const double> scores, double risk) {
  TIDEGATE_EXPECTS(!scores.empty());
  Peaks peaks;
  peaks.level = level_below(scores, wanted_peaks(scores.size(), risk));
  for (const double score : scores)
    if (score > peaks.level) peaks.excesses.push_back(score - peaks.level);
  return peaks;
}

FittedPeaks fit_peaks(const Peaks& peaks, std::span<const double> scores, double risk) {
  const std::vector<double>& excesses = peaks.excesses;
  FittedPeaks fitted;
  fitted.tail = {peaks.level, static_cast<double>(scores.size()), static_cast<double>(excesses.size()), {}};
  const std::string over = " over " + round_text(peaks.level), count = count_text(excesses.size()) + " peaks";
  std::string why = " (too few for more)";
  if (excesses.size() >= kLeastPeaks) {
    fitted.tail.excess = fit_pareto_tail(excesses, kMostShape);
    fitted.limit = peak_limit(fitted.tail, risk);
    fitted.words = "exceeded with probability " + round_text(risk) + " by the tail of shape " +
                   round_text(fitted.tail.excess.shape, 2) + over + " of " + count;
    if (!is_exceeded_too_often(scores, fitted.limit, risk)) return fitted;
    why = " (many scores are equal, so the tail has no shape)";
  }
  fitted.tail.excess = fit_exponential_tail(excesses);
  fitted.limit = peak_limit(fitted.tail, risk);
  fitted.words =
      "exceeded with probability " + round_text(risk) + " by an exponential tail" + over + " of " + count + why;
  return fitted;
}

constinit const ThresholdRule kPotThreshold = {
    .name = "pot",
    .form = "pot:Q",
    .arguments = {{{.limits = kRisk}}},
    .promise =
        "flags that share of new rows with the same score distribution, in bursts, because neighbouring scores are "
        "correlated; scores of training rows are lower than those of new rows",
    .fit = fit_pot,
};

}  // namespace tidegate
