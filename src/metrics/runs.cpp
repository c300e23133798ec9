#include "metrics/runs.h"

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

}  // namespace tidegate
