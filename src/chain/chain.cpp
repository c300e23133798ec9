#include "chain/chain.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/contracts.h"
#include "base/missing.h"
#include "base/text.h"
#include "chain/verdict.h"
#include "score/probability.h"
#include "series/channel_names.h"

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
  forget(state.features);
  state.run = 0;
}

void scale_row(const FittedChain& chain, RowBuffers& row) noexcept {
  const std::span<double> values = row.values(), scaled = row.scaled();
  for (std::size_t o = 0; o < values.size(); ++o) scaled[o] = chain.scaled(chain.channel_of(o), values[o]);
}

void take_expected(const float* prediction, RowBuffers& row) noexcept {
  const std::span<double> given = row.given();
  for (std::size_t o = 0; o < given.size(); ++o) given[o] = static_cast<double>(prediction[o]);
}

/// The row against every forecast made of it, and the network's own deviations if it gives them.
void forecast_errors(const FittedChain& chain, const SeriesView& series) noexcept {
  const std::size_t scored = chain.scored(), kept = chain.net.prediction_size(), targets = chain.residuals();
  RowBuffers& row = series.row;
  scale_row(chain, row);
  take_expected(series.prediction, row);
  const std::span<double> scaled = row.scaled(), residuals = row.residual(), spread = row.spread();
  for (std::size_t h = 0; h < chain.net.shape().horizon; ++h) {
    const float* given = series.prediction + h * kept;  // h steps older, so the row is its entry h
    for (std::size_t o = 0; o < scored; ++o) {
      const std::size_t i = h * scored + o;
      double& residual = residuals[i];
      residual = scaled[o] - static_cast<double>(given[i]);
      if (spread.empty()) continue;
      const double s = static_cast<double>(given[targets + i]);
      spread[i] = std::exp(std::clamp(s, -kLargestLogVariance, kLargestLogVariance) / 2);
      residual /= spread[i];
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
    series.row.residual()[o] = count > 0 ? std::sqrt(sum / count) : kMissing;
  }
}

/// What the network has to say of the row, for `verdict`.
void compare(const FittedChain& chain, const SeriesView& series) noexcept {
  const NetShape& shape = chain.net.shape();
  switch (shape.kind) {
    case NetKind::kForecaster:
      return forecast_errors(chain, series);
    case NetKind::kAutoencoder:
      if (chain.overlap != Overlap::kLast) {  // what is expected is known later; equal states hold equal numbers
        std::ranges::fill(series.row.given(), kMissing);
        std::ranges::fill(series.row.residual(), kMissing);
        return scale_row(chain, series.row);
      }
      take_expected(series.prediction + (shape.window - 1) * chain.net.output_stride(), series.row);
      return window_errors(chain, series);
    case NetKind::kClassifier:
      series.row.residual()[0] = static_cast<double>(series.prediction[0]);
  }
}

/// The row's place in time: steps that never came are walked through. kNormal: the row counts; otherwise why it does
/// not.
Phase arrive(const FittedChain& chain, const SeriesView& series, const GivenRow& given, RowMark& mark) noexcept {
  TIDEGATE_EXPECTS(given.values.size() == chain.channels());
  SeriesState& state = series.state;
  mark.index = state.pushed++;
  const std::span<double> scored = series.row.values();
  for (std::size_t o = 0; o < scored.size(); ++o) scored[o] = given.values[chain.channel_of(o)];
  const Placement placement = given.time == nullptr ? Placement() : place(chain.axis, state.axis, *given.time);
  switch (placement.arrival) {
    case Arrival::kLate:
      return Phase::kLate;
    case Arrival::kDuplicate:
      return Phase::kDuplicate;
    case Arrival::kAfterLongGap:
      mark.after_long_gap = true;
      rest(chain, series);
      break;
    case Arrival::kAfterGap:
      mark.missing_before = static_cast<std::uint32_t>(placement.missing_steps);
      for (std::size_t i = 0; i < placement.missing_steps; ++i) {
        advance(chain, series, nullptr, {});
        take_newest_window(chain, series);
      }
      break;
    case Arrival::kNext:
      break;
  }
  mark.has_time = given.time != nullptr;
  if (mark.has_time) mark.time_ns = given.time->time_since_epoch().count();
  mark.utc_offset_minutes = given.utc_offset_minutes;
  mark.steps_before = state.run;
  return Phase::kNormal;
}

/// Values, scaled values and expected ones, residuals and what these deviate by.
std::size_t row_numbers(const FittedChain& chain) {
  return 3 * chain.scored() + chain.residuals() * (chain.net.shape().gaussian ? 2 : 1);
}

/// What a network wants before it is asked; one that reads the row itself first has that one, too.
std::size_t warmup_rows(const FittedChain& chain) {
  if (chain.overlap != Overlap::kLast) return 0;  // the first row lies in the first full window
  const auto window = static_cast<std::size_t>(chain.config.net.window);
  return window + chain.net.shape().horizon - 1 - (chain.foresees() ? 0 : 1);
}

}  // namespace

std::vector<std::string> scored_names(const FittedChain& chain) {
  std::vector<std::string> names;
  for (std::size_t o = 0; o < chain.scored(); ++o) names.push_back(chain.info.channels[chain.channel_of(o)].name);
  return names;
}

Status check_waiting(const FittedChain& chain) {
  constexpr double kMostNumbers = 3e7;  // 240 MB a series
  const auto rows = static_cast<double>(chain.rows_ahead() + 1 + chain.smoothing.rows_ahead());
  const auto kept = static_cast<double>(chain.scored() * overlap_numbers(chain.overlap, chain.net.shape().window));
  const double numbers = rows * (static_cast<double>(row_numbers(chain)) + kept);
  if (chain.rows_ahead() == 0 || numbers <= kMostNumbers) return {};
  return fail(ErrorKind::kUsage, "each series would need " + round_text(numbers * sizeof(double) / 1e6, 3) +
                                     " MB for rows that wait for later rows")
      .about("window")
      .remedy("use a shorter " + option_named("window") + " or centred-mean")
      .remedy("another " + option_named("overlap") + " (median needs the most)");
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
  info.delay_rows = chain.rows_ahead();
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

SeriesState::SeriesState(const FittedChain& chain)
    : impute{std::vector<float>(chain.channels(), std::numeric_limits<float>::quiet_NaN())},
      features(make_feature_state(chain.features)),
      smoothing(make_smoothing_state(chain.smoothing)),
      threshold(make_threshold_state(chain.threshold)),
      events(make_event_state(chain.scored())),
      evidence(make_evidence_state(chain.normal.size())) {
  if (const std::size_t ahead = chain.rows_ahead(); ahead > 0)
    waiting.push_back(make_waiting_rows(ahead + 1 + chain.smoothing.rows_ahead(), row_numbers(chain),
                                        chain.scored() * overlap_numbers(chain.overlap, chain.net.shape().window)));
}

ClosedEvents make_closed_events(const FittedChain& chain, std::size_t room) {
  return {chain.scored(), chain.net.shape().kind == NetKind::kClassifier, room};
}

std::size_t series_bytes(const FittedChain& chain) {
  const SeriesState one(chain);
  std::size_t bytes = sizeof one + one.waiting.capacity() * sizeof(WaitingRows) +
                      (chain.net.state_size() + chain.kept_predictions()) * sizeof(float);
  for_each_state(one, [&bytes](const auto& state) { bytes += heap_bytes(state); });
  return bytes;
}

RowBuffers::RowBuffers(const FittedChain& chain)
    : RowNumbers{std::vector<double>(row_numbers(chain)), chain.scored(), chain.residuals()},
      part(chain.residuals()),
      expected(chain.scored()),
      lower(chain.scored()),
      upper(chain.scored()),
      share(chain.scored()),
      transformed(chain.transform.size.size()),
      input(chain.net_inputs()),
      scratch(chain.net.scratch_size()) {}

ChainState::ChainState(const FittedChain& chain)
    : SeriesState(chain),
      RowBuffers(chain),
      network(chain.net.state_size(), 0.0F),
      prediction(chain.kept_predictions(), 0.0F),
      closed(make_closed_events(chain, kRoomForEvents)) {}

Verdict push_row(const FittedChain& chain, ChainState& state, const Timestamp* time, std::span<const double> values,
                 std::int16_t utc_offset_minutes) noexcept {
  return push_row(chain, view_of(state), {time, values, utc_offset_minutes});
}

Verdict push_row(const FittedChain& chain, const SeriesView& series, const GivenRow& given) noexcept {
  if (chain.foresees()) {
    bool goes_on = false;
    const Verdict verdict = judge_row(chain, series, given, goes_on);
    if (goes_on) advance(chain, series, given.time, given.values);
    return verdict;
  }
  RowMark mark;
  if (const Phase refused = arrive(chain, series, given, mark); refused != Phase::kNormal)
    return refuse_row(chain, series, refused);
  advance(chain, series, given.time, given.values);
  compare(chain, series);
  return conclude(chain, series, mark);
}

Verdict judge_row(const FittedChain& chain, const SeriesView& series, const GivenRow& given, bool& goes_on) noexcept {
  RowMark mark;
  const Phase refused = arrive(chain, series, given, mark);
  goes_on = refused == Phase::kNormal;
  if (!goes_on) return refuse_row(chain, series, refused);
  compare(chain, series);
  return conclude(chain, series, mark);
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
