#include "explain/signs.h"

#include <algorithm>
#include <cmath>

#include "base/contracts.h"

namespace tidegate {
namespace {

constexpr double kLeast = 1e-3;  // divisor, in scaled units or deviations

double number(float value) noexcept { return static_cast<double>(value); }

void put_peak(const ChannelEvidence& e, Signs& signs) noexcept {
  signs.peak = std::abs(number(e.peak_z));
  signs.up = e.peak_z > 0;
  signs.width = number(signs.up ? e.above : e.below) / std::max(signs.peak, kLeast);
  signs.back = number(e.back) / std::max(std::abs(number(e.peak_residual)), kLeast);
}

void put_moments(const ChannelEvidence& e, Signs& signs) noexcept {
  const double mean = number(e.mean_z), rows = std::max(signs.rows, 1.0);
  const double power = number(e.squares_z) + rows * mean * mean;
  signs.offset = std::abs(mean);
  signs.bias = signs.offset / std::max(std::sqrt(power / rows), kLeast);
  signs.persistence = number(e.lagged) / std::max(power, kLeast);
}

void put_course(const ChannelEvidence& e, Signs& signs) noexcept {
  const double early = number(e.early) / std::clamp(signs.rows, 1.0, double{kEarlyRows});
  const double divisor = std::copysign(std::max(std::abs(early), 1.0), early);
  signs.lead = number(e.lead) / divisor;
  signs.growth = std::abs(number(e.slowest) / divisor);
}

void put_values(const NormalChannel& normal, const ChannelEvidence& e, Signs& signs) noexcept {
  const double below = normal.lowest - number(e.lowest), above = number(e.highest) - normal.highest;
  signs.beyond = std::max({0.0, below, above}) / std::max(normal.spread, kLeast);
  signs.gap = e.longest_gap;
  signs.usual_gap = normal.longest_gap;
  signs.hold = e.longest_hold;
  signs.usual_hold = normal.longest_hold;
  signs.hold_entry = std::abs(number(e.hold_z));
}

void put_all_channels(const EvidenceState& state, Signs& signs) noexcept {
  signs.runs = state.runs;
  signs.channels = static_cast<double>(state.channels.size());
  if (state.separate > 0) signs.joint = number(state.joint) / number(state.separate);
  for (const ChannelMemory& channel : state.channels)
    signs.largest = std::max(signs.largest, std::abs(number(channel.event.peak_z)));
}

}  // namespace

Signs signs_of(std::span<const NormalChannel> normal, const EvidenceState& state) noexcept {
  TIDEGATE_EXPECTS(!normal.empty() && normal.size() == state.channels.size());
  const auto blame = [](const ChannelMemory& channel) { return channel.event.blame; };
  const auto strongest = std::ranges::max_element(state.channels, {}, blame);
  const ChannelEvidence& evidence = strongest->event;
  Signs signs;
  signs.rows = evidence.rows;
  put_peak(evidence, signs);
  put_moments(evidence, signs);
  put_course(evidence, signs);
  put_values(normal[static_cast<std::size_t>(strongest - state.channels.begin())], evidence, signs);
  put_all_channels(state, signs);
  return signs;
}

}  // namespace tidegate
