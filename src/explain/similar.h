// The stretch of a series that is most like another one.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "tidegate/series.h"

namespace tidegate {

/// Rows [first, first + length).
struct RowStretch {
  std::size_t first = 0;
  std::size_t length = 0;
};

struct SimilarFound {
  std::size_t first = 0;
  double distance = 0;  ///< root of the mean squared difference of a value
};

/// Of all stretches as long as `sought` whose rows are all `open` (T; 0 = closed) and not its own, the one at the least
/// Euclidean distance; of equal ones the first. `values`: (T, C), NaN = missing. A pair with a missing value is left
/// out; a stretch with fewer than half of all pairs is no candidate, nor is one at no finite distance.
/// Cost: at most O(T · length · C), far less as a rule: a candidate is given up where it is already too far away.
/// Contract: `sought` lies within the rows, and there is one flag a row.
std::optional<SimilarFound> find_similar(MatrixView<const double> values, const RowStretch& sought,
                                         std::span<const std::uint8_t> open);

}  // namespace tidegate
