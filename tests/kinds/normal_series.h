// Normal series of eleven characters, made from nothing but a seed, about 20 with a deviation of about 1.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "tidegate/series.h"

namespace tidegate::kinds {

/// Turns row numbers into the moments of a periodic series; others than the identity change its rhythm.
using Clock = std::function<double(std::size_t row)>;

struct NormalSeries {
  std::string_view name;
  bool periodic = false;
  std::size_t channels = 1;
  bool tuned = true;  ///< the rules were tuned on it (other seeds); the rest shows how far they carry
  Series (*make)(std::size_t rows, std::uint64_t seed, const Clock& clock);
};

/// sine, two periods, wandering, daily square, three correlated channels, rounded sawtooth, bump under noise, bursts;
/// not tuned on: office week, tank, plain noise.
const std::vector<NormalSeries>& normal_series();

}  // namespace tidegate::kinds
