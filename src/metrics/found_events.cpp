#include "metrics/found_events.h"

#include <algorithm>
#include <cmath>

#include "base/missing.h"
#include "metrics/runs.h"

namespace tidegate {
namespace {

double difference(std::size_t a, std::size_t b) { return static_cast<double>(a) - static_cast<double>(b); }

FoundEvent found_event(std::size_t report, const RowRange& event, const RowRange& anomaly) {
  return {report, difference(std::max(event.begin, anomaly.begin), anomaly.begin),
          difference(event.begin, anomaly.begin), difference(event.end, anomaly.end),
          static_cast<double>(event.size()) / static_cast<double>(anomaly.size())};
}

/// Of an even number the mean of the middle two.
double median(std::vector<double> values) {
  if (values.empty()) return kMissingValue;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return values.size() % 2 == 1 ? *middle : (*middle + *std::max_element(values.begin(), middle)) / 2;
}

}  // namespace

std::vector<FoundEvent> found_events(std::span<const RowRange> reported, std::span<const RowRange> labelled) {
  std::vector<FoundEvent> events;
  events.reserve(labelled.size());
  for (const RowRange& anomaly : labelled) {
    const std::span<const RowRange> hits = overlapping(anomaly, reported);
    if (hits.empty())
      events.push_back({kNoRow, kMissingValue, kMissingValue, kMissingValue, kMissingValue});
    else
      events.push_back(found_event(static_cast<std::size_t>(hits.data() - reported.data()), hits.front(), anomaly));
  }
  return events;
}

FoundSummary summary_of(std::span<const FoundEvent> events) {
  std::vector<double> delays, start_errors, length_errors;
  for (const FoundEvent& event : events) {
    if (!event.found()) continue;
    delays.push_back(event.delay);
    start_errors.push_back(std::abs(event.start_error));
    length_errors.push_back(std::abs(std::log2(event.length_ratio)));
  }
  const std::size_t found = delays.size();
  return {found, median(std::move(delays)), median(std::move(start_errors)), median(std::move(length_errors))};
}

}  // namespace tidegate
