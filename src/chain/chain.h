// The hot path: one row through axis → transform → scale → features → model, then (`verdict`) score → smooth →
// threshold → event. Config, Params and State of every stage in one place each.
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
#include "score/score.h"
#include "score/smoothing.h"
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
  Network<float> net;
  AlignedVector<float> parameters;
  const Kernels<float>* kernels = nullptr;
  ScoreParams score;
  Overlap overlap = Overlap::kLast;  ///< another one: an autoencoder's rows are judged by themselves
  SmoothingParams smoothing;
  ThresholdParams threshold;
  std::vector<NormalChannel> normal;  ///< one entry a scored channel; empty = kinds of events are not told
  std::string digest;                 ///< of the chain as a model file: tells whether a snapshot fits
  std::vector<double>
      band;  ///< half width of the expected band at `threshold.value`, a scored channel, in its own unit or transformed

  /// What a row holds.
  std::size_t channels() const { return net.shape().inputs - feature_count(features); }
  /// What the network reads: the channels, then the features.
  std::size_t net_inputs() const { return net.shape().inputs; }
  /// C, the scored channels (of a classifier, those that are not inputs only).
  std::size_t scored() const { return net.shape().predicts.size(); }
  std::size_t channel_of(std::size_t scored) const { return net.shape().predicts[scored]; }
  /// What a row's score is made of: (L, C) errors of a forecaster, the nearest forecast first; C errors of an
  /// autoencoder's window; a classifier's logit.
  std::size_t residuals() const { return net.shape().targets(); }
  /// A stream keeps the predictions of the last L steps, the newest first.
  std::size_t kept_predictions() const { return net.shape().horizon * net.prediction_size(); }
  /// Of a channel; 0 = it is not transformed.
  double log_size(std::size_t channel) const { return transform.any() ? transform.size[channel] : 0.0; }
  /// A channel's value, transformed and scaled.
  double scaled(std::size_t channel, double value) const noexcept {
    return (transformed(value, log_size(channel)) - scaler.center[channel]) / scaler.scale[channel];
  }
  /// The network is asked about a row before it reads it; otherwise after.
  bool foresees() const { return net.shape().ahead() > 0; }
  /// Rows to come that have a say in what is expected of a row, and in its verdict.
  std::size_t windows_ahead() const { return overlap == Overlap::kLast ? 0 : net.shape().window - 1; }
  std::size_t rows_ahead() const { return windows_ahead() + smoothing.rows_ahead(); }
  bool tells_kinds() const { return foresees() && config.explain.kinds == "on"; }
};

/// The names of the scored channels, in their order.
std::vector<std::string> scored_names(const FittedChain& chain);

/// Errors: kUsage if a series would wait with absurdly many numbers for rows to come.
Status check_waiting(const FittedChain& chain);

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
  visit(chain.score);
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
  std::vector<WaitingRows> waiting;  ///< one, or none if every verdict is told at once
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
  for (auto& waiting : state.waiting) visit(waiting);
}

/// Memory of a series in bytes, the network's state included; events that wait to be taken are its owner's.
std::size_t series_bytes(const FittedChain& chain);

/// A queue for the events of streams of this chain, with memory for `room` of them.
ClosedEvents make_closed_events(const FittedChain& chain, std::size_t room);

/// As many events may wait to be taken before a stream, or a whole pool, allocates.
inline constexpr std::size_t kRoomForEvents = 64;

/// What the network said of a row and a row waits with, side by side. C scored channels.
struct RowNumbers {
  std::vector<double> numbers;
  std::size_t scored_count = 0, residual_count = 0;

  std::span<double> values() { return std::span(numbers).first(scored_count); }
  /// In scaled units, (C); not set where a whole window is judged.
  std::span<double> scaled() { return std::span(numbers).subspan(scored_count, scored_count); }
  /// What the network expects, in scaled units, (C).
  std::span<double> given() { return std::span(numbers).subspan(2 * scored_count, scored_count); }
  /// (residuals), in scaled units, or in those of `spread`; NaN = missing.
  std::span<double> residual() { return std::span(numbers).subspan(3 * scored_count, residual_count); }
  /// (residuals): what the network says they deviate by; empty if it does not.
  std::span<double> spread() { return std::span(numbers).subspan(3 * scored_count + residual_count); }
};

/// What one row is worked out in; nothing in it outlives the row.
struct RowBuffers : RowNumbers {
  explicit RowBuffers(const FittedChain& chain);

  std::vector<double> part;                           ///< (residuals): each one's share in the score
  std::vector<double> expected, lower, upper, share;  ///< (C)
  std::vector<double> transformed;                    ///< (channels), empty without a transform
  std::vector<float> input;
  AlignedVector<float> scratch;
};

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

/// One row. No lock, log or clock, and no allocation but what `ClosedEvents` says.
Verdict push_row(const FittedChain& chain, ChainState& state, const Timestamp* time, std::span<const double> values,
                 std::int16_t utc_offset_minutes = 0) noexcept;

/// The same wherever the series lies.
Verdict push_row(const FittedChain& chain, const SeriesView& series, const GivenRow& given) noexcept;

/// The first half of `push_row` for chains that foresee: everything but the network's own step. With `goes_on` the
/// network is to take the row next: `network_input` writes what it reads to x(I), channels and features, and a step of
/// the net follows.
Verdict judge_row(const FittedChain& chain, const SeriesView& series, const GivenRow& given, bool& goes_on) noexcept;
void network_input(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
                   std::span<const double> values, std::span<float> x) noexcept;

}  // namespace tidegate
