// Where the labelled rows of a series are parted into those to learn from and those to validate on.
#pragma once
#include <cstddef>
#include <span>

namespace tidegate {

/// The first validating row: the last rows are about the share `validation` of all rows and of the anomalous ones
/// (label > 0.5; NaN = unknown), and no run of anomalous rows lies on both sides. With at least two such runs, both
/// sides have one. Cost: O(T). Contract: at least 2 rows; 0 ≤ validation < 1.
std::size_t label_split(std::span<const float> labels, double validation);

}  // namespace tidegate
