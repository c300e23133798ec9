#include "threshold/threshold_state.h"

#include <cmath>
#include <numeric>

#include "threshold/dynamic.h"
#include "threshold/hundman.h"

namespace tidegate {
namespace {

constexpr std::uint32_t kPeaksBetweenFits = 8;
constexpr double kMostInHistory = 2;  // limits

double total(std::span<const double> values) noexcept { return std::accumulate(values.begin(), values.end(), 0.0); }

double mean_of_recent(const AdaptiveState& state) noexcept {
  return state.recent.filled == 0 ? 0 : state.sum / static_cast<double>(state.recent.filled);
}

/// Keeps the old threshold where a new one is unusable.
void set_limit(AdaptiveState& state, double limit) noexcept {
  if (std::isfinite(limit) && limit > 0) state.limit = limit;
}

void learn_peak(double risk, AdaptiveState& state, double excess) noexcept {
  state.tail.over += 1;
  state.peaks.push(excess);
  if (++state.waiting >= kPeaksBetweenFits) {
    state.tail.excess = fit_pareto_tail(state.peaks.present(), kMostShape);
    state.waiting = 0;
  }
  state.reach = peak_limit(state.tail, risk);
}

/// The sum goes along, and is made afresh once a round, so that rounding does not gather.
void push_recent(AdaptiveState& state, double score) noexcept {
  Ring& recent = state.recent;
  const double leaving = recent.filled == recent.values.size() ? recent.values[recent.next] : 0;
  recent.push(score);
  state.sum = recent.next == 0 ? total(recent.present()) : state.sum + (score - leaving);
}

/// Alarms that the normal rows alone may well have raised: without their share the tail would be cut at the limit,
/// which would sink further with every fit.
bool may_be_normal(double risk, const AdaptiveState& state) noexcept {
  return state.alarms < 2 * risk * state.tail.rows + 2;
}

/// The row counts as a peak, as large as those beyond the limit are on average; how large it really is stays out.
void learn_alarm(double risk, AdaptiveState& state) noexcept {
  const double beyond = std::max(state.limit - mean_of_recent(state) - state.tail.level, 0.0);
  state.alarms += 1;
  state.tail.rows += 1;
  learn_peak(risk, state, beyond + mean_overshoot(state.tail.excess, beyond));
}

void observe_peaks(const AdaptiveParams& params, AdaptiveState& state, double score) noexcept {
  if (!(score < state.limit)) {
    if (may_be_normal(params.risk, state)) learn_alarm(params.risk, state);
    return set_limit(state, mean_of_recent(state) + state.reach);
  }
  const double excess = score - mean_of_recent(state) - state.tail.level;
  state.tail.rows += 1;
  if (excess > 0) learn_peak(params.risk, state, excess);
  if (params.memory > 0) push_recent(state, score);
  set_limit(state, mean_of_recent(state) + state.reach);
}

void observe_errors(const AdaptiveParams& params, AdaptiveState& state, double score) noexcept {
  state.recent.push(std::min(score, kMostInHistory * state.limit));
  if (++state.waiting < dynamic_interval(params.memory)) return;
  state.waiting = 0;
  state.recent.straighten();
  set_limit(state, hundman_threshold(state.recent.present(), dynamic_buffer(params.memory)).limit);
}

void put_ring(ByteWriter& out, const Ring& ring) {
  out.put_all(ring.values);
  out.put(std::uint64_t{ring.next});
  out.put(std::uint64_t{ring.filled});
}

void get_ring(ByteReader& in, Ring& ring) {
  in.get_all(ring.values);
  const auto next = in.get<std::uint64_t>(), filled = in.get<std::uint64_t>();
  const std::size_t size = ring.values.size();
  const bool possible = filled < size ? next == filled : filled == size && next < std::max<std::size_t>(size, 1);
  if (!possible) return in.refuse("has an impossible threshold state");
  for (const double value : ring.values)
    if (!(std::isfinite(value) && value >= 0)) return in.refuse("has an impossible threshold state");
  ring.next = next;
  ring.filled = filled;
}

bool is_possible(const PeakTail& tail) {
  return std::isfinite(tail.level) && tail.level >= 0 && tail.over >= 1 && tail.rows >= tail.over &&
         std::isfinite(tail.rows) && std::isfinite(tail.excess.shape) && std::isfinite(tail.excess.scale) &&
         tail.excess.scale > 0;
}

void get_adaptive(ByteReader& in, AdaptiveState& state) {
  state.limit = in.get<double>();
  for (double* number : {&state.tail.level, &state.tail.rows, &state.tail.over, &state.tail.excess.shape,
                         &state.tail.excess.scale, &state.sum, &state.reach, &state.alarms})
    *number = in.get<double>();
  state.waiting = in.get<std::uint32_t>();
  get_ring(in, state.peaks);
  get_ring(in, state.recent);
  const bool tail_possible = state.peaks.values.empty() || is_possible(state.tail);
  if (!(std::isfinite(state.limit) && state.limit > 0 && std::isfinite(state.sum) && std::isfinite(state.reach)) ||
      !tail_possible)
    in.refuse("has an impossible threshold state");
}

}  // namespace

ThresholdState make_threshold_state(const ThresholdParams& params) {
  const AdaptiveParams& begin = params.adaptive;
  if (begin.kind == Adaptation::kNone) return {};
  AdaptiveState state;
  state.limit = params.value;
  state.tail = begin.tail;
  state.peaks = Ring(begin.kind == Adaptation::kPeaks ? kMostPeaks : 0, begin.peaks);
  state.recent = Ring(begin.memory, begin.recent);
  if (begin.kind == Adaptation::kPeaks) {
    state.sum = total(begin.recent);
    state.reach = peak_limit(begin.tail, begin.risk);
  }
  return {{std::move(state)}};
}

std::size_t heap_bytes(const ThresholdState& state) {
  std::size_t bytes = state.adaptive.capacity() * sizeof(AdaptiveState);
  for (const AdaptiveState& one : state.adaptive)
    bytes += (one.peaks.values.capacity() + one.recent.values.capacity()) * sizeof(double);
  return bytes;
}

void learn(const ThresholdParams& params, ThresholdState& state, double score) noexcept {
  if (std::isnan(score)) return;
  const auto learn_score = params.adaptive.kind == Adaptation::kPeaks ? observe_peaks : observe_errors;
  learn_score(params.adaptive, state.adaptive.front(), score);
}

void put_state(ByteWriter& out, const ThresholdState& state) {
  for (const AdaptiveState& one : state.adaptive) {
    for (const double number : {one.limit, one.tail.level, one.tail.rows, one.tail.over, one.tail.excess.shape,
                                one.tail.excess.scale, one.sum, one.reach, one.alarms})
      out.put(number);
    out.put(one.waiting);
    put_ring(out, one.peaks);
    put_ring(out, one.recent);
  }
}

void get_state(ByteReader& in, ThresholdState& state) {
  for (AdaptiveState& one : state.adaptive) get_adaptive(in, one);
}

}  // namespace tidegate
