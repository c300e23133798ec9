// The generalised Pareto distribution: what excesses over a high level look like (Balkema & de Haan 1974; Pickands
// 1975).
#pragma once
#include <span>

namespace tidegate {

/// P(excess > x) = (1 + shape·x / scale)^(−1 / shape), exp(−x / scale) for shape 0. Shape −1: uniform up to `scale`;
/// below 0 the tail has an end, above 0 it falls like a power.
struct ParetoTail {
  double shape = 0;
  double scale = 1;
};

/// Exponential: shape 0, scale the mean. Excesses: finite, > 0, at least one.
ParetoTail fit_exponential_tail(std::span<const double> excesses) noexcept;

/// Below this shape the likelihood has no bound.
inline constexpr double kLeastShape = -1;
inline constexpr double kAnyShape = 1e6;  ///< as good as no bound above

/// Most likely tail of a shape from kLeastShape to `most_shape`. With θ = shape / scale the
/// shape that suits a θ is the mean of log(1 + θ·x), so one number is searched: on a grid from the end of the range to
/// far into the heavy tails, then by golden section around the best; the exponential tail is a candidate. Excesses:
/// finite, > 0, at least one, in any order. Accuracy: about 1e-7 of the shape. Cost: about 100 passes, 50 µs for 256
/// excesses; no allocation. Source: Grimshaw 1993, Technometrics 35(2).
ParetoTail fit_pareto_tail(std::span<const double> excesses, double most_shape = kAnyShape) noexcept;

/// The excess that a share of the excesses reach, 0 < share ≤ 1.
double tail_quantile(const ParetoTail& tail, double share) noexcept;

/// By how much an excess exceeds `over` on average if it does, over ≥ 0; of shapes above 0.9 as for 0.9.
double mean_overshoot(const ParetoTail& tail, double over) noexcept;

/// The heaviest tail taken for scores: with a finite variance. Of a few dozen peaks the shape is known to a few tenths
/// only, and one anomalous calibration row would put the threshold out of reach.
inline constexpr double kMostShape = 0.5;

/// Scores above a level, and how many there are.
struct PeakTail {
  double level = 0;
  double rows = 0;  ///< scores seen
  double over = 0;  ///< of them above the level, at least 1
  ParetoTail excess;
};

/// The score that a normal row reaches with probability `risk`, 0 < risk < 1; never below the median of the peaks, even
/// where peaks are rarer than `risk`.
double peak_limit(const PeakTail& tail, double risk) noexcept;

}  // namespace tidegate
