#include "pipeline/chain.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/contracts.h"
#include "base/missing.h"
#include "explain/kind.h"

namespace tidegate {
namespace {

/// The network goes on by one row; NaN = missing. Empty `values` = a row that never came.
void advance(const FittedChain& chain, const SeriesView& series, std::span<const double> values) noexcept {
  network_input(chain, series, values, series.row.input);
  chain.net.step(chain.parameters.data(), *chain.kernels, series.row.input.data(), series.network, series.prediction,
                 series.row.scratch.data());
}

void rest(const FittedChain& chain, const SeriesView& series) noexcept {
  std::fill_n(series.network, chain.net.state_size(), 0.0F);
  std::fill_n(series.prediction, chain.net.output_stride(), 0.0F);
  SeriesState& state = series.state;
  std::fill(state.impute.last.begin(), state.impute.last.end(), std::numeric_limits<float>::quiet_NaN());
  forget_holds(state.evidence);
  state.smoothing.value = kMissing;
  state.smoothing.next = state.smoothing.filled = 0;
  state.run = 0;
}

/// Observed, expected and band of every scored channel, in its own unit.
void compare(const FittedChain& chain, const SeriesView& series, std::span<const double> values) noexcept {
  RowBuffers& row = series.row;
  for (std::size_t o = 0; o < chain.outputs(); ++o) {
    const std::size_t c = chain.channel_of(o);
    const double center = chain.scaler.center[c], scale = chain.scaler.scale[c];
    const double predicted = static_cast<double>(series.prediction[o]);
    row.values[o] = values[c];
    row.scaled[o] = (values[c] - center) / scale;
    row.residual[o] = row.scaled[o] - predicted;
    row.expected[o] = center + scale * predicted;
    // The band is around what is usual: the expected value plus the residuals' own mean.
    const double middle = row.expected[o] + scale * chain.score.mean[o];
    row.lower[o] = middle - chain.band[o];
    row.upper[o] = middle + chain.band[o];
  }
}

Verdict without_score(const FittedChain& chain, const RowBuffers& row, Phase phase) noexcept {
  return {phase, kMissing, chain.threshold.value, row.values, {}, {}, {}, {}};
}

bool all_missing(std::span<const double> values) noexcept {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
}

void tell_kind_of_open_event(const FittedChain& chain, SeriesState& state) noexcept {
  if (!chain.normal.empty()) mark_event(state.events, tell_kind(signs_of(chain.normal, state.evidence)));
}

/// Where the row just pushed stands to the open event.
EventPart part_of_event(const EventState& events, std::size_t index, bool anomalous) noexcept {
  if (!events.open) return EventPart::kOutside;
  if (open_event(events).start_index == index) return EventPart::kOpening;
  return anomalous ? EventPart::kFlagged : EventPart::kBetween;
}

Verdict judge(const FittedChain& chain, const SeriesView& series, const Timestamp* time) noexcept {
  SeriesState& state = series.state;
  RowBuffers& row = series.row;
  if (state.run < chain.info.warmup_rows) return without_score(chain, row, Phase::kWarmup);
  if (all_missing(row.residual)) {
    gather_missing(state.evidence, state.events.open);
    return without_score(chain, row, Phase::kMissing);
  }
  const double own_score = score_row(chain.score, row.residual, row.share);
  const double score = smooth(chain.smoothing, state.smoothing, own_score);
  const RowResult result{.index = state.pushed - 1,
                         .time = time,
                         .score = score,
                         .own_score = own_score,
                         .threshold = chain.threshold.value,
                         .values = row.values,
                         .expected = row.expected,
                         .lower = row.lower,
                         .upper = row.upper,
                         .share = row.share};
  if (ends_before(chain.config.event, state.events, result.index)) tell_kind_of_open_event(chain, state);
  const bool anomalous = push(chain.config.event, state.events, result);
  gather(chain.normal, chain.score, state.evidence, {row.scaled, row.residual, row.share, own_score},
         part_of_event(state.events, result.index, anomalous));
  return {anomalous ? Phase::kAnomalous : Phase::kNormal,
          score,
          chain.threshold.value,
          row.values,
          row.expected,
          row.lower,
          row.upper,
          row.share};
}

}  // namespace

std::vector<std::string> scored_names(const FittedChain& chain) {
  std::vector<std::string> names;
  for (std::size_t o = 0; o < chain.outputs(); ++o) names.push_back(chain.info.channels[chain.channel_of(o)].name);
  return names;
}

void derive(FittedChain& chain) {
  DetectorInfo& info = chain.info;
  info.scored = chain.impute.predicted;
  info.center = chain.scaler.center;
  info.scale = chain.scaler.scale;
  info.parameters = chain.net.weight_count();
  info.threshold = chain.threshold.value;
  info.threshold_words = chain.threshold.words;
  info.warmup_rows = static_cast<std::size_t>(chain.config.net.window);
  info.step = chain.axis.step;
  info.residual_deviation.clear();
  chain.band.clear();
  for (std::size_t o = 0; o < chain.outputs(); ++o) {
    const double scale = chain.scaler.scale[chain.channel_of(o)];
    info.residual_deviation.push_back(chain.score.deviation[o] * scale);
    chain.band.push_back(expected_band(chain.score, o, chain.threshold.value) * scale);
  }
}

SeriesState::SeriesState(const FittedChain& chain, std::size_t kept_events)
    : impute{std::vector<float>(chain.inputs(), std::numeric_limits<float>::quiet_NaN())},
      smoothing(make_smoothing_state(chain.smoothing)),
      events(make_event_state(chain.outputs(), kept_events)),
      evidence(make_evidence_state(chain.normal.size())) {}

void finish_events(const FittedChain& chain, SeriesState& state) noexcept {
  if (state.events.open) tell_kind_of_open_event(chain, state);
  finish(chain.config.event, state.events);
}

std::vector<Event> take_events(SeriesState& state, std::span<const std::string> names) {
  return take(state.events, names, describe_kind);
}

std::size_t series_bytes(const FittedChain& chain, std::size_t kept_events) {
  const SeriesState one(chain, kept_events);
  return sizeof one + one.impute.last.capacity() * sizeof(float) + one.smoothing.recent.capacity() * sizeof(double) +
         one.events.slots.capacity() * sizeof(TrackedEvent) + one.events.peaks.capacity() * sizeof(double) +
         one.evidence.channels.capacity() * sizeof(ChannelMemory) +
         (chain.net.state_size() + chain.net.output_stride()) * sizeof(float);
}

RowBuffers::RowBuffers(const FittedChain& chain)
    : scaled(chain.outputs()),
      residual(chain.outputs()),
      values(chain.outputs()),
      expected(chain.outputs()),
      lower(chain.outputs()),
      upper(chain.outputs()),
      share(chain.outputs()),
      input(chain.inputs()),
      scratch(chain.net.state_size()) {}

ChainState::ChainState(const FittedChain& chain)
    : SeriesState(chain, EventState::kClosed),
      RowBuffers(chain),
      network(chain.net.state_size(), 0.0F),
      prediction(chain.net.output_stride(), 0.0F) {}

Verdict push_row(const FittedChain& chain, ChainState& state, const Timestamp* time,
                 std::span<const double> values) noexcept {
  const SeriesView series{state, state, state.network.data(), state.prediction.data()};
  bool goes_on = false;
  const Verdict verdict = judge_row(chain, series, time, values, goes_on);
  if (goes_on) advance(chain, series, values);
  return verdict;
}

Verdict judge_row(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
                  std::span<const double> values, bool& goes_on) noexcept {
  TIDEGATE_EXPECTS(values.size() == chain.inputs());
  ++series.state.pushed;
  goes_on = false;
  if (time != nullptr) {
    const Placement place_of_row = place(chain.axis, series.state.axis, *time);
    for (std::size_t o = 0; o < chain.outputs(); ++o) series.row.values[o] = values[chain.channel_of(o)];
    switch (place_of_row.arrival) {
      case Arrival::kLate:
        return without_score(chain, series.row, Phase::kLate);
      case Arrival::kDuplicate:
        return without_score(chain, series.row, Phase::kDuplicate);
      case Arrival::kAfterLongGap:
        finish_events(chain, series.state);
        rest(chain, series);
        break;
      case Arrival::kAfterGap:
        for (std::size_t i = 0; i < place_of_row.missing_steps; ++i) {
          gather_missing(series.state.evidence, series.state.events.open);
          advance(chain, series, {});
        }
        break;
      case Arrival::kNext:
        break;
    }
  }
  compare(chain, series, values);
  goes_on = true;
  return judge(chain, series, time);
}

void network_input(const FittedChain& chain, const SeriesView& series, std::span<const double> values,
                   std::span<float> x) noexcept {
  if (values.empty())
    std::fill(x.begin(), x.end(), std::numeric_limits<float>::quiet_NaN());
  else
    apply_scaler(chain.config.scaler, chain.scaler, values, x);
  apply_impute(chain.impute, series.state.impute, x);
  chain.net.complete_input(x.data(), series.prediction);
  ++series.state.run;
}

}  // namespace tidegate
