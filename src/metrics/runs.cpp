#include "metrics/runs.h"

#include <algorithm>

namespace tidegate {

std::vector<RowRange> runs_of(std::span<const std::uint8_t> flags) {
  std::vector<RowRange> runs;
  for (std::size_t t = 0; t < flags.size(); ++t) {
    if (flags[t] == 0) continue;
    if (runs.empty() || runs.back().end != t) runs.push_back({t, t});
    runs.back().end = t + 1;
  }
  return runs;
}

std::span<const RowRange> overlapping(const RowRange& range, std::span<const RowRange> ordered) {
  const auto first = std::ranges::upper_bound(ordered, range.begin, {}, &RowRange::end);
  const auto last = std::ranges::lower_bound(first, ordered.end(), range.end, {}, &RowRange::begin);
  return {first, last};
}

}  // namespace tidegate
