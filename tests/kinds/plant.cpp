#include "plant.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "base/random.h"

namespace tidegate::kinds {
namespace {

constexpr std::size_t kShiftedRows = 40, kTrendRows = 80, kNoisyRows = 40, kDroppedRows = 25, kHurriedRows = 60,
                      kBrokenRows = 60;
constexpr std::array<std::size_t, 3> kStuckRows = {15, 30, 60};

double real_time(std::size_t row) { return static_cast<double>(row); }

Series clean(const NormalSeries& normal, std::size_t rows, std::uint64_t seed) {
  return normal.make(rows, seed, real_time);
}

/// One and the same channel for a place, another one for the next.
std::size_t channel_at(const NormalSeries& normal, std::size_t at) { return at / 37 % normal.channels; }

double sign_at(std::size_t at) { return at % 2 == 0 ? 1 : -1; }

Series with_values(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, std::size_t count,
                   const std::function<double(double value, std::size_t k)>& change) {
  Series series = clean(normal, rows, seed);
  const std::size_t channel = channel_at(normal, at);
  for (std::size_t k = 0; k < count && at + k < rows; ++k) {
    double& value = series.rows.values(at + k, channel);
    value = change(value, k);
  }
  return series;
}

double height(int strength) { return std::array{2.0, 4.0, 8.0}.at(static_cast<std::size_t>(strength)); }

std::size_t rows_of_spike(int strength) { return static_cast<std::size_t>(strength) + 1; }

/// One row, two equal ones, or three that die away.
double spiked(double value, std::size_t k, int strength, double side) {
  return value + side * height(strength) * (strength == 2 ? std::pow(0.4, static_cast<double>(k)) : 1);
}

Series spike(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength) {
  return with_values(normal, rows, seed, at, rows_of_spike(strength),
                     [=](double value, std::size_t k) { return spiked(value, k, strength, 1); });
}

Series dip(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength) {
  return with_values(normal, rows, seed, at, rows_of_spike(strength),
                     [=](double value, std::size_t k) { return spiked(value, k, strength, -1); });
}

Series level_shift(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength) {
  const bool stays = at % 3 == 0;
  return with_values(normal, rows, seed, at, stays ? rows : kShiftedRows,
                     [=](double value, std::size_t) { return value + sign_at(at) * height(strength) * 0.75; });
}

Series trend(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength) {
  const bool stays = at % 3 == 0;
  return with_values(normal, rows, seed, at, stays ? rows : kTrendRows, [=](double value, std::size_t k) {
    const auto grown = static_cast<double>(std::min(k + 1, kTrendRows));
    return value + sign_at(at) * 2 * height(strength) * grown / kTrendRows;
  });
}

Series variance(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength) {
  Random random(seed * 1000 + at);
  return with_values(normal, rows, seed, at, kNoisyRows,
                     [&](double value, std::size_t) { return value + 0.25 * height(strength) * random.normal(); });
}

Series stuck(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength) {
  double held = 0;
  return with_values(normal, rows, seed, at, kStuckRows.at(static_cast<std::size_t>(strength)),
                     [&](double value, std::size_t k) { return held = k == 0 ? value : held; });
}

/// To a floor that hardly moves, to one that does not, or to zero and then to nothing at all.
Series dropout(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength) {
  Random random(seed * 1000 + at);
  return with_values(normal, rows, seed, at, kDroppedRows, [&](double, std::size_t k) {
    if (strength == 0) return 14 + 0.01 * random.normal();
    if (strength == 1) return 10.0;
    return k < 2 ? 0 : std::numeric_limits<double>::quiet_NaN();
  });
}

Series rhythm(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength) {
  const double speed = std::array{0.5, 2.0, 3.0}.at(static_cast<std::size_t>(strength));
  return normal.make(rows, seed, [=](std::size_t row) {
    const double hurried = std::clamp(real_time(row) - real_time(at), 0.0, static_cast<double>(kHurriedRows));
    return real_time(row) + (speed - 1) * hurried;
  });
}

/// One channel goes on with its normal values, but of another day.
Series correlation(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength) {
  const Series other = clean(normal, rows, seed + 777);
  const std::size_t channel = channel_at(normal, at);
  const double mirrored = 40;
  return with_values(normal, rows, seed, at, kBrokenRows, [&](double value, std::size_t k) {
    if (strength == 0) return 20 + 0.3 * (value - 20);
    return strength == 1 ? other.rows.values(at + k, channel) : mirrored - value;
  });
}

bool any(const NormalSeries&) { return true; }
bool is_periodic(const NormalSeries& normal) { return normal.periodic; }
bool several(const NormalSeries& normal) { return normal.channels > 1; }

template <std::size_t rows>
std::size_t always(int) {
  return rows;
}

}  // namespace

const std::vector<Plant>& plants() {
  static const std::vector<Plant> all = {
      {"spike", any, spike, rows_of_spike},
      {"dip", any, dip, rows_of_spike},
      {"level-shift", any, level_shift, always<kShiftedRows>},
      {"trend", any, trend, always<kTrendRows>},
      {"variance", any, variance, always<kNoisyRows>},
      {"stuck", any, stuck, [](int strength) { return kStuckRows.at(static_cast<std::size_t>(strength)); }},
      {"dropout", any, dropout, always<kDroppedRows>},
      {"rhythm", is_periodic, rhythm, always<kHurriedRows>},
      {"correlation", several, correlation, always<kBrokenRows>}};
  return all;
}

}  // namespace tidegate::kinds
