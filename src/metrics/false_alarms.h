// What false alarms cost whoever reads them: how many in a day, how much of the time, and among the worst events.
#pragma once
#include <cstddef>
#include <span>

#include "tidegate/series.h"

namespace tidegate {

struct FalseAlarms {
  std::size_t events = 0;         ///< reported that share no row with an anomaly
  double per_10000_rows = 0;      ///< of normal rows; NaN if all rows are anomalous
  double per_day = 0;             ///< of normal time; NaN also if `step` is 0
  double share_of_rows_in_alarm;  ///< of normal rows, also beside an anomaly; NaN if all rows are anomalous
};

/// `reported`, `labelled`: half-open, in order, without overlap among themselves, none empty, within `rows`. `step`:
/// from one row to the next, 0 = unknown. Cost: O(reported · log labelled + pairs that overlap).
FalseAlarms false_alarms(std::span<const RowRange> reported, std::span<const RowRange> labelled, std::size_t rows,
                         Duration step);

/// Of the `k` most severe events, or all if there are fewer, the share that shares a row with an anomaly: what somebody
/// finds who has time for k. `reported` as above; `severity`: one each, NaN ranks below all, of equal ones the first
/// counts. NaN of no events. Cost: a sort of events.
double precision_at_k(std::span<const RowRange> reported, std::span<const double> severity,
                      std::span<const RowRange> labelled, std::size_t k);

}  // namespace tidegate
