#include "metrics/event_wise.h"

#include <algorithm>
#include <vector>

#include "base/f1.h"
#include "base/missing.h"
#include "metrics/ranking.h"
#include "metrics/runs.h"

namespace tidegate {
double EventCounts::precision() const {
  return found + wrong == 0 ? 0 : static_cast<double>(found) / static_cast<double>(found + wrong);
}

double EventCounts::recall() const {
  return found + missed == 0 ? kMissingValue : static_cast<double>(found) / static_cast<double>(found + missed);
}

double EventCounts::f1() const { return f1_of(precision(), recall()); }

EventCounts count_events(std::span<const RowRange> reported, std::span<const RowRange> labelled, EventMatch match) {
  constexpr std::size_t kMostTimesAsLong = 3;
  EventCounts counts;
  std::vector<bool> found(labelled.size(), false);
  for (const RowRange& event : reported) {
    if (match == EventMatch::kTelemanom && event.size() == 1) continue;
    const std::span<const RowRange> hit = overlapping(event, labelled);
    std::size_t rows = 0;
    for (const RowRange& anomaly : hit) rows += anomaly.size();
    const bool too_long = match == EventMatch::kOverlapOfLikeLength && event.size() > kMostTimesAsLong * rows;
    if (hit.empty() || too_long) {
      ++counts.wrong;
      continue;
    }
    const auto first = static_cast<std::size_t>(hit.data() - labelled.data());
    const std::size_t credited = match == EventMatch::kTelemanom ? 1 : hit.size();
    for (std::size_t i = first; i < first + credited; ++i) found[i] = true;
  }
  counts.found = static_cast<std::size_t>(std::ranges::count(found, true));
  counts.missed = labelled.size() - counts.found;
  return counts;
}

double composite_f1(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels) {
  const EventCounts events = count_events(runs_of(flags), runs_of(labels), EventMatch::kOverlap);
  return f1_of(row_quality(flags, labels).precision, events.recall());
}

}  // namespace tidegate
