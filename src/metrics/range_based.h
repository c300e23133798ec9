// Precision and recall of ranges: how much of each range is covered, in how many pieces, and where.
#pragma once
#include <cstddef>
#include <span>

#include "tidegate/series.h"

namespace tidegate {

/// Where in a range an overlap counts more.
enum class PositionBias {
  kFlat,    ///< everywhere alike
  kFront,   ///< the first row `length` times as much as the last
  kMiddle,  ///< the middle most
  kBack,    ///< the last row most
};

/// What the overlap of one range with several others is worth.
enum class Cardinality {
  kOne,         ///< the pieces do not matter
  kReciprocal,  ///< divided by the number of ranges it overlaps
};

struct RangeWeights {
  double existence = 0;  ///< alpha, 0 to 1: the share of recall that any common row earns
  PositionBias recall_bias = PositionBias::kFlat, precision_bias = PositionBias::kFlat;
  Cardinality cardinality = Cardinality::kReciprocal;
};

struct RangeQuality {
  double precision = 0;  ///< 0 if nothing was reported
  double recall = 0;     ///< NaN without anomalies
  double f1 = 0;         ///< 2 · precision · recall / (precision + recall)
};

/// Recall is the mean over labelled ranges of existence · (1 if any row is common) + (1 − existence) · cardinality ·
/// covered weight / whole weight; precision the mean over reported ranges of cardinality · covered / whole weight.
/// `reported`, `labelled`: half-open, in order, without overlap among themselves, none empty. Source: Tatbul et al.,
/// "Precision and Recall for Time Series", NeurIPS 2018. Cost: O(reported · labelled + rows).
RangeQuality range_based(std::span<const RowRange> reported, std::span<const RowRange> labelled,
                         const RangeWeights& weights = {});

}  // namespace tidegate
