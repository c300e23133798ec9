#include "normal_series.h"

#include <cmath>
#include <numbers>
#include <string>

#include "base/random.h"

namespace tidegate::kinds {
namespace {

constexpr double kLevel = 20;

double wave(double moment, double period) { return std::sin(2 * std::numbers::pi * moment / period); }

Series empty_series(std::size_t rows, std::size_t channels) {
  Series series;
  series.source = "planted";
  series.rows.values = Matrix<double>(rows, channels);
  for (std::size_t c = 0; c < channels; ++c) series.channels.push_back({"c" + std::to_string(c), ""});
  return series;
}

Series sine(std::size_t rows, std::uint64_t seed, const Clock& clock) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  for (std::size_t t = 0; t < rows; ++t)
    series.rows.values(t, 0) = kLevel + 1.4 * wave(clock(t), 25) + 0.12 * random.normal();
  return series;
}

Series two_periods(std::size_t rows, std::uint64_t seed, const Clock& clock) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  double drift = 0;
  for (std::size_t t = 0; t < rows; ++t) {
    drift = 0.99 * drift + 0.03 * random.normal();
    series.rows.values(t, 0) =
        kLevel + 1.1 * wave(clock(t), 24) + 0.7 * wave(clock(t), 168) + drift + 0.1 * random.normal();
  }
  return series;
}

Series wandering(std::size_t rows, std::uint64_t seed, const Clock&) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  double value = 0;
  for (std::size_t t = 0; t < rows; ++t) {
    value = 0.97 * value + 0.24 * random.normal();
    series.rows.values(t, 0) = kLevel + value;
  }
  return series;
}

Series daily_square(std::size_t rows, std::uint64_t seed, const Clock& clock) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  for (std::size_t t = 0; t < rows; ++t) {
    const double hour = std::fmod(clock(t), 24);
    series.rows.values(t, 0) = kLevel + (hour >= 8 && hour < 18 ? 1.2 : -0.8) + 0.1 * random.normal();
  }
  return series;
}

Series correlated(std::size_t rows, std::uint64_t seed, const Clock& clock) {
  Series series = empty_series(rows, 3);
  Random random(seed);
  double common = 0;
  for (std::size_t t = 0; t < rows; ++t) {
    common = 0.9 * common + 0.35 * random.normal();
    const double latent = common + 0.7 * wave(clock(t), 40);
    for (std::size_t c = 0; c < 3; ++c)
      series.rows.values(t, c) = kLevel + (c == 1 ? -0.9 : 1) * latent + 0.08 * random.normal();
  }
  return series;
}

/// As a meter of few digits shows it.
Series rounded_sawtooth(std::size_t rows, std::uint64_t seed, const Clock& clock) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  for (std::size_t t = 0; t < rows; ++t) {
    const double value = 3.4 * std::fmod(clock(t), 30) / 30 - 1.7 + 0.1 * random.normal();
    series.rows.values(t, 0) = kLevel + std::round(value / 0.2) * 0.2;
  }
  return series;
}

Series bump_under_noise(std::size_t rows, std::uint64_t seed, const Clock& clock) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  for (std::size_t t = 0; t < rows; ++t) {
    const double bump = std::exp(-std::pow((std::fmod(clock(t), 48) - 24) / 5, 2));
    series.rows.values(t, 0) = kLevel - 0.6 + 2.5 * bump + 0.4 * random.normal();
  }
  return series;
}

/// Load that arrives in bursts and dies away.
Series bursts(std::size_t rows, std::uint64_t seed, const Clock&) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  double load = 0;
  for (std::size_t t = 0; t < rows; ++t) {
    load = 0.8 * load + (random.uniform() < 0.1 ? 1.6 * random.uniform() : 0);
    series.rows.values(t, 0) = kLevel + load + 0.05 * random.normal();
  }
  return series;
}

/// Five days of work and two of rest; the busier, the noisier.
Series office_week(std::size_t rows, std::uint64_t seed, const Clock& clock) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  for (std::size_t t = 0; t < rows; ++t) {
    const double hour = std::fmod(clock(t), 24), day = std::fmod(clock(t) / 24, 7);
    const double busy = day < 5 ? std::max(0.0, std::sin(std::numbers::pi * (hour - 6) / 14)) : 0;
    series.rows.values(t, 0) = kLevel - 0.8 + 2.6 * busy + (0.06 + 0.12 * busy) * random.normal();
  }
  return series;
}

/// Drains at changing speed and is filled up when low.
Series tank(std::size_t rows, std::uint64_t seed, const Clock&) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  double level = 1.5;
  bool fills = false;
  for (std::size_t t = 0; t < rows; ++t) {
    level += fills ? 0.35 : -random.uniform(0.02, 0.14);
    if (level > 1.6) fills = false;
    if (level < -1.6) fills = true;
    series.rows.values(t, 0) = kLevel + level + 0.04 * random.normal();
  }
  return series;
}

Series plain_noise(std::size_t rows, std::uint64_t seed, const Clock&) {
  Series series = empty_series(rows, 1);
  Random random(seed);
  for (std::size_t t = 0; t < rows; ++t) series.rows.values(t, 0) = kLevel + random.normal();
  return series;
}

}  // namespace

const std::vector<NormalSeries>& normal_series() {
  static const std::vector<NormalSeries> all = {{"sine", true, 1, true, sine},
                                                {"two periods", true, 1, true, two_periods},
                                                {"wandering", false, 1, true, wandering},
                                                {"daily square", true, 1, true, daily_square},
                                                {"three correlated", true, 3, true, correlated},
                                                {"rounded sawtooth", true, 1, true, rounded_sawtooth},
                                                {"bump under noise", true, 1, true, bump_under_noise},
                                                {"bursts", false, 1, true, bursts},
                                                {"office week", true, 1, false, office_week},
                                                {"tank", false, 1, false, tank},
                                                {"plain noise", false, 1, false, plain_noise}};
  return all;
}

}  // namespace tidegate::kinds
