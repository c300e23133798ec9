#include "preprocess/rolling.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"

namespace tidegate {
namespace {

void take_in(RollingState& state, double value) noexcept {
  const double before = value - state.mean;
  state.mean += before / static_cast<double>(++state.present);
  state.squares += before * (value - state.mean);
}

void take_out(RollingState& state, double value) noexcept {
  if (--state.present == 0) {
    state.mean = state.squares = 0;
    return;
  }
  const double before = value - state.mean;
  state.mean -= before / static_cast<double>(state.present);
  state.squares = std::max(0.0, state.squares - before * (value - state.mean));
}

void sum_afresh(RollingState& state) noexcept {
  state.present = 0;
  state.mean = state.squares = 0;
  for (const float value : state.recent)
    if (!std::isnan(value)) take_in(state, static_cast<double>(value));
}

void find_extremes(RollingState& state) noexcept {
  state.lowest = std::numeric_limits<float>::infinity();
  state.highest = -state.lowest;
  for (const float value : state.recent) {
    if (std::isnan(value)) continue;
    state.lowest = std::min(state.lowest, value);
    state.highest = std::max(state.highest, value);
  }
}

}  // namespace

RollingState make_rolling_state(std::size_t window) {
  TIDEGATE_EXPECTS(window >= 1);
  return {.recent = std::vector<float>(window, std::numeric_limits<float>::quiet_NaN())};
}

void clear(RollingState& state) noexcept {
  std::ranges::fill(state.recent, std::numeric_limits<float>::quiet_NaN());
  state.next = state.present = 0;
  state.mean = state.squares = 0;
  state.lowest = state.highest = 0;
}

RollingSummary push_rolling(RollingState& state, float value) noexcept {
  const float oldest = state.recent[state.next];
  state.recent[state.next] = value;
  state.next = (state.next + 1) % state.recent.size();
  const bool extreme_left = state.present == 0 || oldest == state.lowest || oldest == state.highest;
  if (state.next == 0) {
    sum_afresh(state);
  } else {
    if (!std::isnan(oldest)) take_out(state, static_cast<double>(oldest));
    if (!std::isnan(value)) take_in(state, static_cast<double>(value));
  }
  if (state.present == 0) return {};
  if (extreme_left) {
    find_extremes(state);
  } else if (!std::isnan(value)) {
    state.lowest = std::min(state.lowest, value);
    state.highest = std::max(state.highest, value);
  }
  return {.mean = state.mean,
          .deviation = std::sqrt(state.squares / static_cast<double>(state.present)),
          .lowest = static_cast<double>(state.lowest),
          .highest = static_cast<double>(state.highest)};
}

void put_state(ByteWriter& out, const RollingState& state) {
  out.put_all(state.recent);
  out.put(std::uint64_t{state.next});
  out.put(std::uint64_t{state.present});
  out.put(state.mean);
  out.put(state.squares);
  out.put(state.lowest);
  out.put(state.highest);
}

void get_state(ByteReader& in, RollingState& state) {
  in.get_all(state.recent);
  const auto next = in.get<std::uint64_t>(), present = in.get<std::uint64_t>();
  if (next >= std::max<std::size_t>(state.recent.size(), 1) || present > state.recent.size())
    return in.refuse("has an impossible rolling window");
  state.next = next;
  state.present = present;
  state.mean = in.get<double>();
  state.squares = in.get<double>();
  state.lowest = in.get<float>();
  state.highest = in.get<float>();
}

}  // namespace tidegate
