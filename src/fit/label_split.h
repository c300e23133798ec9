// Where the labelled rows of a series are parted into those to learn from and those to validate on.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace tidegate {

/// The first validating row: the last rows are about the share `validation` of all rows and of the anomalous ones
/// (label > 0.5; NaN = unknown), and no run of anomalous rows lies on both sides, unknown ones within it or not. With
/// at least two such runs, both sides have one. Cost: O(T). Contract: at least 2 rows; 0 ≤ validation < 1.
std::size_t label_split(std::span<const float> labels, double validation);

/// Of so many series that whole ones can validate: which do. Of those with anomalous rows and of those without, each in
/// their order, about the share `validation`, spread evenly; at least one of each kind learns.
/// `anomalous`: whether a series has such a row.
std::vector<bool> series_that_validate(const std::vector<bool>& anomalous, double validation);

/// As many series with anomalous rows make whole ones the better validation: of one series with one event, both sides
/// of a cut would lack what the other has.
inline constexpr std::size_t kSeriesToPart = 5;

}  // namespace tidegate
