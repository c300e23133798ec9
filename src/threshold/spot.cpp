#include "threshold/spot.h"

#include <algorithm>
#include <numeric>

#include "base/text.h"
#include "threshold/constant_scores.h"
#include "threshold/pot.h"

namespace tidegate {
namespace {

constexpr ArgumentLimits kDepth = {2, kLongestMemory};
constexpr double kUsualDepth = 200;

template <class T>
std::vector<T> last_of(std::span<const T> values, std::size_t count) {
  return {values.end() - static_cast<std::ptrdiff_t>(std::min(count, values.size())), values.end()};
}

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// What each score exceeds the mean of the `depth` before it by; of few scores, from a quarter of them on.
std::vector<double> drift_taken_out(std::span<const double> scores, std::size_t depth) {
  const std::size_t first = std::max<std::size_t>(std::min(depth, scores.size() / 4), 1);
  std::vector<double> differences;
  for (std::size_t t = first; t < scores.size(); ++t) {
    const std::size_t length = std::min(depth, t);
    differences.push_back(scores[t] - mean(scores.subspan(t - length, length)));
  }
  return differences;
}

AdaptiveParams begin_with(const FittedPeaks& fitted, const Peaks& peaks, double risk) {
  return {.kind = Adaptation::kPeaks,
          .risk = risk,
          .memory = 0,
          .tail = fitted.tail,
          .peaks = last_of<double>(peaks.excesses, kMostPeaks),
          .recent = {}};
}

FittedThreshold fit_spot(std::span<const double> risk, std::span<const double> scores) {
  const Peaks peaks = peaks_over_level(scores, risk[0]);
  const FittedPeaks fitted = fit_peaks(peaks, scores, risk[0]);
  return {fitted.limit, "initially " + fitted.words, begin_with(fitted, peaks, risk[0])};
}

FittedThreshold fit_dspot(std::span<const double> arguments, std::span<const double> scores) {
  const double risk = arguments[0];
  const auto depth = static_cast<std::size_t>(arguments[1]);
  const std::vector<double> differences = drift_taken_out(scores, depth);
  const Peaks peaks = differences.empty() ? Peaks() : peaks_over_level(differences, risk);
  if (peaks.excesses.empty())
    return {value_above_constant(scores),
            "above the largest score, because none exceeds the mean of the scores before it,"};
  const FittedPeaks fitted = fit_peaks(peaks, differences, risk);
  AdaptiveParams adaptive = begin_with(fitted, peaks, risk);
  adaptive.memory = depth;
  adaptive.recent = last_of(scores, depth);
  return {mean(adaptive.recent) + fitted.limit,
          "the mean of the last " + count_text(depth) + " normal scores plus an excess, initially " + fitted.words,
          std::move(adaptive)};
}

constexpr std::string_view kPromise =
    "then learned from the stream's own normal rows: flags that share of them, in bursts, because neighbouring scores "
    "are correlated; the size of alarms is not learned";

}  // namespace

constinit const ThresholdRule kSpotThreshold = {
    .name = "spot",
    .form = "spot:Q",
    .arguments = {{{.limits = kRisk}}},
    .promise = kPromise,
    .fit = fit_spot,
    .adaptation = Adaptation::kPeaks,
};

constinit const ThresholdRule kDspotThreshold = {
    .name = "dspot",
    .form = "dspot:Q or dspot:Q,DEPTH",
    .arguments = {{{.limits = kRisk}, {.limits = kDepth, .whole = true, .otherwise = kUsualDepth}}},
    .argument_count = 2,
    .promise = kPromise,
    .fit = fit_dspot,
    .adaptation = Adaptation::kPeaks,
};

}  // namespace tidegate
