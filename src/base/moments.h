// Mean and deviation of values that come one by one.
#pragma once
#include <cmath>

namespace tidegate {

/// Exact for values with a large common offset. Source: Welford 1962, Technometrics 4(3), 419–420.
struct RunningMoments {
  double count = 0;
  double mean = 0;
  double squares = 0;  ///< sum of squared distances from the mean

  void add(double value) noexcept {
    const double distance = value - mean;
    mean += distance / ++count;
    squares += distance * (value - mean);
  }
  /// Of the population (divisor n); NaN before the first value.
  double deviation() const noexcept { return std::sqrt(squares / count); }
};

}  // namespace tidegate
