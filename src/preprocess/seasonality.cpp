#include "preprocess/seasonality.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace tidegate {
namespace {

constexpr std::size_t kParts = 24;
constexpr double kReach = 0.05;  // of a period, to both sides
constexpr std::size_t kRowsToRefineOn = 10'000;

/// Which part of the period; places that fall on a border by rounding belong to the later one.
std::size_t part_of(double place, double period) noexcept {
  const double turns = place / period + 1e-9;
  return std::min(static_cast<std::size_t>((turns - std::floor(turns)) * kParts), kParts - 1);
}

/// The mean over all parts, and of each part about it.
struct PhaseProfile {
  double mean = 0;
  std::array<double, kParts> about{};
};

PhaseProfile phase_profile(std::span<const double> values, std::span<const double> place, double period) noexcept {
  PhaseProfile profile;
  std::array<double, kParts> count{};
  double all = 0;
  for (std::size_t t = 0; t < values.size(); ++t) {
    if (std::isnan(values[t])) continue;
    const std::size_t part = part_of(place[t], period);
    profile.mean += (values[t] - profile.mean) / ++all;
    profile.about[part] += (values[t] - profile.about[part]) / ++count[part];
  }
  for (std::size_t part = 0; part < kParts; ++part)
    profile.about[part] = count[part] > 0 ? profile.about[part] - profile.mean : 0;
  return profile;
}

}  // namespace

double foreseen_by_period(std::span<const double> values, std::span<const double> place, double period) noexcept {
  const std::size_t half = values.size() / 2;
  const auto later = values.subspan(half), later_place = place.subspan(half);
  const PhaseProfile before = phase_profile(values.first(half), place.first(half), period);
  const double mean = phase_profile(later, later_place, period).mean;
  double all = 0, left = 0;
  for (std::size_t t = 0; t < later.size(); ++t) {
    const double value = later[t] - mean;
    if (std::isnan(value)) continue;
    const double rest = value - before.about[part_of(later_place[t], period)];
    all += value * value;
    left += rest * rest;
  }
  return all > 0 ? 1 - left / all : 0;
}

double refined_period(std::span<const double> values, std::span<const double> place, double period) {
  const std::size_t rows = std::min(values.size(), kRowsToRefineOn);
  values = values.last(rows);
  place = place.last(rows);
  const double step = period * period / (4 * static_cast<double>(rows));
  const auto steps = static_cast<long>(kReach * period / step);
  double best = period, most = foreseen_by_period(values, place, period);
  for (long i = -steps; i <= steps; ++i) {
    const double length = period + static_cast<double>(i) * step;
    const double share = foreseen_by_period(values, place, length);
    if (share > most) most = share, best = length;
  }
  return best;
}

}  // namespace tidegate
