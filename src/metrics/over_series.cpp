#include "metrics/over_series.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/contracts.h"
#include "base/missing.h"
#include "base/random.h"
#include "metrics/log_factorial.h"

namespace tidegate {
namespace {

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Linear between the two values around it.
double quantile(std::span<const double> sorted, double share) {
  const double place = share * static_cast<double>(sorted.size() - 1), below = std::floor(place);
  const auto i = static_cast<std::size_t>(below);
  return i + 1 < sorted.size() ? std::lerp(sorted[i], sorted[i + 1], place - below) : sorted[i];
}

/// The chance of `most` heads or fewer in so many throws of a coin; at most half of them. Sums from the largest term.
double chance_of_heads(std::size_t most, std::size_t throws) {
  const auto n = static_cast<double>(throws);
  double term = std::exp(log_factorial(throws) - log_factorial(most) - log_factorial(throws - most) - n * std::log(2));
  double sum = 0;
  for (std::size_t k = most + 1; k-- > 0;) {
    sum += term;
    term *= static_cast<double>(k) / static_cast<double>(throws - k + 1);
  }
  return sum;
}

/// Adds the ranks of one series to `sums`; returns what its ties count in the correction: Σ t³ − t.
double add_ranks(std::span<const double> row, std::vector<double>& sums) {
  std::vector<std::size_t> order(row.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto value = [&](std::size_t detector) {
    return std::isnan(row[detector]) ? -std::numeric_limits<double>::infinity() : row[detector];
  };
  std::ranges::sort(order, std::ranges::greater(), value);
  double tied = 0;
  for (std::size_t first = 0, last = 0; first < order.size(); first = last) {
    while (last < order.size() && value(order[last]) == value(order[first])) ++last;
    const auto count = static_cast<double>(last - first);
    for (std::size_t i = first; i < last; ++i) sums[order[i]] += static_cast<double>(first + last + 1) / 2;
    tied += count * count * count - count;
  }
  return tied;
}

}  // namespace

MeanInterval bootstrap_mean(std::span<const double> values, std::uint64_t seed) {
  constexpr std::size_t kDraws = 2000;
  constexpr double kTail = 0.025;
  std::vector<double> known;
  std::ranges::copy_if(values, std::back_inserter(known), [](double value) { return !std::isnan(value); });
  const std::size_t left_out = values.size() - known.size();
  if (known.empty()) return {kMissingValue, kMissingValue, kMissingValue, left_out};
  Random random(seed);
  std::vector<double> means(kDraws);
  for (double& mean : means) {
    for (std::size_t i = 0; i < known.size(); ++i) mean += known[random.below(known.size())];
    mean /= static_cast<double>(known.size());
  }
  std::ranges::sort(means);
  return {mean_of(known), quantile(means, kTail), quantile(means, 1 - kTail), left_out};
}

SignTest sign_test(std::span<const double> first, std::span<const double> second) {
  TIDEGATE_EXPECTS(first.size() == second.size());
  SignTest test;
  for (std::size_t i = 0; i < first.size(); ++i) {
    test.wins += first[i] > second[i] ? 1 : 0;
    test.losses += first[i] < second[i] ? 1 : 0;
    test.ties += first[i] == second[i] ? 1 : 0;
  }
  const std::size_t fewer = std::min(test.wins, test.losses), both = test.wins + test.losses;
  test.p = std::min(1.0, 2 * chance_of_heads(fewer, both));
  return test;
}

AverageRanks average_ranks(MatrixView<const double> values) {
  const auto k = static_cast<double>(values.cols);
  AverageRanks result{std::vector<double>(values.cols, 0.0), 0, 0};
  double tied = 0;
  for (std::size_t s = 0; s < values.rows; ++s) {
    const std::span<const double> row = values.row(s);
    if (std::ranges::all_of(row, [](double value) { return std::isnan(value); })) continue;
    tied += add_ranks(row, result.ranks);
    ++result.series;
  }
  const auto n = static_cast<double>(result.series);
  double squares = 0;
  for (double& rank : result.ranks) {
    rank /= n;  // NaN without series
    squares += (rank - (k + 1) / 2) * (rank - (k + 1) / 2);
  }
  result.friedman = 12 * n / (k * (k + 1)) * squares / (1 - tied / (n * (k * k * k - k)));
  return result;
}

double nemenyi_difference(std::size_t detectors, std::size_t series) {
  // Quantile 0.95 of the studentised range of that many normal values, / √2; from 2 on.
  constexpr double kQuantiles[] = {1.95996, 2.34370, 2.56903, 2.72777, 2.84971, 2.94832, 3.03088,
                                   3.10173, 3.16368, 3.21865, 3.26800, 3.31274, 3.35362, 3.39123,
                                   3.42604, 3.45842, 3.48868, 3.51707, 3.54380};
  if (detectors < 2 || detectors > 20 || series == 0) return kMissingValue;
  const auto k = static_cast<double>(detectors);
  return kQuantiles[detectors - 2] * std::sqrt(k * (k + 1) / (6 * static_cast<double>(series)));
}

}  // namespace tidegate
