// The hot path: one row through axis → transform → scale → features → network and scorers, then (`verdict`) calibrate →
// aggregate → smooth → threshold → event. Config, Params and State of every stage in one place each.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/aligned.h"
#include "chain/waiting_rows.h"
#include "event/tracker.h"
#include "explain/evidence.h"
#include "model/nets/network.h"
#include "preprocess/features.h"
#include "preprocess/impute.h"
#include "preprocess/scaler.h"
#include "preprocess/transform.h"
#include "score/overlap.h"
#include "score/smoothing.h"
#include "scorer/scorer.h"
#include "series/time_axis.h"
#include "threshold/threshold_state.h"
#include "tidegate/detector_info.h"

namespace tidegate {

/// Everything chosen and learned; const and shared once a detector is made.
struct FittedChain {
  DetectorConfig config;
  DetectorInfo info;
  TimeAxisParams axis;
  TransformParams transform;
  ScalerParams scaler;
  ImputeParams impute;
  FeatureParams features;
  Network<float> net;  ///< without layers if no scorer goes by one
  AlignedVector<float> parameters;
  const Kernels<float>* kernels = nullptr;
  std::size_t channel_count = 0;     ///< what a row holds
  std::vector<std::size_t> judged;   ///< the scored channels
  std::vector<Scorer> scorers;       ///< at least one; the network's own stands first
  std::size_t scorer_state = 0;      ///< numbers all of them keep of a series
  Overlap overlap = Overlap::kLast;  ///< another one: an autoencoder's rows are judged by themselves
  SmoothingParams smoothing;
  ThresholdParams threshold;
  std::vector<NormalChannel> normal;  ///< one entry a scored channel; empty = kinds of events are not reported
  std::string digest;                 ///< of the chain as a model file: tells whether a snapshot fits
  std::vector<double>
      band;  ///< half width of the expected band at `threshold.value`, a scored channel, in its own unit or transformed

  bool has_net() const { return !net.layers().empty(); }
  std::size_t channels() const { return channel_count; }
  /// What the network reads: the channels, then the features.
  std::size_t net_inputs() const { return net.shape().inputs; }
  /// C, the scored channels (of a classifier, those that are not inputs only).
  std::size_t scored() const { return judged.size(); }
  std::size_t channel_of(std::size_t scored) const { return judged[scored]; }
  /// Scores are a classifier's, 0 to 1.
  bool gives_probabilities() const { return net.shape().traits().learns_labels; }
  /// An autoencoder's window is judged as a whole, by the row it ends with.
  bool judges_whole_windows() const { return net.shape().traits().reconstructs && overlap == Overlap::kLast; }
  /// The first scorer, whose expected values are shown where it has them.
  const Scorer& leading() const { return scorers.front(); }
  /// What the first score is made of: (L, C) errors of a forecaster, the nearest forecast first; C errors of an
  /// autoencoder's window; a classifier's logit; C residuals or excesses of others.
  std::size_t residuals() const { return leading().residuals; }
  /// A stream keeps the predictions of the last L steps, the newest first.
  std::size_t kept_predictions() const { return net.shape().horizon * net.prediction_size(); }
  /// Of a channel; 0 = it is not transformed.
  double log_size(std::size_t channel) const { return transform.any() ? transform.size[channel] : 0.0; }
  /// A channel's value, transformed and scaled.
  double scaled(std::size_t channel, double value) const noexcept {
    return (transformed(value, log_size(channel)) - scaler.center[channel]) / scaler.scale[channel];
  }
  /// The network is asked about a row before it reads it; otherwise after.
  bool foresees() const { return has_net() && net.shape().ahead() > 0; }
  /// Rows to come that have a say in what is expected of a row, and in its verdict.
  std::size_t windows_ahead() const { return overlap == Overlap::kLast ? 0 : net.shape().window - 1; }
  std::size_t rows_ahead() const { return windows_ahead() + smoothing.rows_ahead(); }
  bool tells_kinds() const { return foresees() && config.explain.kinds == Switch::kOn; }
};

/// The names of the scored channels, in their order.
std::vector<std::string> scored_names(const FittedChain& chain);

/// Errors: kUsage if the scorers do not go together: a network's own stands first and alone of its kind, and a
/// classifier's alone at all.
Status check_scorers(const FittedChain& chain);

/// Errors: kUsage if a series would wait with absurdly many numbers for rows to come.
Status check_waiting(const FittedChain& chain);

/// Sets where each scorer's numbers and state lie, and how many residuals it gives. To be called when the network and
/// all scorers have learned; their scores may come later.
void place_scorers(FittedChain& chain);

/// Fills what follows from the rest: the description's learned values, the warm-up and the expected band.
void derive(FittedChain& chain);

/// What the stages learned: `visit(params)` for each. A further stage is counted by a line here.
template <class Visit>
void for_each_params(const FittedChain& chain, Visit&& visit) {
  visit(chain.axis);
  visit(chain.transform);
  visit(chain.scaler);
  visit(chain.impute);
  visit(chain.features);
  visit(chain.scorers);
  visit(chain.smoothing);
  visit(chain.threshold);
  visit(chain.normal);
}

/// What one live series changes, but for the network's state.
struct SeriesState {
  explicit SeriesState(const FittedChain& chain);

  TimeAxisState axis;
  ImputeState impute;
  FeatureState features;
  SmoothingState smoothing;
  ThresholdState threshold;
  EventState events;
  EvidenceState evidence;
  std::vector<ScorerState> scorers;  ///< one for all of them, or none if they remember nothing
  std::vector<WaitingRows> waiting;  ///< one, or none if every verdict is immediate
  std::size_t pushed = 0;            ///< rows given
  std::size_t run = 0;               ///< steps since the state was last at rest
};

/// The states of the stages, in the order of a snapshot: `visit(state)` for each. A further stage's is saved and
/// counted by a line here. `State`: SeriesState, const or not.
template <class State, class Visit>
void for_each_state(State& state, Visit&& visit) {
  visit(state.axis);
  visit(state.impute);
  visit(state.features);
  visit(state.smoothing);
  visit(state.threshold);
  visit(state.events);
  visit(state.evidence);
  for (auto& scorers : state.scorers) visit(scorers);
  for (auto& waiting : state.waiting) visit(waiting);
}

/// Memory of a series in bytes, the network's state included; events that wait to be taken are its owner's.
std::size_t series_bytes(const FittedChain& chain);

/// A queue for the events of streams of this chain, with memory for `room` of them.
ClosedEvents make_closed_events(const FittedChain& chain, std::size_t room);

/// As many events may wait to be taken before a stream, or a whole pool, allocates.
inline constexpr std::size_t kRoomForEvents = 64;

/// What the scorers gave of a row and a row waits with, side by side: the C values, these in scaled units, and the
/// numbers of each scorer, of which those of the leading one have names here.
struct RowNumbers {
  std::vector<double> numbers;
  std::size_t scored_count = 0, residual_count = 0, spread_count = 0;

  std::span<double> values() { return std::span(numbers).first(scored_count); }
  /// In scaled units, (C).
  std::span<double> scaled() { return std::span(numbers).subspan(scored_count, scored_count); }
  /// What is expected, in scaled units, (C).
  std::span<double> given() { return std::span(numbers).subspan(2 * scored_count, scored_count); }
  /// (residuals), in scaled units, or in those of `spread`; NaN = missing.
  std::span<double> residual() { return std::span(numbers).subspan(3 * scored_count, residual_count); }
  /// (residuals): what they are said to deviate by; empty if nobody says it.
  std::span<double> spread() { return std::span(numbers).subspan(3 * scored_count + residual_count, spread_count); }
};

/// What one row is worked out in; nothing in it outlives the row.
struct RowBuffers : RowNumbers {
  explicit RowBuffers(const FittedChain& chain);

  std::vector<double> part;    ///< of one scorer after the other, each residual's share in its score
  std::vector<double> scores;  ///< of each scorer, calibrated
  std::vector<double> expected, lower, upper, share;  ///< (C)
  std::vector<double> transformed;                    ///< (channels), empty without a transform
  std::vector<float> input;
  AlignedVector<float> scratch;
};

/// Bytes on the heap.
std::size_t heap_bytes(const RowBuffers& row);

/// A series by itself. Buffers are made once, for the sizes of a chain.
struct ChainState : SeriesState, RowBuffers {
  explicit ChainState(const FittedChain& chain);

  AlignedVector<float> network;     ///< (state_size)
  AlignedVector<float> prediction;  ///< (kept_predictions)
  ClosedEvents closed;
};

/// A series wherever its parts lie.
struct SeriesView {
  SeriesState& state;
  RowBuffers& row;
  float* network;
  float* prediction;
  EventExit exit;
};

inline SeriesView view_of(ChainState& state) {
  return {state, state, state.network.data(), state.prediction.data(), {state.closed}};
}

/// A row as a caller gives it.
struct GivenRow {
  const Timestamp* time = nullptr;  ///< null if rows have none
  std::span<const double> values;   ///< in channel order, NaN = missing
  std::int16_t utc_offset_minutes = 0;
};

/// One row, wherever the series lies. No lock, log or clock, and no allocation but what `ClosedEvents` says.
Verdict push_row(const FittedChain& chain, const SeriesView& series, const GivenRow& given) noexcept;
inline Verdict push_row(const FittedChain& chain, ChainState& state, const Timestamp* time,
                        std::span<const double> values, std::int16_t utc_offset_minutes = 0) noexcept {
  return push_row(chain, view_of(state), {time, values, utc_offset_minutes});
}

/// The first half of `push_row` for chains whose network forecasts: everything but the network's own step. With
/// `goes_on` the network is to take the row next: `network_input` writes what it reads to x(I), channels and features,
/// and a step of the net follows.
Verdict judge_row(const FittedChain& chain, const SeriesView& series, const GivenRow& given, bool& goes_on) noexcept;
void network_input(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
                   std::span<const double> values, std::span<float> x) noexcept;

}  // namespace tidegate
