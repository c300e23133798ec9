#include "fit/frames.h"

#include <algorithm>

#include "base/missing.h"

namespace tidegate {
namespace {

/// Steps without a row before this one; counts what is not used.
std::size_t steps_before(Frames& frames, const TimeAxisParams& axis, const Placement& placement) {
  if (placement.arrival == Arrival::kLate) ++frames.late;
  if (placement.arrival == Arrival::kDuplicate) ++frames.duplicates;
  if (placement.arrival != Arrival::kAfterGap && placement.arrival != Arrival::kAfterLongGap) return 0;
  ++frames.gaps;
  frames.missing_steps += placement.missing_steps;
  return std::min(placement.missing_steps, axis.longest_gap);
}

}  // namespace

Frames make_frames(const SeriesPart& part, const TimeAxisParams& axis) {
  const Series& series = *part.series;
  Frames frames;
  std::vector<std::size_t>& source = frames.source;
  TimeAxisState state;
  for (std::size_t row = part.range.begin; row < part.range.end; ++row) {
    if (series.rows.has_time()) {
      const Placement placement = place(axis, state, series.rows.time[row]);
      source.insert(source.end(), steps_before(frames, axis, placement), kNoRow);
      if (placement.arrival == Arrival::kLate || placement.arrival == Arrival::kDuplicate) continue;
    }
    source.push_back(row);
  }
  frames.values = Matrix<double>(source.size(), series.channels.size(), kMissingValue);
  for (std::size_t t = 0; t < source.size(); ++t)
    if (source[t] != kNoRow) std::ranges::copy(series.rows.values.row(source[t]), frames.values.row(t).begin());
  return frames;
}

}  // namespace tidegate
