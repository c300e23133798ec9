#include "series/even_bins.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tidegate {
namespace {

using namespace std::chrono_literals;

constexpr std::array<Duration, 23> kLengths = {1s, 2s, 5s, 10s, 15s, 30s, 1min, 2min, 5min, 10min, 15min, 30min,
                                               1h, 2h, 3h, 4h,  6h,  8h,  12h,  24h,  48h,  72h,   168h};
constexpr double kFilled = 0.9;
constexpr std::size_t kMostRowsABin = 20;

struct Bins {
  std::size_t all = 0, filled = 0;
};

std::int64_t bin_of(Timestamp time, Duration length) {
  const std::int64_t at = time.time_since_epoch().count(), size = length.count();
  return at / size - (at % size < 0 ? 1 : 0);
}

/// `times` in order.
void count_bins(std::span<const Timestamp> times, Duration length, Bins& bins) {
  if (times.empty()) return;
  std::int64_t last = bin_of(times.front(), length);
  bins.all += static_cast<std::size_t>(bin_of(times.back(), length) - last) + 1;
  ++bins.filled;
  for (const Timestamp time : times) {
    const std::int64_t bin = bin_of(time, length);
    bins.filled += bin != last ? 1 : 0;
    last = bin;
  }
}

}  // namespace

Duration evenly_filled_bins(std::span<const std::span<const Timestamp>> series, Duration step) {
  std::vector<std::vector<Timestamp>> sorted;
  std::size_t rows = 0;
  for (const std::span<const Timestamp> times : series) {
    sorted.emplace_back(times.begin(), times.end());
    std::ranges::sort(sorted.back());
    rows += times.size();
  }
  for (const Duration length : kLengths) {
    if (length < step) continue;
    Bins bins;
    for (const std::vector<Timestamp>& times : sorted) count_bins(times, length, bins);
    if (rows > kMostRowsABin * bins.filled) break;
    if (static_cast<double>(bins.filled) >= kFilled * static_cast<double>(bins.all)) return length;
  }
  return Duration::zero();
}

}  // namespace tidegate
