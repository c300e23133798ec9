#include "metrics/event_wise.h"

#include <algorithm>
#include <vector>

#include "base/f1.h"
#include "base/missing.h"
#include "metrics/ranking.h"
#include "metrics/runs.h"

namespace tidegate {
namespace {

/// The labelled anomalies that share a row with the event: places from `first` to before `last`.
struct Overlapped {
  std::size_t first, last;
  std::size_t rows;  ///< of all of them
};

Overlapped overlapped(const RowRange& event, std::span<const RowRange> labelled) {
  const auto first = std::ranges::upper_bound(labelled, event.begin, {}, &RowRange::end);
  const auto last = std::ranges::lower_bound(first, labelled.end(), event.end, {}, &RowRange::begin);
  std::size_t rows = 0;
  for (auto one = first; one != last; ++one) rows += one->size();
  return {static_cast<std::size_t>(first - labelled.begin()), static_cast<std::size_t>(last - labelled.begin()), rows};
}

}  // namespace

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
    const Overlapped hit = overlapped(event, labelled);
    const bool too_long = match == EventMatch::kOverlapOfLikeLength && event.size() > kMostTimesAsLong * hit.rows;
    if (hit.first == hit.last || too_long) {
      ++counts.wrong;
      continue;
    }
    const std::size_t last = match == EventMatch::kTelemanom ? hit.first + 1 : hit.last;
    for (std::size_t i = hit.first; i < last; ++i) found[i] = true;
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
