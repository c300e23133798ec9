#include "threshold/pareto_tail.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/contracts.h"

namespace tidegate {
namespace {

constexpr double kFlat = 1e-6;  // below, 1 + θ·x has too few digits left: the exponential tail stands for it

/// Mean of log(1 + θ·x), in products so that few logarithms are taken.
double mean_log(std::span<const double> excesses, double theta) noexcept {
  double sum = 0, product = 1;
  for (const double x : excesses) {
    product *= 1 + theta * x;
    if (product > 1e100 || product < 1e-100) {
      sum += std::log(product);
      product = 1;
    }
  }
  return (sum + std::log(product)) / static_cast<double>(excesses.size());
}

double geometric_mean(std::span<const double> excesses) noexcept {
  double logs = 0;
  for (const double x : excesses) logs += std::log(x);
  return std::exp(logs / static_cast<double>(excesses.size()));
}

/// The excesses with a typical size taken out, so that one grid suits all.
struct Likelihood {
  std::span<const double> excesses;
  double most_shape;
  double unit, largest;  ///< geometric mean; largest excess in units of it

  Likelihood(std::span<const double> all, double most) noexcept
      : excesses(all), most_shape(most), unit(geometric_mean(all)), largest(std::ranges::max(all) / unit) {}

  /// θ in 1 / unit; for |θ| ≥ kFlat and 1 + θ·largest > 0.
  ParetoTail tail(double theta) const noexcept {
    const double shape = mean_log(excesses, theta / unit);
    return {shape, shape / theta * unit};
  }

  /// Log-likelihood an excess, up to a constant of the unit; −∞ outside of what is allowed.
  double operator()(double theta) const noexcept {
    constexpr double kNever = -std::numeric_limits<double>::infinity();
    if (std::abs(theta) < kFlat || !(1 + theta * largest > 0)) return kNever;
    const ParetoTail at = tail(theta);
    if (!(at.shape >= kLeastShape && at.shape <= most_shape && at.scale > 0)) return kNever;
    return -std::log(at.scale / unit) - at.shape - 1;
  }
};

struct Best {
  double theta = 0, below = 0, above = 0;  ///< and its neighbours on the grid
  double value = -std::numeric_limits<double>::infinity();
};

/// `point` gives the grid's points from one end to the other.
template <class Point>
void search_grid(const Likelihood& likelihood, int points, Point&& point, Best& best) noexcept {
  for (int i = 1; i + 1 < points; ++i) {
    const double value = likelihood(point(i));
    if (value > best.value) best = {point(i), point(i - 1), point(i + 1), value};
  }
}

/// Golden section between the neighbours of the best point of the grid.
double refine(const Likelihood& likelihood, const Best& best) noexcept {
  constexpr double kRatio = 0.6180339887498949;
  double low = best.below, high = best.above;
  double left = high - kRatio * (high - low), right = low + kRatio * (high - low);
  double at_left = likelihood(left), at_right = likelihood(right);
  for (int step = 0; step < 60 && high - low > 1e-9 * std::abs(best.theta); ++step) {
    const bool in_left = at_left > at_right || (at_left == at_right && best.theta < left);
    (in_left ? high : low) = in_left ? right : left;
    if (in_left) {
      right = left;
      at_right = at_left;
      left = high - kRatio * (high - low);
      at_left = likelihood(left);
    } else {
      left = right;
      at_left = at_right;
      right = low + kRatio * (high - low);
      at_right = likelihood(right);
    }
  }
  return at_left > at_right ? left : right;
}

}  // namespace

ParetoTail fit_exponential_tail(std::span<const double> excesses) noexcept {
  TIDEGATE_EXPECTS(!excesses.empty());
  double mean = 0, count = 0;
  for (const double x : excesses) mean += (x - mean) / ++count;
  return {0, mean};
}

ParetoTail fit_pareto_tail(std::span<const double> excesses, double most_shape) noexcept {
  const ParetoTail exponential = fit_exponential_tail(excesses);
  const Likelihood likelihood(excesses, most_shape);
  constexpr int kLight = 24, kHeavy = 30;
  Best best;
  // From the end of the range, where 1 + θ·largest = 0, in halves of the distance to half of it; on in halves to flat;
  // then in doubles. Neighbouring grids overlap.
  search_grid(
      likelihood, kLight + 1, [&](int i) { return -(1 - std::exp2(-(kLight - i))) / likelihood.largest; }, best);
  search_grid(
      likelihood, kLight, [&](int i) { return -std::exp2(-i) / likelihood.largest; }, best);
  search_grid(
      likelihood, kHeavy, [&](int i) { return std::exp2(i - 13); }, best);
  const double exponential_value = -std::log(exponential.scale / likelihood.unit) - 1;
  if (!(best.value > -std::numeric_limits<double>::infinity())) return exponential;
  const double theta = refine(likelihood, best);
  return likelihood(theta) > exponential_value ? likelihood.tail(theta) : exponential;
}

double tail_quantile(const ParetoTail& tail, double share) noexcept {
  TIDEGATE_EXPECTS(share > 0 && share <= 1);
  const double reach = -std::log(share);
  if (std::abs(tail.shape) < 1e-12) return tail.scale * reach;
  return tail.scale * std::expm1(tail.shape * reach) / tail.shape;
}

double mean_overshoot(const ParetoTail& tail, double over) noexcept {
  const double shape = std::min(tail.shape, 0.9);
  return std::max(tail.scale + shape * over, 0.0) / (1 - shape);
}

double peak_limit(const PeakTail& tail, double risk) noexcept {
  return tail.level + tail_quantile(tail.excess, std::min(risk * tail.rows / tail.over, 0.5));
}

}  // namespace tidegate
