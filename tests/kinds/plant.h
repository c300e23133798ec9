// Anomalies of a known kind, planted into a normal series.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "normal_series.h"

namespace tidegate::kinds {

/// One way to spoil rows `at` to `at + rows − 1`; strength 0 = weak, 1 = medium, 2 = strong.
struct Plant {
  std::string_view kind;
  bool (*suits)(const NormalSeries&);
  /// The whole series with the anomaly in it, and how many rows of it are odd.
  Series (*make)(const NormalSeries& normal, std::size_t rows, std::uint64_t seed, std::size_t at, int strength);
  std::size_t (*length)(int strength);
};

const std::vector<Plant>& plants();

}  // namespace tidegate::kinds
