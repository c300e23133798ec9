#include "page/report_time.h"

namespace tidegate {

double milliseconds(Timestamp time) { return static_cast<double>(time.time_since_epoch().count()) / 1e6; }

std::vector<TimeRun> time_runs(std::span<const Timestamp> time, std::size_t limit) {
  std::vector<TimeRun> runs;
  for (std::size_t i = 0; i < time.size(); ++i) {
    const bool continues = !runs.empty() && i > runs.back().first_row + 1 && time[i] - time[i - 1] == runs.back().step;
    const bool second = !runs.empty() && i == runs.back().first_row + 1;
    if (continues) continue;
    // Two rows fix a run's step, but a gap must not become one: a lone row is given up to the stretch that follows it.
    if (second && (i + 1 == time.size() || time[i + 1] - time[i] == time[i] - time[i - 1])) {
      runs.back().step = time[i] - time[i - 1];
      continue;
    }
    if (runs.size() == limit) return {};
    runs.push_back({.first_row = i, .start = time[i]});
  }
  return runs;
}

std::vector<std::pair<Timestamp, std::int16_t>> offset_changes(std::span<const Timestamp> time,
                                                               std::span<const std::int16_t> minutes) {
  std::vector<std::pair<Timestamp, std::int16_t>> changes;
  for (std::size_t i = 0; i < minutes.size() && i < time.size(); ++i) {
    if (changes.empty() || changes.back().second != minutes[i]) changes.emplace_back(time[i], minutes[i]);
  }
  return changes;
}

}  // namespace tidegate
