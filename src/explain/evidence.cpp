#include "explain/evidence.h"

#include <algorithm>
#include <cmath>

namespace tidegate {
namespace {

/// Absurd values stay finite, squared and summed.
float bounded(double value) noexcept { return static_cast<float>(std::clamp(value, -1e6, 1e6)); }

std::uint16_t short_count(std::uint32_t rows) noexcept {
  return static_cast<std::uint16_t>(std::min<std::uint32_t>(rows, std::numeric_limits<std::uint16_t>::max()));
}

void end_hold(const NormalChannel& normal, ChannelHold& hold) noexcept {
  if (std::isnan(hold.last) || hold.rows <= normal.longest_hold) return;
  hold.ended_z = hold.entry_z;
  hold.ended_rows = short_count(hold.rows);
  hold.ended_ago = 0;
}

void hold_value(const NormalChannel& normal, ChannelHold& hold, float x, float z) noexcept {
  hold.ended_ago = short_count(hold.ended_ago + 1U);
  if (!(std::abs(static_cast<double>(x) - static_cast<double>(hold.last)) <= normal.same)) {
    end_hold(normal, hold);
    hold.rows = 0;
    hold.entry_z = z;
  }
  hold.last = x;
  ++hold.rows;
}

void note_hold(ChannelEvidence& channel, std::uint32_t rows, float z) noexcept {
  if (rows <= channel.longest_hold) return;
  channel.longest_hold = rows;
  channel.hold_z = z;
}

void note_back(ChannelEvidence& channel, float x) noexcept {
  if (channel.since_peak >= kBackRows) return;
  ++channel.since_peak;
  const float towards = channel.peak_z > 0 ? channel.peak_x - x : x - channel.peak_x;
  channel.back = std::max(channel.back, towards);
}

/// Where the network follows a spike, the return surprises it about as much as the spike did.
bool is_way_back(const ChannelEvidence& channel, float z) noexcept {
  constexpr float kMuchMore = 1.5F;
  return channel.since_peak < kBackRows && (z > 0) != (channel.peak_z > 0) &&
         std::abs(z) < kMuchMore * std::abs(channel.peak_z);
}

void note_peak(ChannelEvidence& channel, float x, float z, float residual) noexcept {
  if (channel.rows > 0 && (std::abs(z) <= std::abs(channel.peak_z) || is_way_back(channel, z)))
    return note_back(channel, x);
  channel.peak_z = z;
  channel.peak_x = x;
  channel.peak_residual = residual;
  channel.back = 0;
  channel.since_peak = 0;
}

void note_slow(ChannelEvidence& channel, float slow_z) noexcept {
  if (std::abs(slow_z) > std::abs(channel.slowest)) channel.slowest = slow_z;
}

/// Welford's updates.
void add_moments(ChannelEvidence& channel, float z) noexcept {
  const auto count = static_cast<float>(++channel.rows);
  const float before = z - channel.mean_z;
  channel.mean_z += before / count;
  channel.squares_z += before * (z - channel.mean_z);
}

void add_row(ChannelEvidence& channel, float x, float z, double unit) noexcept {
  note_peak(channel, x, z, bounded(static_cast<double>(z) * unit));
  channel.lowest = channel.rows == 0 ? x : std::min(channel.lowest, x);
  channel.highest = channel.rows == 0 ? x : std::max(channel.highest, x);
  (z > 0 ? channel.above : channel.below) += std::abs(z);
  channel.lagged += z * channel.last_z;
  channel.last_z = z;
  if (channel.rows < kEarlyRows) channel.early += z;
  add_moments(channel, z);
}

/// With smoothing, the row before may have been anomalous already; and a flat run may end that began before.
void begin(const ChannelHold& hold, ChannelEvidence& channel, double unit) noexcept {
  constexpr float kOdd = 4;
  channel = {};
  if (std::isnan(hold.last)) return;
  channel.lead = hold.slow_z;
  if (hold.ended_rows > 0 && hold.ended_ago <= kFlaggingDelay) note_hold(channel, hold.ended_rows, hold.ended_z);
  note_hold(channel, hold.rows, hold.entry_z);
  if (hold.rows == 1 && std::abs(hold.entry_z) >= kOdd) add_row(channel, hold.last, hold.entry_z, unit);
}

void note_run(EvidenceState& state, EventPart part) noexcept {
  if (part == EventPart::kOpening) {
    state.joint = state.separate = 0;
    state.runs = 0;
    state.in_run = false;
  }
  const bool flagged = part == EventPart::kOpening || part == EventPart::kFlagged;
  if (flagged && !state.in_run) ++state.runs;
  state.in_run = flagged;
}

void skip(ChannelHold& hold, ChannelEvidence& channel, bool open) noexcept {
  if (!std::isnan(hold.last)) hold = {};
  ++hold.rows;
  if (open) channel.longest_gap = std::max(channel.longest_gap, hold.rows);
}

// The fields in the order of a snapshot, for writing and reading.
template <class Hold, class Visit>
void visit_hold(Hold& hold, Visit&& visit) {
  visit(hold.last), visit(hold.entry_z), visit(hold.rows), visit(hold.slow_z), visit(hold.ended_z);
  visit(hold.ended_rows), visit(hold.ended_ago);
}

template <class Evidence, class Visit>
void visit_channel(Evidence& e, Visit&& visit) {
  visit(e.rows), visit(e.longest_gap), visit(e.blame), visit(e.mean_z), visit(e.squares_z);
  visit(e.early), visit(e.lead), visit(e.slowest), visit(e.above), visit(e.below), visit(e.lagged);
  visit(e.last_z), visit(e.lowest), visit(e.highest), visit(e.peak_z), visit(e.peak_x);
  visit(e.peak_residual), visit(e.back), visit(e.since_peak), visit(e.longest_hold), visit(e.hold_z);
}

}  // namespace

EvidenceState make_evidence_state(std::size_t channels) {
  EvidenceState state;
  state.channels.resize(channels);
  return state;
}

void gather(std::span<const NormalChannel> normal, const ScoreParams& score, EvidenceState& state,
            const EvidenceRow& row, EventPart part) noexcept {
  const bool open = part != EventPart::kOutside, flagged = open && part != EventPart::kBetween;
  note_run(state, part);
  double squares = 0, present = 0;
  for (std::size_t c = 0; c < state.channels.size(); ++c) {
    auto& [hold, channel] = state.channels[c];
    const double unit = score.deviation[c] * (row.spread.empty() ? 1 : row.spread[c]);  // of z, in scaled units
    if (part == EventPart::kOpening) begin(hold, channel, unit);
    if (std::isnan(row.residual[c])) {
      skip(hold, channel, open);
      continue;
    }
    const float x = bounded(row.scaled[c]);
    const float z = bounded((row.residual[c] - score.mean[c]) / score.deviation[c]);
    hold.slow_z += (z - hold.slow_z) / static_cast<float>(kSlowRows);
    if (flagged) {
      squares += static_cast<double>(z) * static_cast<double>(z);
      ++present;
      channel.blame += bounded(row.share[c] * row.own_score);
      add_row(channel, x, z, unit);
      note_slow(channel, hold.slow_z);
    } else if (open) {
      note_back(channel, x);
    }
    hold_value(normal[c], hold, x, z);
    if (open) note_hold(channel, hold.rows, hold.entry_z);
  }
  const bool is_joint = !score.precision.empty() && score.mean.size() == state.channels.size();  // one step ahead
  if (!flagged || present == 0 || !is_joint) return;
  state.joint += bounded(row.own_score);
  state.separate += bounded(std::sqrt(squares / present));
}

void gather_missing(EvidenceState& state, bool open) noexcept {
  for (auto& [hold, event] : state.channels) skip(hold, event, open);
}

void forget_holds(EvidenceState& state) noexcept {
  for (ChannelMemory& channel : state.channels) channel.hold = {};
}

void put_state(ByteWriter& out, const EvidenceState& state) {
  out.put(std::uint64_t{state.channels.size()});
  const auto put = [&out](const auto& field) { out.put(field); };
  for (const auto& [hold, event] : state.channels) visit_hold(hold, put), visit_channel(event, put);
  out.put(state.joint);
  out.put(state.separate);
  out.put(state.runs);
  out.put(state.in_run);
}

void get_state(ByteReader& in, EvidenceState& state) {
  const auto channels = in.get<std::uint64_t>();
  if (channels != state.channels.size())
    return in.refuse("has evidence of " + std::to_string(channels) + " channels, expected " +
                     std::to_string(state.channels.size()));
  const auto get = [&in](auto& field) { field = in.get<std::decay_t<decltype(field)>>(); };
  for (auto& [hold, event] : state.channels) visit_hold(hold, get), visit_channel(event, get);
  state.joint = in.get<float>();
  state.separate = in.get<float>();
  state.runs = in.get<std::uint32_t>();
  state.in_run = in.get_bool();
}

}  // namespace tidegate
