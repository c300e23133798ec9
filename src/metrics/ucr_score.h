// Is the location right: the score of archives whose series have one anomaly each.
#pragma once
#include <cstddef>
#include <span>

#include "tidegate/series.h"

namespace tidegate {

/// The row of `test` with the highest score, the first of equal ones. `scores` (T), NaN ranks below all. kNoRow if
/// `test` is empty or no row of it has a score. Cost: O(rows of `test`).
std::size_t highest_row(std::span<const double> scores, RowRange test);

/// Whether a location is less than max(L, 100) rows off the anomaly of L rows: begin − max(L, 100) < location < last
/// row + max(L, 100). kNoRow is not. The archive's file names count rows from 1, and `end` is the last: `…_B_E` is
/// {B − 1, E}. Source: Wu, Keogh, "Current Time Series Anomaly Detection Benchmarks are Flawed…", TKDE 2021, and the
/// rule of its contest, KDD Cup 2021.
bool ucr_found(std::size_t location, RowRange anomaly);

}  // namespace tidegate
