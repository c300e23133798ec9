// Is a series in the order of time?
#pragma once
#include <cstddef>
#include <span>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// How far a series is from rising stamps.
struct TimeOrder {
  std::size_t late = 0, first_late = kNoRow;             ///< rows earlier than a row before
  std::size_t duplicates = 0, first_duplicate = kNoRow;  ///< rows with the latest stamp so far
};

/// As a stream would see it: ten late rows in rising order start again, so that one stamp in the future, or files put
/// together in the wrong order, make few rows late. Cost: O(T), no allocation.
TimeOrder time_order(std::span<const Timestamp> times) noexcept;

/// Fails if more than a tenth of the rows `first` to `last` are late: they would be left out of training one by one,
/// and what remains would not be the series. Errors: kData, naming the first late row.
Status check_order(const SeriesPart& part);

}  // namespace tidegate
