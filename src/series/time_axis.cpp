#include "series/time_axis.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace tidegate {
namespace {

Duration median(std::vector<Duration>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// later − earlier; the largest duration where the difference does not fit (292 years).
Duration difference_of(Timestamp later, Timestamp earlier) noexcept {
  std::int64_t count = 0;
  const bool overflow =
      __builtin_sub_overflow(later.time_since_epoch().count(), earlier.time_since_epoch().count(), &count);
  return overflow ? Duration::max() : Duration(count);
}

std::vector<Duration> positive_differences(std::span<const Timestamp> times) {
  std::vector<Duration> differences;
  differences.reserve(times.size());
  for (std::size_t i = 1; i < times.size(); ++i)
    if (times[i] > times[i - 1]) differences.push_back(difference_of(times[i], times[i - 1]));
  return differences;
}

/// The median may fall on a rounding neighbour of the usual difference (59 s, 60 s, 61 s); the median of those near it
/// does not.
Duration usual_difference(std::vector<Duration> differences) {
  if (differences.empty()) return Duration::zero();
  const Duration middle = median(differences);
  std::erase_if(differences, [middle](Duration d) { return d < middle - middle / 4 || d > middle + middle / 4; });
  return median(differences);
}

/// Whole steps in a difference, without overflow for any step ≥ 1 ns.
std::int64_t rounded_steps(Duration difference, Duration step) noexcept {
  const std::int64_t whole = difference / step;
  const Duration rest = difference % step;
  return whole + (rest >= step - rest ? 1 : 0);
}

/// difference > count · step, without the product, which may overflow.
bool exceeds_steps(Duration difference, Duration step, std::size_t count) noexcept {
  const auto whole = static_cast<std::size_t>(difference / step);
  return whole > count || (whole == count && difference % step > Duration::zero());
}

bool is_multiple(Duration difference, Duration step, double tolerance) noexcept {
  const double steps = static_cast<double>(difference.count()) / static_cast<double>(step.count());
  return steps > 0.5 && std::abs(steps - std::round(steps)) <= tolerance;
}

Placement place_late(TimeAxisState& state, Timestamp time) noexcept {
  state.late_rows = state.late_rows > 0 && time > state.late ? state.late_rows + 1 : 1;
  state.late = time;
  if (state.late_rows < kLateRowsToBeginAnew) return {Arrival::kLate, 0};
  state = {.started = true, .last = time};
  return {Arrival::kAfterLongGap, 0};
}

}  // namespace

Placement place(const TimeAxisParams& params, TimeAxisState& state, Timestamp time) noexcept {
  if (state.started && time == state.last && !params.repeats) return {Arrival::kDuplicate, 0};
  if (state.started && time < state.last) return place_late(state, time);
  const Duration difference = difference_of(time, state.last);
  const bool first = !state.started;
  state = {.started = true, .last = time};
  if (first || params.step <= Duration::zero()) return {};
  const auto missing = static_cast<std::size_t>(std::max<std::int64_t>(0, rounded_steps(difference, params.step) - 1));
  if (!params.regular)
    return exceeds_steps(difference, params.step, params.longest_gap + 1) ? Placement{Arrival::kAfterLongGap, missing}
                                                                          : Placement{};
  if (missing == 0) return {};
  return {missing > params.longest_gap ? Arrival::kAfterLongGap : Arrival::kAfterGap, missing};
}

double regular_share(std::span<const Timestamp> times, Duration step, double tolerance) noexcept {
  std::size_t positive = 0, multiples = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (times[i] <= times[i - 1]) continue;
    ++positive;
    multiples += is_multiple(times[i] - times[i - 1], step, tolerance) ? 1 : 0;
  }
  return positive == 0 ? 1.0 : static_cast<double>(multiples) / static_cast<double>(positive);
}

std::size_t single_steps(std::span<const Timestamp> times, Duration step, double tolerance) noexcept {
  const double length = static_cast<double>(step.count());
  std::size_t count = 0;
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (times[i] <= times[i - 1]) continue;
    const auto difference = static_cast<double>(difference_of(times[i], times[i - 1]).count());
    count += std::abs(difference - length) <= tolerance * length ? 1 : 0;
  }
  return count;
}

double single_step_share(std::span<const std::span<const Timestamp>> series, Duration step, double tolerance) noexcept {
  std::size_t pairs = 0, steps = 0;
  for (const std::span<const Timestamp> times : series) {
    if (times.empty()) continue;
    pairs += times.size() - 1;
    steps += single_steps(times, step, tolerance);
  }
  return pairs == 0 ? 1.0 : static_cast<double>(steps) / static_cast<double>(pairs);
}

TimeAxisParams fit_time_axis(std::span<const Timestamp> times, double tolerance, std::size_t longest_gap) {
  TimeAxisParams params{usual_difference(positive_differences(times)), false, tolerance, longest_gap};
  if (params.step > Duration::zero()) params.regular = regular_share(times, params.step, tolerance) >= kRegularShare;
  return params;
}

void put_state(ByteWriter& out, const TimeAxisState& state) {
  out.put(state.started);
  out.put(state.last.time_since_epoch().count());
  out.put(state.late.time_since_epoch().count());
  out.put(state.late_rows);
}

void get_state(ByteReader& in, TimeAxisState& state) {
  state.started = in.get_bool();
  state.last = Timestamp(Duration(in.get<std::int64_t>()));
  state.late = Timestamp(Duration(in.get<std::int64_t>()));
  state.late_rows = in.get<std::uint32_t>();
}

}  // namespace tidegate
