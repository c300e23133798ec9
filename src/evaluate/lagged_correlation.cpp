#include "tidegate/evaluate.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"
#include "base/missing.h"

namespace tidegate {
namespace {

constexpr double kRare = 0.05;

constexpr std::size_t kLeastPairs = 3;
constexpr double kConstant = 1e-24;  ///< share of the mean square that counts as no variance
constexpr double kAsStrong = 1e-9;   ///< coefficients that differ by less are equal

/// Sums over pairs (x, y).
struct PairSums {
  double pairs = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

  void add(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return;
    pairs += 1, x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
  }
  PairSums operator+(const PairSums& o) const {
    return {pairs + o.pairs, x + o.x, y + o.y, xx + o.xx, yy + o.yy, xy + o.xy};
  }
};

double ratio(double xy, double xx, double yy) { return std::clamp(xy / std::sqrt(xx) / std::sqrt(yy), -1.0, 1.0); }

bool enough(double pairs, std::size_t rows) { return pairs >= kLeastPairs && 2 * pairs >= static_cast<double>(rows); }

/// From sums alone: fit for many stretches, but good to fewer digits than the mean of a stretch taken first.
double coefficient_of(const PairSums& sums, std::size_t rows) {
  if (!enough(sums.pairs, rows)) return kMissingValue;
  const double xx = sums.xx - sums.x * sums.x / sums.pairs, yy = sums.yy - sums.y * sums.y / sums.pairs;
  if (xx <= 1e-12 * sums.xx || yy <= 1e-12 * sums.yy) return kMissingValue;
  return ratio(sums.xy - sums.x * sums.y / sums.pairs, xx, yy);
}

/// b's value `lag` rows after row `t`.
double value_after(std::span<const double> b, std::size_t t, std::ptrdiff_t lag) {
  const auto row = static_cast<std::ptrdiff_t>(t) + lag;
  return row < 0 || row >= static_cast<std::ptrdiff_t>(b.size()) ? kMissingValue : b[static_cast<std::size_t>(row)];
}

double correlation_at(std::span<const double> a, std::span<const double> b, RowStretch stretch, std::ptrdiff_t lag) {
  PairSums sums;
  for (std::size_t k = 0; k < stretch.rows; ++k) sums.add(a[stretch.first + k], value_after(b, stretch.first + k, lag));
  if (!enough(sums.pairs, stretch.rows)) return kMissingValue;
  const double mean_x = sums.x / sums.pairs, mean_y = sums.y / sums.pairs;
  PairSums centred;
  for (std::size_t k = 0; k < stretch.rows; ++k)
    centred.add(a[stretch.first + k] - mean_x, value_after(b, stretch.first + k, lag) - mean_y);
  if (centred.xx <= kConstant * sums.xx || centred.yy <= kConstant * sums.yy) return kMissingValue;
  return ratio(centred.xy, centred.xx, centred.yy);
}

/// A series in blocks of as many rows as a stretch has. Sums are of distances to `centres`, the median of a block and
/// the next, so that they keep their digits at any level, beside a huge value and after a shift.
struct BlockedSeries {
  std::span<const double> values;
  std::vector<double> centres;
};

BlockedSeries in_blocks(std::span<const double> values, std::size_t rows) {
  BlockedSeries series{values, {}};
  std::vector<double> present;
  for (std::size_t block = 0; block < values.size(); block += rows) {
    present.clear();
    for (const double value : values.subspan(block, std::min(2 * rows, values.size() - block)))
      if (!std::isnan(value)) present.push_back(value);
    const auto middle = present.begin() + static_cast<std::ptrdiff_t>(present.size() / 2);
    std::ranges::nth_element(present, middle);
    series.centres.push_back(present.empty() ? 0 : *middle);
  }
  return series;
}

/// Raises best[t] to |correlation| of the stretch that begins at row t, for every t. A stretch is the end of one block
/// and the beginning of the next: nothing is subtracted from a sum, so a huge value leaves no trace behind it.
void raise_to_lag(const BlockedSeries& a, const BlockedSeries& b, std::size_t rows, std::ptrdiff_t lag,
                  std::vector<double>& best) {
  std::vector<PairSums> ends(rows + 1);  // of the block's rows from k on
  for (std::size_t block = 0; block < best.size(); block += rows) {
    const double centre_a = a.centres[block / rows], centre_b = b.centres[block / rows];
    const auto pair = [&](std::size_t t) {
      PairSums one;
      one.add(a.values[t] - centre_a, value_after(b.values, t, lag) - centre_b);
      return one;
    };
    for (std::size_t k = rows; k-- > 0;) ends[k] = ends[k + 1] + pair(block + k);
    PairSums beginning;
    for (std::size_t k = 0; k < rows && block + k < best.size(); ++k) {
      const double strength = std::abs(coefficient_of(ends[k] + beginning, rows));
      best[block + k] = std::fmax(best[block + k], strength);  // the one that is there
      if (const std::size_t t = block + rows + k; t < a.values.size()) beginning = beginning + pair(t);
    }
  }
}

/// Counts the stretches far enough from `stretch` and those of them that are as strong.
void hold_against_others(std::span<const double> a, std::span<const double> b, RowStretch stretch, std::size_t max_lag,
                         LagFinding& finding) {
  std::vector<double> best(a.size() - stretch.rows + 1, kMissingValue);
  const BlockedSeries x = in_blocks(a, stretch.rows), y = in_blocks(b, stretch.rows);
  const auto most = static_cast<std::ptrdiff_t>(max_lag);
  for (std::ptrdiff_t lag = -most; lag <= most; ++lag) raise_to_lag(x, y, stretch.rows, lag, best);
  std::size_t as_strong = 0;
  for (std::size_t t = 0; t < best.size(); ++t) {
    const std::size_t away = t > stretch.first ? t - stretch.first : stretch.first - t;
    if (away < stretch.rows + max_lag || std::isnan(best[t])) continue;
    ++finding.stretches_elsewhere;
    if (best[t] >= std::abs(finding.coefficient) - kAsStrong) ++as_strong;
  }
  if (finding.stretches_elsewhere > 0)
    finding.share_elsewhere = static_cast<double>(as_strong) / static_cast<double>(finding.stretches_elsewhere);
}

void expect_pair(std::span<const double> a, std::span<const double> b, RowStretch stretch) {
  TIDEGATE_EXPECTS(a.size() == b.size());
  TIDEGATE_EXPECTS(stretch.rows > 0 && stretch.first + stretch.rows <= a.size());
  static_cast<void>(a), static_cast<void>(b), static_cast<void>(stretch);
}

}  // namespace

std::vector<double> lagged_correlation(std::span<const double> a, std::span<const double> b, RowStretch stretch,
                                       std::size_t max_lag) {
  expect_pair(a, b, stretch);
  std::vector<double> result;
  const auto most = static_cast<std::ptrdiff_t>(max_lag);
  for (std::ptrdiff_t lag = -most; lag <= most; ++lag) result.push_back(correlation_at(a, b, stretch, lag));
  return result;
}

LagFinding strongest_lag(std::span<const double> a, std::span<const double> b, RowStretch stretch,
                         std::size_t max_lag) {
  const std::vector<double> all = lagged_correlation(a, b, stretch, max_lag);
  LagFinding finding{.coefficient = kMissingValue, .share_elsewhere = kMissingValue};
  const auto middle = static_cast<std::ptrdiff_t>(max_lag);
  for (std::ptrdiff_t distance = 0; distance <= middle; ++distance)
    for (const std::ptrdiff_t lag : {-distance, distance}) {
      const double one = all[static_cast<std::size_t>(middle + lag)];
      const bool stronger =
          std::isnan(finding.coefficient) || std::abs(one) > std::abs(finding.coefficient) + kAsStrong;
      if (!std::isnan(one) && stronger) finding.lag = lag, finding.coefficient = one;
    }
  if (!std::isnan(finding.coefficient)) hold_against_others(a, b, stretch, max_lag, finding);
  return finding;
}

Duration usual_step(std::span<const Timestamp> times) {
  std::vector<Duration> steps;
  for (std::size_t i = 1; i < times.size(); ++i)
    if (times[i] > times[i - 1]) steps.push_back(times[i] - times[i - 1]);
  if (steps.empty()) return Duration(0);
  const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
  std::ranges::nth_element(steps, middle);
  return *middle;
}

std::vector<double> held_at(std::span<const Timestamp> moments, std::span<const Timestamp> times,
                            std::span<const double> values) {
  TIDEGATE_EXPECTS(times.size() == values.size());
  std::vector<std::size_t> rising;
  for (std::size_t i = 0; i < times.size(); ++i)
    if (rising.empty() || times[i] >= times[rising.back()]) rising.push_back(i);
  const Duration oldest = usual_step(times) * 3 / 2;
  const auto time_of = [&](std::size_t i) { return times[i]; };
  std::vector<double> result;
  result.reserve(moments.size());
  for (const Timestamp moment : moments) {
    const auto after = std::ranges::upper_bound(rising, moment, {}, time_of);
    const bool known = after != rising.begin() && moment - times[*(after - 1)] <= oldest;
    result.push_back(known ? values[*(after - 1)] : kMissingValue);
  }
  return result;
}

bool enough_elsewhere(const LagFinding& finding, std::size_t rows) {
  return kRare * static_cast<double>(finding.stretches_elsewhere) >= static_cast<double>(rows);
}

bool is_rare(const LagFinding& finding, std::size_t rows, std::size_t series) {
  return enough_elsewhere(finding, rows) && finding.share_elsewhere * static_cast<double>(series) <= kRare;
}

}  // namespace tidegate
