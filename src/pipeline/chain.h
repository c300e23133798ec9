// The hot path: one row through axis → scale → model → score → smooth → threshold → event. Config, Params and State of
// every stage in one place each.
#pragma once
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/aligned.h"
#include "event/tracker.h"
#include "explain/evidence.h"
#include "model/nets/forecaster.h"
#include "preprocess/impute.h"
#include "preprocess/scaler.h"
#include "score/score.h"
#include "score/smoothing.h"
#include "series/time_axis.h"
#include "threshold/threshold.h"
#include "tidegate/detector.h"

namespace tidegate {

/// Everything chosen and learned; const and shared once a detector is made.
struct FittedChain {
  DetectorConfig config;
  DetectorInfo info;
  TimeAxisParams axis;
  ScalerParams scaler;
  ImputeParams impute;
  Forecaster<float> net;
  AlignedVector<float> parameters;
  const Kernels<float>* kernels = nullptr;
  ScoreParams score;
  SmoothingParams smoothing;
  ThresholdParams threshold;
  std::vector<NormalChannel> normal;  ///< one entry a scored channel; empty = kinds of events are not told
  std::string digest;                 ///< of the chain as a model file: tells whether a snapshot fits
  std::vector<double> band;           ///< half width of the expected band, a scored channel, in its own unit

  std::size_t inputs() const { return net.shape().inputs; }
  std::size_t outputs() const { return net.shape().outputs(); }
  std::size_t channel_of(std::size_t output) const { return net.shape().predicts[output]; }
};

/// The names of the scored channels, in the order of the outputs.
std::vector<std::string> scored_names(const FittedChain& chain);

/// Fills what follows from the rest: the description's learned values, the warm-up and the expected band.
void derive(FittedChain& chain);

/// What one live series changes, but for the network's state.
struct SeriesState {
  /// Keeps `events` closed events until they are taken.
  SeriesState(const FittedChain& chain, std::size_t events);

  TimeAxisState axis;
  ImputeState impute;
  SmoothingState smoothing;
  EventState events;
  EvidenceState evidence;
  std::size_t pushed = 0;  ///< rows given
  std::size_t run = 0;     ///< steps since the state was last at rest
};

/// The input has ended: closes the open event.
void finish_events(const FittedChain& chain, SeriesState& state) noexcept;

/// The closed events, oldest first, with their kinds. `names`: the scored channels.
std::vector<Event> take_events(SeriesState& state, std::span<const std::string> names);

/// Closed events a series of a pool keeps.
inline constexpr std::size_t kPooledEvents = 1;

/// Memory of a series in bytes, the network's state included, if it keeps `kept_events` closed events.
std::size_t series_bytes(const FittedChain& chain, std::size_t kept_events);

/// What one row is worked out in; nothing in it outlives the row.
struct RowBuffers {
  explicit RowBuffers(const FittedChain& chain);

  std::vector<double> scaled, residual;  ///< scaled units, a scored channel; NaN = missing
  std::vector<double> values, expected, lower, upper, share;
  std::vector<float> input;
  AlignedVector<float> scratch;
};

/// A series by itself. Buffers are made once, for the sizes of a chain.
struct ChainState : SeriesState, RowBuffers {
  explicit ChainState(const FittedChain& chain);

  AlignedVector<float> network;     ///< (state_size)
  AlignedVector<float> prediction;  ///< (output_stride): of the row to come
};

/// A series wherever its parts lie.
struct SeriesView {
  SeriesState& state;
  RowBuffers& row;
  float* network;
  float* prediction;
};

/// One row; `values` in channel order. No allocation, lock, log or clock.
Verdict push_row(const FittedChain& chain, ChainState& state, const Timestamp* time,
                 std::span<const double> values) noexcept;

/// The first half of `push_row`: everything but the network's own step. With `goes_on` the network is to take the row
/// next: `network_input` writes what it reads to x(I), and a step of the net follows.
Verdict judge_row(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
                  std::span<const double> values, bool& goes_on) noexcept;
void network_input(const FittedChain& chain, const SeriesView& series, std::span<const double> values,
                   std::span<float> x) noexcept;

}  // namespace tidegate
