// Artificial anomalies in real rows: how much a detector finds where nobody labelled anything.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/matrix.h"
#include "tidegate/result.h"

namespace tidegate {

/// spike        one row up by the strength
/// dip          one row down by the strength
/// level-shift  all rows up or down by the strength
/// trend        a straight line away from the values, the strength at its end
/// variance     noise of the strength on top
/// stuck        every row repeats the first
struct PlantedAnomaly {
  std::string kind;
  std::size_t channel = 0;
  std::size_t first = 0;  ///< row
  std::size_t rows = 1;
  double strength = 0;  ///< in the channel's own unit; stuck: not used
};

/// The kinds, in the order above.
TIDEGATE_API std::vector<std::string> plantable_kinds();

/// As many rows as an anomaly of this kind takes: 1 of spikes and dips, 20 of others. Contract: a kind of the list.
TIDEGATE_API std::size_t planted_rows(std::string_view kind);

/// Changes the planted rows of values(T, C); missing values (NaN) stay missing. Same seed, same values: noise and the
/// side of shifts and trends are drawn from it. Contract: a kind of the list, rows and channel within `values`.
TIDEGATE_API void plant(const PlantedAnomaly& anomaly, std::uint64_t seed, Matrix<double>& values);

}  // namespace tidegate
