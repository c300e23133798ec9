// The last values of a channel, for scorers that look back.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// A value beyond counts as this, in scaled units: one absurd value must not make the sums of later rows meaningless.
inline constexpr double kLargestSample = 1e6;
inline double bounded_sample(double value) noexcept { return std::clamp(value, -kLargestSample, kLargestSample); }

/// The last N values, oldest first and side by side: each is kept twice, so none has to be moved. All 0 at first.
/// `twice` (2·N): where they are kept. `count`: values that were pushed before.
class RecentValues {
 public:
  RecentValues(std::span<double> twice, std::size_t count) noexcept
      : twice_(twice), size_(twice.size() / 2), at_(count % size_) {}

  double oldest() const noexcept { return twice_[at_]; }
  void push(double value) noexcept {
    twice_[at_] = twice_[at_ + size_] = value;
    if (++at_ == size_) at_ = 0;
  }
  std::span<const double> all() const noexcept { return twice_.subspan(at_, size_); }

 private:
  std::span<double> twice_;
  std::size_t size_, at_;
};

/// A missing value counts as the one `window` rows before: where the window is a period, as the usual one.
/// Before the first window there is none: 0, the scaler's centre.
inline std::vector<double> filled_column(MatrixView<const double> rows, std::size_t channel, std::size_t window) {
  std::vector<double> values(rows.rows);
  for (std::size_t t = 0; t < rows.rows; ++t) {
    const double value = rows(t, channel);
    values[t] = !std::isnan(value) ? bounded_sample(value) : t >= window ? values[t - window] : 0;
  }
  return values;
}

/// Σ a·b in eight sums, so that it is computed side by side. `b` may be longer.
inline double dot(std::span<const double> a, std::span<const double> b) noexcept {
  constexpr std::size_t kLanes = 8;
  double sums[kLanes] = {};
  std::size_t i = 0;
  for (; i + kLanes <= a.size(); i += kLanes)
    for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] += a[i + lane] * b[i + lane];
  for (std::size_t lane = 0; i < a.size(); ++i, ++lane) sums[lane] += a[i] * b[i];
  return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

}  // namespace tidegate
