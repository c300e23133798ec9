// Precision and recall by distance: how near reported rows are to an anomaly, and how near anomalies are to a report,
// each measured by how likely a report at random would be as near.
#pragma once
#include <cstddef>
#include <span>

#include "tidegate/series.h"

namespace tidegate {

struct Affiliation {
  double precision = 0;  ///< NaN if nothing was reported
  double recall = 0;     ///< NaN without anomalies
  double f1 = 0;         ///< 2 · precision · recall / (precision + recall); NaN where one of them is
};

/// Every row belongs to the nearest anomaly, whose zone ends half-way to the next one. Precision: of each zone with a
/// report the mean over reported rows of the chance that a row of the zone, drawn at random, is no nearer to the
/// anomaly; then the mean over zones. Recall: of each zone the mean over the anomaly's rows of the chance that a row
/// drawn at random is no nearer than the nearest report, 0 without one; then the mean over zones.
///
/// Reports at random reach a precision of about 0.5 and, if there are many, a recall near 1: an F1 of 0.67 knows
/// nothing. `reported`, `labelled`: half-open, in order, without overlap among themselves, none empty, within `rows`.
/// Cost: O(reported + labelled + pairs in one zone). Source: Huet et al., "Local Evaluation of Time Series Anomaly
/// Detection Algorithms", KDD 2022, in continuous time as in its reference code.
Affiliation affiliation(std::span<const RowRange> reported, std::span<const RowRange> labelled, std::size_t rows);

}  // namespace tidegate
