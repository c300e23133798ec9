#include "metrics/alarm_rate.h"

#include <algorithm>
#include <cmath>

#include "base/missing.h"
#include "metrics/log_factorial.h"

namespace tidegate {
namespace {

/// The chance of `most` events or fewer, of a Poisson distribution; `log_of` is log most!. Sums from the end that
/// matters for a tail, until what is left changes no digit.
double chance_of_at_most(std::size_t most, double log_of, double mean) {
  double term = std::exp(static_cast<double>(most) * std::log(mean) - mean - log_of), sum = 0;
  for (std::size_t k = most + 1; k-- > 0;) {
    sum += term;
    if (term < 1e-18 * sum) break;
    term *= static_cast<double>(k) / mean;
  }
  return sum;
}

/// The mean of which `most` events or fewer have this chance.
double mean_with_chance(std::size_t most, double chance) {
  const double log_of = log_factorial(most), count = static_cast<double>(most + 1);
  const double reach = 10 * (std::sqrt(count) + 1);  // farther off the first term would be 0
  double low = std::max(0.0, count - reach), high = count + reach;
  while (true) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return middle;
    (chance_of_at_most(most, log_of, middle) > chance ? low : high) = middle;
  }
}

}  // namespace

RateInterval poisson_interval(std::size_t events) {
  constexpr double kTail = 0.025;
  return {events == 0 ? 0 : mean_with_chance(events - 1, 1 - kTail), mean_with_chance(events, kTail)};
}

AlarmRate alarm_rate(std::size_t events, double days, double promised) {
  if (!(days > 0)) return {kMissingValue, {kMissingValue, kMissingValue}, false};
  const RateInterval mean = poisson_interval(events);
  const RateInterval rate{mean.low / days, mean.high / days};
  return {static_cast<double>(events) / days, rate, rate.low <= promised && promised <= rate.high};
}

}  // namespace tidegate
