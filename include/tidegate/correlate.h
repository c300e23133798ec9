// Which other series correlate with one series around an event, and at which lag.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// Rows `first` to `first + rows − 1` of a series.
struct RowStretch {
  std::size_t first = 0, rows = 0;
};

/// Pearson's correlation of a's rows in `stretch` with b's rows `lag` later, for lag = −max_lag … max_lag: 2·max_lag +
/// 1 values within ±1, the middle one at lag 0. A negative lag means that b changes before a. b's rows may lie outside
/// the stretch. A pair counts if both values are there (NaN = missing; rows beyond either end are missing). NaN where
/// fewer than 3 pairs, or less than half of the stretch, count, and where one side is constant to within 1e-12 of its
/// values. Cost: O(rows · max_lag). Contract: a and b are equally long, the stretch lies within them. Source: Box,
/// Jenkins, Reinsel, Ljung, "Time Series Analysis", 12.1, but with the means of the pairs at each lag.
TIDEGATE_API std::vector<double> lagged_correlation(std::span<const double> a, std::span<const double> b,
                                                    RowStretch stretch, std::size_t max_lag);

/// The lag of the strongest correlation, positive or negative, and how usual such a one is.
struct LagFinding {
  std::ptrdiff_t lag = 0;      ///< of equally strong ones the shortest; negative: b changes before a
  double coefficient = 0;      ///< NaN if there is none at any lag
  double share_elsewhere = 0;  ///< of the stretches elsewhere, those as strong at their own best lag; NaN if none is
  std::size_t stretches_elsewhere = 0;
};

/// Stretches overlap; of those that do not there must be enough, for an event of `rows` rows, to be one of few among.
TIDEGATE_API bool enough_elsewhere(const LagFinding& finding, std::size_t rows);

/// Rarely as strong elsewhere: on less than 5 % of stretches, divided by the `series` series that were compared.
TIDEGATE_API bool is_rare(const LagFinding& finding, std::size_t rows, std::size_t series);

/// `lagged_correlation` at its strongest, beside every stretch of as many rows elsewhere in the same two series, at
/// least rows + max_lag rows away, each at its own best lag: so the choice among lags is allowed for. Neighbouring
/// stretches overlap: n rows hold only n / rows independent ones, and a share says no more than these can.
/// Cost: O(n · max_lag), memory O(n), n rows. Contract: as above.
TIDEGATE_API LagFinding strongest_lag(std::span<const double> a, std::span<const double> b, RowStretch stretch,
                                      std::size_t max_lag);

/// The latest value of a series at other moments: for each the value of its latest row that is not later, NaN if that
/// is older than one and a half of its usual steps (the median) or there is none. Rows earlier than a row before them
/// are passed by. Cost: O(m log n + n). Contract: as many times as values.
TIDEGATE_API std::vector<double> held_at(std::span<const Timestamp> moments, std::span<const Timestamp> times,
                                         std::span<const double> values);

/// The median distance of neighbouring rows; rows that are not later than the one before do not count. 0 = unknown.
TIDEGATE_API Duration usual_step(std::span<const Timestamp> times);

}  // namespace tidegate
