#include "pipeline/chain.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/contracts.h"
#include "base/missing.h"

namespace tidegate {
namespace {

/// The network goes on by one row; NaN = missing. Empty `values` = a row that never came.
void advance(const FittedChain& chain, ChainState& state, std::span<const double> values) noexcept {
  if (values.empty())
    std::fill(state.input.begin(), state.input.end(), std::numeric_limits<float>::quiet_NaN());
  else
    apply_scaler(chain.config.scaler, chain.scaler, values, state.input);
  apply_impute(chain.impute, state.impute, state.input);
  chain.net.complete_input(state.input.data(), state.prediction.data());
  chain.net.step(chain.parameters.data(), *chain.kernels, state.input.data(), state.network.data(),
                 state.prediction.data(), state.scratch.data());
  ++state.run;
}

void rest(ChainState& state) noexcept {
  std::fill(state.network.begin(), state.network.end(), 0.0F);
  std::fill(state.prediction.begin(), state.prediction.end(), 0.0F);
  std::fill(state.impute.last.begin(), state.impute.last.end(), std::numeric_limits<float>::quiet_NaN());
  state.smoothing.value = kMissing;
  state.smoothing.next = state.smoothing.filled = 0;
  state.run = 0;
}

/// Observed, expected and band of every scored channel, in its own unit.
void compare(const FittedChain& chain, ChainState& state, std::span<const double> values) noexcept {
  for (std::size_t o = 0; o < chain.outputs(); ++o) {
    const std::size_t c = chain.channel_of(o);
    const double center = chain.scaler.center[c], scale = chain.scaler.scale[c];
    const double predicted = static_cast<double>(state.prediction[o]);
    state.values[o] = values[c];
    state.residual[o] = (values[c] - center) / scale - predicted;
    state.expected[o] = center + scale * predicted;
    // The band is around what is usual: the expected value plus the residuals' own mean.
    const double middle = state.expected[o] + scale * chain.score.mean[o];
    state.lower[o] = middle - chain.band[o];
    state.upper[o] = middle + chain.band[o];
  }
}

Verdict without_score(const FittedChain& chain, const ChainState& state, Phase phase) noexcept {
  return {phase, kMissing, chain.threshold.value, state.values, {}, {}, {}, {}};
}

bool all_missing(std::span<const double> values) noexcept {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
}

Verdict judge(const FittedChain& chain, ChainState& state, const Timestamp* time) noexcept {
  if (state.run < chain.info.warmup_rows) return without_score(chain, state, Phase::kWarmup);
  if (all_missing(state.residual)) return without_score(chain, state, Phase::kMissing);
  const double own_score = score_row(chain.score, state.residual, state.share);
  const double score = smooth(chain.smoothing, state.smoothing, own_score);
  const RowResult row{.index = state.pushed - 1,
                      .time = time,
                      .score = score,
                      .own_score = own_score,
                      .threshold = chain.threshold.value,
                      .values = state.values,
                      .expected = state.expected,
                      .lower = state.lower,
                      .upper = state.upper,
                      .share = state.share};
  const bool anomalous = push(chain.config.event, state.events, row);
  return {anomalous ? Phase::kAnomalous : Phase::kNormal,
          score,
          chain.threshold.value,
          state.values,
          state.expected,
          state.lower,
          state.upper,
          state.share};
}

}  // namespace

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

ChainState::ChainState(const FittedChain& chain)
    : impute{std::vector<float>(chain.inputs(), std::numeric_limits<float>::quiet_NaN())},
      smoothing(make_smoothing_state(chain.smoothing)),
      events(make_event_state(chain.outputs())),
      network(chain.net.state_size(), 0.0F),
      prediction(chain.net.output_stride(), 0.0F),
      residual(chain.outputs()),
      values(chain.outputs()),
      expected(chain.outputs()),
      lower(chain.outputs()),
      upper(chain.outputs()),
      share(chain.outputs()),
      input(chain.inputs()),
      scratch(chain.net.state_size()) {}

Verdict push_row(const FittedChain& chain, ChainState& state, const Timestamp* time,
                 std::span<const double> values) noexcept {
  TIDEGATE_EXPECTS(values.size() == chain.inputs());
  ++state.pushed;
  if (time != nullptr) {
    const Placement place_of_row = place(chain.axis, state.axis, *time);
    for (std::size_t o = 0; o < chain.outputs(); ++o) state.values[o] = values[chain.channel_of(o)];
    switch (place_of_row.arrival) {
      case Arrival::kLate:
        return without_score(chain, state, Phase::kLate);
      case Arrival::kDuplicate:
        return without_score(chain, state, Phase::kDuplicate);
      case Arrival::kAfterLongGap:
        finish(chain.config.event, state.events);
        rest(state);
        break;
      case Arrival::kAfterGap:
        for (std::size_t i = 0; i < place_of_row.missing_steps; ++i) advance(chain, state, {});
        break;
      case Arrival::kNext:
        break;
    }
  }
  compare(chain, state, values);
  const Verdict verdict = judge(chain, state, time);
  advance(chain, state, values);
  return verdict;
}

}  // namespace tidegate
