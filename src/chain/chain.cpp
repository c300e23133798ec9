#include "chain/chain.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/contracts.h"
#include "base/missing.h"
#include "base/text.h"
#include "chain/verdict.h"
#include "score/probability.h"
#include "scorer/scorer_method.h"
#include "series/channel_names.h"

namespace tidegate {
namespace {

/// The network goes on by one row; NaN = missing. Empty `values` and no time = a row that never came.
[[gnu::always_inline]] inline void advance(const FittedChain& chain, const SeriesView& series, const Timestamp* time,
                                           std::span<const double> values) noexcept {
  if (!chain.has_net()) {
    ++series.state.run;
    return;
  }
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
  for (ScorerState& scorers : state.scorers) std::ranges::fill(scorers.numbers, 0.0);
  state.run = 0;
}

void scale_row(const FittedChain& chain, RowBuffers& row) noexcept {
  const std::span<double> values = row.values(), scaled = row.scaled();
  for (std::size_t o = 0; o < values.size(); ++o) scaled[o] = chain.scaled(chain.channel_of(o), values[o]);
}

/// Each scorer's numbers, for `verdict`.
[[gnu::always_inline]] inline void run_scorers(const FittedChain& chain, const SeriesView& series,
                                               const ScorerRow& row) noexcept {
  const std::span<double> numbers = series.row.numbers;
  for (const Scorer& scorer : chain.scorers) {
    if (!scorer.method->writes_all)
      std::ranges::fill(numbers.subspan(scorer.numbers_at, scorer_numbers(scorer, chain.scored())), kMissingValue);
    std::span<double> state;
    if (!series.state.scorers.empty()) state = std::span(series.state.scorers.front().numbers).subspan(scorer.state_at);
    scorer.method->step(scorer, state, row, numbers_of(scorer, chain.scored(), numbers));
  }
}

/// The row that came, against what the scorers know. `absent`: steps right before it whose row never came.
[[gnu::always_inline]] inline void compare(const FittedChain& chain, const SeriesView& series,
                                           std::size_t absent) noexcept {
  scale_row(chain, series.row);
  const NetAnswer answer{chain.net, series.network, series.prediction, chain.overlap == Overlap::kLast};
  run_scorers(chain, series, {series.row.scaled(), &answer, absent, true});
}

/// A step whose row never came. Scorers that remember nothing need not be told.
void pass_absent_row(const FittedChain& chain, const SeriesView& series) noexcept {
  if (series.state.scorers.empty()) return;
  std::ranges::fill(series.row.scaled(), kMissingValue);
  run_scorers(chain, series, {.scaled = series.row.scaled(), .came = false});
}

/// The row's place in time: steps that never came are walked through. kNormal: the row counts; otherwise why it does
/// not.
[[gnu::always_inline]] inline Phase arrive(const FittedChain& chain, const SeriesView& series, const GivenRow& given,
                                           RowMark& mark, std::size_t& absent) noexcept {
  TIDEGATE_EXPECTS(given.values.size() == chain.channels());
  SeriesState& state = series.state;
  mark.index = state.pushed++;
  const std::span<double> scored = series.row.values();
  for (std::size_t o = 0; o < scored.size(); ++o) scored[o] = given.values[chain.channel_of(o)];
  const Placement placement = given.time == nullptr ? Placement() : place(chain.axis, state.axis, *given.time);
  absent = placement.missing_steps;
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
        pass_absent_row(chain, series);
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

/// Values, scaled values, and the numbers of all scorers.
std::size_t row_numbers(const FittedChain& chain) {
  std::size_t count = 2 * chain.scored();
  for (const Scorer& scorer : chain.scorers) count += scorer_numbers(scorer, chain.scored());
  return count;
}

std::size_t all_residuals(const FittedChain& chain) {
  std::size_t count = 0;
  for (const Scorer& scorer : chain.scorers) count += scorer.residuals;
  return count;
}

/// What a network wants before it is asked; one that reads the row itself first has that one, too.
std::size_t net_warmup(const FittedChain& chain) {
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

Status check_scorers(const FittedChain& chain) {
  const auto refuse = [](std::string problem) { return fail(ErrorKind::kUsage, std::move(problem)).about("scorers"); };
  for (std::size_t i = 0; i < chain.scorers.size(); ++i) {
    const ScorerMethod& method = *chain.scorers[i].method;
    if (method.needs_net && (i > 0 || !chain.has_net()))
      return refuse("the scorer '" + std::string(method.name) + "' goes by a network, of which there is one or none");
    if (std::ranges::count(chain.scorers, &method, &Scorer::method) > 1)
      return refuse("the scorer '" + std::string(method.name) + "' is named twice").remedy("name each scorer once");
  }
  if (chain.has_net() && !chain.leading().method->needs_net) return refuse("no scorer goes by the network");
  if (chain.gives_probabilities() && chain.scorers.size() > 1)
    return refuse("a classifier's probability cannot be aggregated with other scores")
        .remedy("leave the other scorers out")
        .remedy("take another " + option_named("net"));
  return {};
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
  for (const std::size_t channel : chain.judged) info.scored[channel] = true;
  info.center = chain.transform.any() ? chain.transform.center : chain.scaler.center;
  info.scale = chain.transform.any() ? chain.transform.scale : chain.scaler.scale;
  info.log_size = chain.transform.size;
  info.scorers.clear();
  for (const Scorer& scorer : chain.scorers) info.scorers.push_back(scorer_text(scorer));
  info.has_network = chain.has_net();
  info.forecasts = gives_residuals(chain.leading()) && (chain.foresees() || !chain.leading().method->needs_net);
  info.parameters = chain.has_net() ? chain.net.weight_count() : 0;
  info.score_words = chain.has_net() ? probability_words(chain.config.net) : "";
  info.threshold = chain.threshold.value;
  info.threshold_words = chain.threshold.words;
  info.warmup_rows = std::ranges::min_element(chain.scorers, {}, &Scorer::warmup)->warmup;
  info.delay_rows = chain.rows_ahead();
  info.step = chain.axis.step;
  info.residual_deviation.clear();
  chain.band.clear();
  const Scorer& leading = chain.leading();
  if (!gives_residuals(leading) || chain.gives_probabilities()) return;
  const double threshold = uncalibrated(leading.calibration, chain.threshold.value);
  for (std::size_t o = 0; o < chain.scored(); ++o) {
    const double scale = chain.scaler.scale[chain.channel_of(o)];
    const std::size_t c = chain.channel_of(o);
    const double slope = slope_back(chain.scaler.center[c], chain.log_size(c));
    info.residual_deviation.push_back(leading.score.deviation[o] * scale * slope);
    chain.band.push_back(expected_band(leading.score, o, threshold) * scale);
  }
}

void place_scorers(FittedChain& chain) {
  std::size_t numbers = 2 * chain.scored(), state = 0;
  for (Scorer& scorer : chain.scorers) {
    const ScorerMethod& method = *scorer.method;
    scorer.residuals = method.needs_net ? chain.net.shape().targets() : chain.scored();
    scorer.gives_spread = method.needs_net ? chain.net.shape().gaussian : method.spread;
    scorer.warmup = method.needs_net ? net_warmup(chain) : method.warmup == nullptr ? 0 : method.warmup(scorer);
    scorer.numbers_at = numbers;
    scorer.state_at = state;
    numbers += scorer_numbers(scorer, chain.scored());
    state += scorer_state_size(scorer, chain.scored());
  }
  chain.scorer_state = state;
}

SeriesState::SeriesState(const FittedChain& chain)
    : impute{std::vector<float>(chain.channels(), std::numeric_limits<float>::quiet_NaN())},
      features(make_feature_state(chain.features)),
      smoothing(make_smoothing_state(chain.smoothing)),
      threshold(make_threshold_state(chain.threshold)),
      events(make_event_state(chain.scored())),
      evidence(make_evidence_state(chain.normal.size())) {
  if (chain.scorer_state > 0) scorers.push_back({std::vector<double>(chain.scorer_state, 0.0)});
  if (const std::size_t ahead = chain.rows_ahead(); ahead > 0)
    waiting.push_back(make_waiting_rows(ahead + 1 + chain.smoothing.rows_ahead(), row_numbers(chain),
                                        chain.scored() * overlap_numbers(chain.overlap, chain.net.shape().window)));
}

ClosedEvents make_closed_events(const FittedChain& chain, std::size_t room) {
  return {chain.scored(), chain.gives_probabilities(), room};
}

std::size_t series_bytes(const FittedChain& chain) {
  const SeriesState one(chain);
  std::size_t bytes = sizeof one + one.waiting.capacity() * sizeof(WaitingRows) +
                      one.scorers.capacity() * sizeof(ScorerState) +
                      (chain.net.state_size() + chain.kept_predictions()) * sizeof(float);
  for_each_state(one, [&bytes](const auto& state) { bytes += heap_bytes(state); });
  return bytes;
}

RowBuffers::RowBuffers(const FittedChain& chain)
    : RowNumbers{std::vector<double>(row_numbers(chain)), chain.scored(), chain.residuals(),
                 chain.leading().gives_spread ? chain.residuals() : 0},
      part(all_residuals(chain)),
      scores(chain.scorers.size()),
      expected(chain.scored()),
      lower(chain.scored()),
      upper(chain.scored()),
      share(chain.scored()),
      transformed(chain.transform.size.size()),
      input(chain.net_inputs()),
      scratch(chain.net.scratch_size()) {}

std::size_t heap_bytes(const RowBuffers& row) {
  std::size_t doubles = 0;
  for (const std::vector<double>* one :
       {&row.numbers, &row.part, &row.scores, &row.expected, &row.lower, &row.upper, &row.share, &row.transformed})
    doubles += one->capacity();
  return doubles * sizeof(double) + (row.input.capacity() + row.scratch.capacity()) * sizeof(float);
}

ChainState::ChainState(const FittedChain& chain)
    : SeriesState(chain),
      RowBuffers(chain),
      network(chain.net.state_size(), 0.0F),
      prediction(chain.kept_predictions(), 0.0F),
      closed(make_closed_events(chain, kRoomForEvents)) {}

Verdict push_row(const FittedChain& chain, const SeriesView& series, const GivenRow& given) noexcept {
  RowMark mark;
  std::size_t absent = 0;
  if (const Phase refused = arrive(chain, series, given, mark, absent); refused != Phase::kNormal)
    return refuse_row(chain, series, refused);
  const bool foresees = chain.foresees();
  if (!foresees) advance(chain, series, given.time, given.values);
  compare(chain, series, absent);
  const Verdict verdict = conclude(chain, series, mark);
  if (foresees) advance(chain, series, given.time, given.values);
  return verdict;
}

Verdict judge_row(const FittedChain& chain, const SeriesView& series, const GivenRow& given, bool& goes_on) noexcept {
  RowMark mark;
  std::size_t absent = 0;
  const Phase refused = arrive(chain, series, given, mark, absent);
  goes_on = refused == Phase::kNormal;
  if (!goes_on) return refuse_row(chain, series, refused);
  compare(chain, series, absent);
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
