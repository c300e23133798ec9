#include "threshold/hundman.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/contracts.h"
#include "threshold/constant_scores.h"

namespace tidegate {
namespace {

constexpr double kLeastZ = 2.5, kMostZ = 12, kStep = 0.5;
constexpr double kLeastDrop = 0.13;
constexpr std::size_t kMostSequences = 5;

struct Moments {
  double mean = 0, deviation = 0;
};

/// Of the scores below `end`; summed around `center` so that little is lost.
Moments moments_below(std::span<const double> scores, double end, double center) noexcept {
  double sum = 0, squares = 0, count = 0;
  for (const double score : scores) {
    if (!(score < end)) continue;
    const double distance = score - center;
    sum += distance;
    squares += distance * distance;
    ++count;
  }
  const double mean = sum / count;
  return {center + mean, std::sqrt(std::max(squares / count - mean * mean, 0.0))};
}

Moments moments_of(std::span<const double> scores) noexcept {
  constexpr double kAll = std::numeric_limits<double>::infinity();
  return moments_below(scores, kAll, moments_below(scores, kAll, 0).mean);
}

/// Hands over each run of rows (first, last) that lie near one above epsilon.
template <class Visit>
void each_flagged_run(std::span<const double> scores, double epsilon, std::size_t buffer, Visit&& visit) noexcept {
  const std::size_t reach = buffer - 1;
  std::size_t first = 0, end = 0;  // of the open run; end is behind its last row
  for (std::size_t t = 0; t < scores.size(); ++t) {
    if (!(scores[t] > epsilon)) continue;
    const std::size_t from = t - std::min(t, reach);
    if (from > end || end == 0) {
      if (end > 0) visit(first, end - 1);
      first = from;
    }
    end = std::min(t + reach, scores.size() - 1) + 1;
  }
  if (end > 0) visit(first, end - 1);
}

/// How well a z separates; below 0 if it may not.
double worth(std::span<const double> scores, const Moments& all, double epsilon, std::size_t buffer) noexcept {
  std::size_t sequences = 0, flagged = 0;
  each_flagged_run(scores, epsilon, buffer, [&](std::size_t first, std::size_t last) {
    sequences += last > first ? 1 : 0;
    flagged += last - first + 1;
  });
  if (flagged == 0 || sequences > kMostSequences || 2 * flagged >= scores.size()) return -1;
  const Moments rest = moments_below(scores, epsilon, all.mean);
  const double drop = (all.mean - rest.mean) / all.mean + (all.deviation - rest.deviation) / all.deviation;
  return drop / static_cast<double>(sequences * sequences + flagged);
}

double best_z(std::span<const double> scores, const Moments& all, std::size_t buffer) noexcept {
  const double largest = std::ranges::max(scores);
  double z_of_best = kMostZ, best = 0;
  for (double z = kLeastZ; z < kMostZ && all.mean + z * all.deviation < largest; z += kStep) {
    const double value = worth(scores, all, all.mean + z * all.deviation, buffer);
    if (!(value >= best)) continue;
    best = value;
    z_of_best = z;
  }
  return z_of_best;
}

double largest_outside(std::span<const double> scores, double epsilon, std::size_t buffer) noexcept {
  double largest = 0;
  std::size_t next = 0;
  const auto look = [&](std::size_t end) {
    for (; next < end; ++next) largest = std::max(largest, scores[next]);
  };
  each_flagged_run(scores, epsilon, buffer, [&](std::size_t first, std::size_t last) {
    look(first);
    next = last + 1;
  });
  look(scores.size());
  return largest;
}

/// The smallest of the sequences' largest scores above `floor`; 0 if there is none.
double next_sequence(std::span<const double> scores, double epsilon, std::size_t buffer, double floor) noexcept {
  double nearest = 0;
  each_flagged_run(scores, epsilon, buffer, [&](std::size_t first, std::size_t last) {
    if (last == first) return;
    const double largest = std::ranges::max(scores.subspan(first, last - first + 1));
    if (largest > floor && (nearest == 0 || largest < nearest)) nearest = largest;
  });
  return nearest;
}

/// From the largest normal score upwards through the sequences, until the first gap: the last drop from above.
double prune(std::span<const double> scores, double epsilon, std::size_t buffer) noexcept {
  double normal = largest_outside(scores, epsilon, buffer);
  while (true) {
    const double next = next_sequence(scores, epsilon, buffer, normal);
    if (next == 0 || next - normal >= kLeastDrop * next) return normal;
    normal = next;
  }
}

}  // namespace

HundmanThreshold hundman_threshold(std::span<const double> scores, std::size_t buffer) noexcept {
  TIDEGATE_EXPECTS(!scores.empty() && buffer >= 1);
  if (is_constant(scores)) {
    const double above = value_above_constant(scores);
    return {kMostZ, above, std::ranges::max(scores), above};
  }
  const Moments all = moments_of(scores);
  HundmanThreshold found;
  found.z = best_z(scores, all, buffer);
  found.epsilon = all.mean + found.z * all.deviation;
  found.normal = prune(scores, found.epsilon, buffer);
  found.limit = std::max(found.epsilon, found.normal / (1 - kLeastDrop));
  return found;
}

}  // namespace tidegate
