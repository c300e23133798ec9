#include "metrics/range_based.h"

#include <algorithm>

#include "base/f1.h"
#include "base/missing.h"

namespace tidegate {
namespace {

/// Weight of the row at `place` (from 0) of a range of `length` rows.
double weight_at(PositionBias bias, std::size_t place, std::size_t length) {
  switch (bias) {
    case PositionBias::kFront:
      return static_cast<double>(length - place);
    case PositionBias::kMiddle:
      return static_cast<double>(place < (length + 1) / 2 ? place + 1 : length - place);
    case PositionBias::kBack:
      return static_cast<double>(place + 1);
    case PositionBias::kFlat:
      break;
  }
  return 1;
}

/// What one range overlaps of others: pieces, and its share of weight.
struct Coverage {
  std::size_t pieces = 0;
  double share = 0;
};

Coverage coverage(const RowRange& range, std::span<const RowRange> others, PositionBias bias) {
  double whole = 0, covered = 0;
  for (std::size_t place = 0; place < range.size(); ++place) whole += weight_at(bias, place, range.size());
  Coverage result;
  for (const RowRange& other : others) {
    const std::size_t begin = std::max(range.begin, other.begin), end = std::min(range.end, other.end);
    if (begin >= end) continue;
    ++result.pieces;
    for (std::size_t row = begin; row < end; ++row) covered += weight_at(bias, row - range.begin, range.size());
  }
  result.share = covered / whole;
  return result;
}

/// The mean over ranges of what their overlap is worth.
double mean_worth(std::span<const RowRange> ranges, std::span<const RowRange> others, PositionBias bias,
                  Cardinality cardinality, double existence) {
  double sum = 0;
  for (const RowRange& range : ranges) {
    const Coverage one = coverage(range, others, bias);
    if (one.pieces == 0) continue;
    const double in_pieces =
        cardinality == Cardinality::kReciprocal ? one.share / static_cast<double>(one.pieces) : one.share;
    sum += existence + (1 - existence) * in_pieces;
  }
  return sum / static_cast<double>(ranges.size());
}

}  // namespace

RangeQuality range_based(std::span<const RowRange> reported, std::span<const RowRange> labelled,
                         const RangeWeights& weights) {
  RangeQuality quality;
  if (!reported.empty())
    quality.precision = mean_worth(reported, labelled, weights.precision_bias, weights.cardinality, 0);
  quality.recall = labelled.empty()
                       ? kMissingValue
                       : mean_worth(labelled, reported, weights.recall_bias, weights.cardinality, weights.existence);
  quality.f1 = f1_of(quality.precision, quality.recall);
  return quality;
}

}  // namespace tidegate
