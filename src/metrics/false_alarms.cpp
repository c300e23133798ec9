#include "metrics/false_alarms.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "base/contracts.h"
#include "base/missing.h"
#include "metrics/runs.h"

namespace tidegate {

FalseAlarms false_alarms(std::span<const RowRange> reported, std::span<const RowRange> labelled, std::size_t rows,
                         Duration step) {
  std::size_t normal = rows, in_alarm = 0, events = 0;
  for (const RowRange& anomaly : labelled) normal -= anomaly.size();
  for (const RowRange& event : reported) {
    const std::span<const RowRange> hits = overlapping(event, labelled);
    if (hits.empty()) ++events;
    in_alarm += event.size();
    for (const RowRange& anomaly : hits)
      in_alarm -= std::min(event.end, anomaly.end) - std::max(event.begin, anomaly.begin);
  }
  if (normal == 0) return {events, kMissingValue, kMissingValue, kMissingValue};
  constexpr double kRows = 10'000;
  const double per_row = static_cast<double>(events) / static_cast<double>(normal);
  const double rows_a_day = std::chrono::duration<double>(std::chrono::days(1)) / std::chrono::duration<double>(step);
  return {events, per_row * kRows, step > Duration::zero() ? per_row * rows_a_day : kMissingValue,
          static_cast<double>(in_alarm) / static_cast<double>(normal)};
}

double precision_at_k(std::span<const RowRange> reported, std::span<const double> severity,
                      std::span<const RowRange> labelled, std::size_t k) {
  TIDEGATE_EXPECTS(reported.size() == severity.size());
  std::vector<std::size_t> order(reported.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto rank = [&](std::size_t event) {
    return std::isnan(severity[event]) ? -std::numeric_limits<double>::infinity() : severity[event];
  };
  std::ranges::stable_sort(order, std::ranges::greater(), rank);
  order.resize(std::min(k, order.size()));
  if (order.empty()) return kMissingValue;
  const auto right =
      std::ranges::count_if(order, [&](std::size_t event) { return !overlapping(reported[event], labelled).empty(); });
  return static_cast<double>(right) / static_cast<double>(order.size());
}

}  // namespace tidegate
