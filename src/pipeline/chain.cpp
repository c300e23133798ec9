#include "pipeline/chain.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/contracts.h"
#include "base/missing.h"
#include "explain/kind.h"
#include "model/training/loss.h"
#include "pipeline/roles.h"
#include "pipeline/told_labels.h"

namespace tidegate {
namespace {

/// The network goes on by one row; NaN = missing. Empty `values` and no time = a row that never came.
void advance(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
             std::span<const double> values) noexcept {
  network_input(chain, series, time, values, series.row.input);
  chain.net.step(chain.parameters.data(), *chain.kernels, series.row.input.data(), series.network, series.prediction,
                 series.row.scratch.data());
}

void rest(const FittedChain& chain, const SeriesView& series) noexcept {
  std::fill_n(series.network, chain.net.state_size(), 0.0F);
  std::fill_n(series.prediction, chain.kept_predictions(), 0.0F);
  SeriesState& state = series.state;
  std::fill(state.impute.last.begin(), state.impute.last.end(), std::numeric_limits<float>::quiet_NaN());
  forget_holds(state.evidence);
  forget(state.features);
  state.smoothing.value = kMissing;
  state.smoothing.next = state.smoothing.filled = 0;
  state.run = 0;
}

/// The row against every forecast made of it, and the network's own deviations if it gives them.
void forecast_errors(const FittedChain& chain, const SeriesView& series, std::span<const double> values) noexcept {
  const std::size_t scored = chain.scored(), kept = chain.net.prediction_size(), targets = chain.residuals();
  RowBuffers& row = series.row;
  for (std::size_t o = 0; o < scored; ++o)
    row.scaled[o] = chain.scaled(chain.channel_of(o), values[chain.channel_of(o)]);
  for (std::size_t h = 0; h < chain.net.shape().horizon; ++h) {
    const float* given = series.prediction + h * kept;  // h steps older, so the row is its entry h
    for (std::size_t o = 0; o < scored; ++o) {
      const std::size_t i = h * scored + o;
      double& residual = row.residual[i];
      residual = row.scaled[o] - static_cast<double>(given[i]);
      if (row.spread.empty()) continue;
      const double s = static_cast<double>(given[targets + i]);
      row.spread[i] = std::exp(std::clamp(s, -kLargestLogVariance, kLargestLogVariance) / 2);
      residual /= row.spread[i];
    }
  }
}

/// How far the window was from what the network gave back of it: the root of the mean squared error of each channel,
/// over rows that are not missing.
void window_errors(const FittedChain& chain, const SeriesView& series) noexcept {
  const std::size_t inputs = chain.net_inputs(), stride = chain.net.output_stride();
  for (std::size_t o = 0; o < chain.scored(); ++o) {
    double sum = 0, count = 0;
    for (std::size_t t = 0; t < chain.net.shape().window; ++t) {
      const auto value = static_cast<double>(series.network[t * inputs + chain.channel_of(o)]);
      if (std::isnan(value)) continue;
      const double error = value - static_cast<double>(series.prediction[t * stride + o]);
      sum += error * error;
      ++count;
    }
    series.row.residual[o] = count > 0 ? std::sqrt(sum / count) : kMissing;
  }
}

/// Half width of the band that belongs to the row's own limit, in the unit that is scaled.
double half_band(const FittedChain& chain, const SeriesView& series, std::size_t o) noexcept {
  const std::vector<double>& spread = series.row.spread;
  if (spread.empty() && chain.threshold.adaptive.kind == Adaptation::kNone) return chain.band[o];
  const double threshold = limit(chain.threshold, series.state.threshold);
  const double scale = chain.scaler.scale[chain.channel_of(o)];
  if (spread.empty()) return scale * expected_band(chain.score, o, threshold);
  return scale * spread[o] * expected_band(chain.score, o, threshold, spread[o]);
}

/// Observed, expected and band of every scored channel, in its own unit.
void describe_channels(const FittedChain& chain, const SeriesView& series, std::span<const double> values) noexcept {
  RowBuffers& row = series.row;
  const NetShape& shape = chain.net.shape();
  const std::size_t newest = shape.kind == NetKind::kAutoencoder ? (shape.window - 1) * chain.net.output_stride() : 0;
  for (std::size_t o = 0; o < chain.scored(); ++o) {
    const std::size_t c = chain.channel_of(o);
    const double scale = chain.scaler.scale[c];
    row.values[o] = values[c];
    row.expected[o] = row.lower[o] = row.upper[o] = kMissing;
    if (shape.kind == NetKind::kClassifier) continue;
    const double size = chain.log_size(c);
    const double expected = chain.scaler.center[c] + scale * static_cast<double>(series.prediction[newest + o]);
    row.expected[o] = transformed_back(expected, size);
    if (shape.kind == NetKind::kAutoencoder) continue;  // a window's error says nothing about one value
    // The band is around what is usual: the expected value plus the residuals' own mean.
    const double unit = row.spread.empty() ? scale : scale * row.spread[o];
    const double middle = expected + unit * chain.score.mean[o];
    const double half = half_band(chain, series, o);
    row.lower[o] = transformed_back(middle - half, size);
    row.upper[o] = transformed_back(middle + half, size);
  }
}

void compare(const FittedChain& chain, const SeriesView& series, std::span<const double> values) noexcept {
  switch (chain.net.shape().kind) {
    case NetKind::kForecaster:
      forecast_errors(chain, series, values);
      break;
    case NetKind::kAutoencoder:
      window_errors(chain, series);
      break;
    case NetKind::kClassifier:
      series.row.residual[0] = static_cast<double>(series.prediction[0]);
      break;
  }
  describe_channels(chain, series, values);
}

Verdict without_score(const FittedChain& chain, const SeriesView& series, Phase phase) noexcept {
  return {phase, kMissing, limit(chain.threshold, series.state.threshold), series.row.values, {}, {}, {}, {}};
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

/// A channel's share is that of all its forecasts; of a classifier no channel has one.
void gather_shares(const FittedChain& chain, RowBuffers& row) noexcept {
  std::ranges::fill(row.share, 0.0);
  if (chain.net.shape().kind == NetKind::kClassifier) return;
  for (std::size_t i = 0; i < row.part.size(); ++i) row.share[i % row.share.size()] += row.part[i];
}

Verdict judge(const FittedChain& chain, const SeriesView& series, const Timestamp* time) noexcept {
  SeriesState& state = series.state;
  RowBuffers& row = series.row;
  const std::size_t steps_before = state.run - (chain.foresees() ? 0 : 1);
  if (steps_before < chain.info.warmup_rows) return without_score(chain, series, Phase::kWarmup);
  if (all_missing(row.residual) || all_missing(row.values)) {
    gather_missing(state.evidence, state.events.open);
    return without_score(chain, series, Phase::kMissing);
  }
  const double own_score = score_row(chain.score, {row.residual, row.spread}, row.part);
  gather_shares(chain, row);
  const double score = smooth(chain.smoothing, state.smoothing, own_score);
  const double threshold = limit(chain.threshold, state.threshold);
  const RowResult result{.index = state.pushed - 1,
                         .time = time,
                         .score = score,
                         .own_score = own_score,
                         .threshold = threshold,
                         .values = row.values,
                         .expected = row.expected,
                         .lower = row.lower,
                         .upper = row.upper,
                         .share = row.share};
  if (ends_before(chain.config.event, state.events, result.index)) tell_kind_of_open_event(chain, state);
  const bool anomalous = push(chain.config.event, state.events, result);
  gather(chain.normal, chain.score, state.evidence, {row.scaled, row.residual, row.spread, row.share, own_score},
         part_of_event(state.events, result.index, anomalous));
  observe(chain.threshold, state.threshold, score);
  return {anomalous ? Phase::kAnomalous : Phase::kNormal,
          score,
          threshold,
          row.values,
          row.expected,
          row.lower,
          row.upper,
          row.share};
}

/// The row's place in time: steps that never came are walked through. kNormal: the row counts; otherwise why it does
/// not.
Phase arrive(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
             std::span<const double> values) noexcept {
  TIDEGATE_EXPECTS(values.size() == chain.channels());
  ++series.state.pushed;
  if (time == nullptr) return Phase::kNormal;
  const Placement placement = place(chain.axis, series.state.axis, *time);
  for (std::size_t o = 0; o < chain.scored(); ++o) series.row.values[o] = values[chain.channel_of(o)];
  switch (placement.arrival) {
    case Arrival::kLate:
      return Phase::kLate;
    case Arrival::kDuplicate:
      return Phase::kDuplicate;
    case Arrival::kAfterLongGap:
      finish_events(chain, series.state);
      rest(chain, series);
      break;
    case Arrival::kAfterGap:
      for (std::size_t i = 0; i < placement.missing_steps; ++i) {
        gather_missing(series.state.evidence, series.state.events.open);
        advance(chain, series, nullptr, {});
      }
      break;
    case Arrival::kNext:
      break;
  }
  return Phase::kNormal;
}

/// What a network wants before it is asked; one that reads the row itself first has that one, too.
std::size_t warmup_rows(const FittedChain& chain) {
  const auto window = static_cast<std::size_t>(chain.config.net.window);
  return window + chain.net.shape().horizon - 1 - (chain.foresees() ? 0 : 1);
}

}  // namespace

std::vector<std::string> scored_names(const FittedChain& chain) {
  std::vector<std::string> names;
  for (std::size_t o = 0; o < chain.scored(); ++o) names.push_back(chain.info.channels[chain.channel_of(o)].name);
  return names;
}

void derive(FittedChain& chain) {
  DetectorInfo& info = chain.info;
  info.scored.assign(chain.channels(), false);
  info.features = feature_names(chain.features, channel_names(info.channels));
  info.needs_time = chain.features.timed() && known_features(chain.features) > 0;
  for (const std::size_t channel : chain.net.shape().predicts) info.scored[channel] = true;
  info.center = chain.transform.any() ? chain.transform.center : chain.scaler.center;
  info.scale = chain.transform.any() ? chain.transform.scale : chain.scaler.scale;
  info.log_size = chain.transform.size;
  info.parameters = chain.net.weight_count();
  info.score_words = probability_words(chain.config.net);
  info.threshold = chain.threshold.value;
  info.threshold_words = chain.threshold.words;
  info.warmup_rows = warmup_rows(chain);
  info.step = chain.axis.step;
  info.residual_deviation.clear();
  chain.band.clear();
  if (chain.net.shape().kind == NetKind::kClassifier) return;
  for (std::size_t o = 0; o < chain.scored(); ++o) {
    const double scale = chain.scaler.scale[chain.channel_of(o)];
    const std::size_t c = chain.channel_of(o);
    const double slope = slope_back(chain.scaler.center[c], chain.log_size(c));
    info.residual_deviation.push_back(chain.score.deviation[o] * scale * slope);
    chain.band.push_back(expected_band(chain.score, o, chain.threshold.value) * scale);
  }
}

SeriesState::SeriesState(const FittedChain& chain, std::size_t kept_events)
    : impute{std::vector<float>(chain.channels(), std::numeric_limits<float>::quiet_NaN())},
      features(make_feature_state(chain.features)),
      smoothing(make_smoothing_state(chain.smoothing)),
      threshold(make_threshold_state(chain.threshold)),
      events(make_event_state(chain.scored(), kept_events)),
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
  return sizeof one + one.impute.last.capacity() * sizeof(float) + heap_bytes(one.features) +
         one.smoothing.recent.capacity() * sizeof(double) + heap_bytes(one.threshold) +
         one.events.slots.capacity() * sizeof(TrackedEvent) + one.events.peaks.capacity() * sizeof(double) +
         one.evidence.channels.capacity() * sizeof(ChannelMemory) +
         (chain.net.state_size() + chain.kept_predictions()) * sizeof(float);
}

RowBuffers::RowBuffers(const FittedChain& chain)
    : residual(chain.residuals()),
      spread(chain.net.shape().gaussian ? chain.residuals() : 0),
      part(chain.residuals()),
      scaled(chain.scored()),
      values(chain.scored()),
      expected(chain.scored()),
      lower(chain.scored()),
      upper(chain.scored()),
      share(chain.scored()),
      transformed(chain.transform.size.size()),
      input(chain.net_inputs()),
      scratch(chain.net.scratch_size()) {}

ChainState::ChainState(const FittedChain& chain)
    : SeriesState(chain, EventState::kClosed),
      RowBuffers(chain),
      network(chain.net.state_size(), 0.0F),
      prediction(chain.kept_predictions(), 0.0F) {}

Verdict push_row(const FittedChain& chain, ChainState& state, const Timestamp* time,
                 std::span<const double> values) noexcept {
  return push_row(chain, SeriesView{state, state, state.network.data(), state.prediction.data()}, time, values);
}

Verdict push_row(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
                 std::span<const double> values) noexcept {
  if (chain.foresees()) {
    bool goes_on = false;
    const Verdict verdict = judge_row(chain, series, time, values, goes_on);
    if (goes_on) advance(chain, series, time, values);
    return verdict;
  }
  if (const Phase refused = arrive(chain, series, time, values); refused != Phase::kNormal)
    return without_score(chain, series, refused);
  advance(chain, series, time, values);
  compare(chain, series, values);
  return judge(chain, series, time);
}

Verdict judge_row(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
                  std::span<const double> values, bool& goes_on) noexcept {
  const Phase refused = arrive(chain, series, time, values);
  goes_on = refused == Phase::kNormal;
  if (!goes_on) return without_score(chain, series, refused);
  compare(chain, series, values);
  return judge(chain, series, time);
}

void network_input(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
                   std::span<const double> values, std::span<float> x) noexcept {
  const auto row = x.first(chain.scaler.center.size()), features = x.subspan(row.size());
  if (values.empty()) {
    std::ranges::fill(row, std::numeric_limits<float>::quiet_NaN());
  } else if (chain.transform.any()) {
    apply_transform(chain.transform, values, series.row.transformed);
    apply_scaler(chain.config.scaler, chain.scaler, series.row.transformed, row);
  } else {
    apply_scaler(chain.config.scaler, chain.scaler, values, row);
  }
  apply_features(chain.features, series.state.features, time, row, chain.config.scaler.clip, features);
  apply_impute(chain.impute, series.state.impute, x);
  if (chain.net.shape().window == 0) chain.net.complete_input(x.data(), series.prediction);
  if (const std::size_t kept = chain.net.prediction_size(); chain.net.shape().horizon > 1)
    std::copy_backward(series.prediction, series.prediction + chain.kept_predictions() - kept,
                       series.prediction + chain.kept_predictions());
  ++series.state.run;
}

}  // namespace tidegate
