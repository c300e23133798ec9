#include "chain/verdict.h"

#include <algorithm>
#include <cmath>

#include "base/missing.h"
#include "explain/kind.h"
#include "scorer/aggregation.h"
#include "scorer/scorer_method.h"

namespace tidegate {
namespace {

/// Half width of the leading scorer's band that belongs to the row's own limit, in the unit that is scaled.
double half_band(const FittedChain& chain, const SeriesView& series, std::size_t o) noexcept {
  const std::span<const double> spread = series.row.spread();
  if (spread.empty() && chain.threshold.adaptive.kind == Adaptation::kNone) return chain.band[o];
  const Scorer& leading = chain.leading();
  const double threshold = uncalibrated(leading.calibration, limit(chain.threshold, series.state.threshold));
  const double scale = chain.scaler.scale[chain.channel_of(o)];
  if (spread.empty()) return scale * expected_band(leading.score, o, threshold);
  return scale * spread[o] * expected_band(leading.score, o, threshold, spread[o]);
}

/// Expected value and, if `has_band`, band of a channel by its residuals, which are the leading scorer's, in its own
/// unit.
void describe_by_residuals(const FittedChain& chain, const SeriesView& series, std::size_t o, bool has_band) noexcept {
  RowBuffers& row = series.row;
  const std::span<const double> given = row.given(), spread = row.spread();
  const std::size_t c = chain.channel_of(o);
  const double scale = chain.scaler.scale[c], size = chain.log_size(c);
  const double expected = chain.scaler.center[c] + scale * given[o];
  row.expected[o] = transformed_back(expected, size);
  if (!has_band) return;
  // The band is around what is usual: the expected value plus the residuals' own mean.
  const double unit = spread.empty() ? scale : scale * spread[o];
  const double middle = expected + unit * chain.leading().score.mean[o];
  const double half = half_band(chain, series, o);
  row.lower[o] = transformed_back(middle - half, size);
  row.upper[o] = transformed_back(middle + half, size);
}

/// The same by the first scorer that knows where excesses begin.
void describe_by_excess(const FittedChain& chain, const SeriesView& series, std::size_t o) noexcept {
  RowBuffers& row = series.row;
  const std::size_t c = chain.channel_of(o);
  const auto own_unit = [&](double scaled) noexcept {
    return transformed_back(chain.scaler.center[c] + chain.scaler.scale[c] * scaled, chain.log_size(c));
  };
  const double threshold = limit(chain.threshold, series.state.threshold);
  for (const Scorer& scorer : chain.scorers) {
    if (gives_residuals(scorer)) continue;
    const ExcessBand band = excess_band(scorer, o, uncalibrated(scorer.calibration, threshold));
    if (std::isnan(band.lower)) continue;
    row.expected[o] = own_unit(numbers_of(scorer, chain.scored(), row.numbers).given[o]);
    row.lower[o] = own_unit(band.lower);
    row.upper[o] = own_unit(band.upper);
    return;
  }
}

/// Expected value and band of every scored channel, in its own unit.
void describe_channels(const FittedChain& chain, const SeriesView& series) noexcept {
  RowBuffers& row = series.row;
  const bool by_residuals = gives_residuals(chain.leading()) && !chain.gives_probabilities();
  const bool has_band = !chain.judges_whole_windows();  // a window's error says nothing about one value
  for (std::size_t o = 0; o < chain.scored(); ++o) {
    row.expected[o] = row.lower[o] = row.upper[o] = kMissingValue;
    if (by_residuals) describe_by_residuals(chain, series, o, has_band);
    if (std::isnan(row.expected[o])) describe_by_excess(chain, series, o);
  }
}

Verdict without_score(const FittedChain& chain, const SeriesView& series, Phase phase, std::size_t row) noexcept {
  return {.phase = phase,
          .score = kMissingValue,
          .threshold = limit(chain.threshold, series.state.threshold),
          .values = series.row.values(),
          .row = row};
}

bool all_missing(std::span<const double> values) noexcept {
  return std::all_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
}

bool is_warm(const FittedChain& chain, const Scorer& scorer, const RowMark& mark) noexcept {
  if (scorer.method->needs_net && chain.overlap != Overlap::kLast) return mark.windows > 0;
  return mark.steps_before >= scorer.warmup;
}

bool is_warm(const FittedChain& chain, const RowMark& mark) noexcept {
  return std::ranges::any_of(chain.scorers, [&](const Scorer& scorer) { return is_warm(chain, scorer, mark); });
}

/// Each residual's share in the score of one scorer.
std::span<double> part_of(const FittedChain& chain, std::size_t scorer, RowBuffers& row) noexcept {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < scorer; ++i) begin += chain.scorers[i].residuals;
  return std::span(row.part).subspan(begin, chain.scorers[scorer].residuals);
}

/// The calibrated score of one scorer, NaN if the row has none. `has_values`: a scored channel has one. A call of its
/// own would cost 1 % of a pooled row.
[[gnu::always_inline]] inline double score_of(const FittedChain& chain, const Scorer& scorer, const RowMark& mark,
                                              bool has_values, const ScorerNumbers& numbers,
                                              std::span<double> part) noexcept {
  if (!is_warm(chain, scorer, mark) || (gives_residuals(scorer) && !has_values) || all_missing(numbers.residual))
    return kMissingValue;
  return calibrated(scorer.calibration, score_numbers(scorer, numbers, part));
}

/// The score of all scorers together, NaN if the row has none.
[[gnu::always_inline]] inline Aggregate own_score(const FittedChain& chain, const RowMark& mark,
                                                  RowBuffers& row) noexcept {
  const bool has_values = !all_missing(row.values());
  if (chain.scorers.size() == 1) {  // nothing to look up, nothing to aggregate
    row.scores[0] =
        score_of(chain, chain.leading(), mark, has_values, {row.given(), row.residual(), row.spread()}, row.part);
    return {row.scores[0], 0};
  }
  for (std::size_t i = 0; i < chain.scorers.size(); ++i)
    row.scores[i] = score_of(chain, chain.scorers[i], mark, has_values,
                             numbers_of(chain.scorers[i], chain.scored(), row.numbers), part_of(chain, i, row));
  return aggregate(chain.config.score.aggregation, row.scores);
}

/// How anomalous the row is by itself: its own score, but with several forecasts by the nearest alone. The others are
/// anomalous too where they were made from an anomalous row.
double strength(const FittedChain& chain, RowBuffers& row, double own) noexcept {
  if (chain.net.shape().horizon == 1 || chain.scorers.size() > 1) return own;
  double squares = 0, count = 0;
  const std::span<const double> residual = row.residual();
  for (std::size_t o = 0; o < chain.scored(); ++o) {
    const double z = (residual[o] - chain.leading().score.mean[o]) / chain.leading().score.deviation[o];
    if (std::isnan(z)) continue;
    squares += z * z;
    ++count;
  }
  return count > 0 ? std::sqrt(squares / count) : 0;
}

void tell_kind_of_open_event(const FittedChain& chain, SeriesState& state) noexcept {
  if (!chain.normal.empty()) mark_event(state.events, tell_kind(signs_of(chain.normal, state.evidence)));
}

void finish_events(const FittedChain& chain, const SeriesView& series) noexcept {
  if (series.state.events.open) tell_kind_of_open_event(chain, series.state);
  finish(chain.config.event, series.state.events, series.exit);
}

/// Where the row just pushed stands to the open event.
EventPart part_of_event(const EventState& events, std::size_t index, bool anomalous) noexcept {
  if (!events.open) return EventPart::kOutside;
  if (open_event(events).start_index == index) return EventPart::kOpening;
  return anomalous ? EventPart::kFlagged : EventPart::kBetween;
}

/// A channel's share in the strongest scorer's score, that of all its forecasts; of a classifier no channel has one.
void gather_shares(const FittedChain& chain, std::size_t strongest, RowBuffers& row) noexcept {
  std::ranges::fill(row.share, 0.0);
  if (strongest == 0 && chain.gives_probabilities()) return;
  const std::span<const double> part = part_of(chain, strongest, row);
  for (std::size_t i = 0; i < part.size();)
    for (double& share : row.share) share += part[i++];
}

/// What the leading scorer says before it is warm counts for nothing, though others judge the row.
void drop_early_numbers(const FittedChain& chain, const RowMark& mark, RowBuffers& row) noexcept {
  if (chain.scorers.size() == 1 || is_warm(chain, chain.leading(), mark)) return;
  for (const std::span<double> numbers : {row.given(), row.residual(), row.spread()})
    std::ranges::fill(numbers, kMissingValue);
}

/// What lies between the row before and this one.
void pass_gap(const FittedChain& chain, const SeriesView& series, const RowMark& mark) noexcept {
  SeriesState& state = series.state;
  if (mark.after_long_gap) {
    finish_events(chain, series);
    forget_holds(state.evidence);
    forget(state.smoothing);
  }
  for (std::size_t i = 0; i < mark.missing_before; ++i) gather_missing(state.evidence, state.events.open);
}

/// `centred`: the score smoothed over rows on either side, if that is how it is smoothed.
Verdict judge(const FittedChain& chain, const SeriesView& series, const RowMark& mark, double centred) noexcept {
  SeriesState& state = series.state;
  RowBuffers& row = series.row;
  pass_gap(chain, series, mark);
  drop_early_numbers(chain, mark, row);
  const auto [own, strongest] = own_score(chain, mark, row);
  if (std::isnan(own)) {
    if (!is_warm(chain, mark)) return without_score(chain, series, Phase::kWarmup, mark.index);
    gather_missing(state.evidence, state.events.open);
    return without_score(chain, series, Phase::kMissing, mark.index);
  }
  describe_channels(chain, series);
  gather_shares(chain, strongest, row);
  const bool is_centred = chain.smoothing.kind == SmoothingKind::kCentredMean;
  const double score = is_centred ? centred : smooth(chain.smoothing, state.smoothing, own);
  const double threshold = limit(chain.threshold, state.threshold);
  const Timestamp time{Duration(mark.time_ns)};
  const RowResult result{.index = mark.index,
                         .time = mark.has_time ? &time : nullptr,
                         .utc_offset_minutes = mark.utc_offset_minutes,
                         .score = score,
                         .own_score = strength(chain, row, own),
                         .threshold = threshold,
                         .values = row.values(),
                         .expected = row.expected,
                         .lower = row.lower,
                         .upper = row.upper,
                         .share = row.share,
                         .scorer = static_cast<std::uint8_t>(strongest)};
  if (ends_before(chain.config.event, state.events, result.index)) tell_kind_of_open_event(chain, state);
  const bool anomalous = push(chain.config.event, state.events, series.exit, result);
  if (!chain.normal.empty())
    gather(chain.normal, chain.leading().score, state.evidence,
           {row.scaled(), row.residual(), row.spread(), row.share, own},
           part_of_event(state.events, result.index, anomalous));
  observe(chain.threshold, state.threshold, score);
  return {.phase = anomalous ? Phase::kAnomalous : Phase::kNormal,
          .score = score,
          .threshold = threshold,
          .values = row.values(),
          .expected = row.expected,
          .lower = row.lower,
          .upper = row.upper,
          .share = row.share,
          .row = mark.index};
}

/// All windows the row lies in have come, as far as any will: what is expected of it, and its score by itself.
void settle(const FittedChain& chain, const SeriesView& series, std::size_t age) noexcept {
  WaitingRows& waiting = series.state.waiting.front();
  RowBuffers& row = series.row;
  const std::size_t place = waiting.at(age);
  RowMark& mark = waiting.marks[place];
  std::ranges::copy(waiting.numbers_at(place), row.numbers.begin());
  if (chain.overlap != Overlap::kLast) {
    const std::size_t each = waiting.kept_numbers / chain.scored();
    for (std::size_t o = 0; o < chain.scored(); ++o) {
      row.given()[o] = expected_of(chain.overlap, waiting.kept_at(place).subspan(o * each, each), mark.windows);
      row.residual()[o] = row.scaled()[o] - row.given()[o];
    }
    std::ranges::copy(row.numbers, waiting.numbers_at(place).begin());
  }
  mark.own_score = own_score(chain, mark, row).score;
}

Verdict judge_waiting(const FittedChain& chain, const SeriesView& series, std::size_t age) noexcept {
  WaitingRows& waiting = series.state.waiting.front();
  const std::size_t place = waiting.at(age);
  std::ranges::copy(waiting.numbers_at(place), series.row.numbers.begin());
  const double centred = centred_mean(waiting, age, chain.smoothing.rows_ahead());
  return judge(chain, series, waiting.marks[place], centred);
}

}  // namespace

Verdict conclude(const FittedChain& chain, const SeriesView& series, const RowMark& mark) noexcept {
  if (series.state.waiting.empty()) return judge(chain, series, mark, kMissingValue);
  WaitingRows& waiting = series.state.waiting.front();
  add(waiting, mark, series.row.numbers);
  take_newest_window(chain, series);
  const std::size_t settled = chain.windows_ahead(), told = chain.rows_ahead();
  if (waiting.filled > settled) settle(chain, series, settled);
  if (waiting.filled > told) return judge_waiting(chain, series, told);
  return {
      .phase = Phase::kPending, .score = kMissingValue, .threshold = limit(chain.threshold, series.state.threshold)};
}

Verdict refuse_row(const FittedChain& chain, const SeriesView& series, Phase phase) noexcept {
  return without_score(chain, series, phase, series.state.pushed - 1);
}

void take_newest_window(const FittedChain& chain, const SeriesView& series) noexcept {
  const std::size_t window = chain.net.shape().window;
  if (chain.overlap == Overlap::kLast || series.state.run < window) return;
  take_window(series.state.waiting.front(), chain.overlap,
              {series.prediction, chain.net.output_stride(), window, series.state.run}, chain.scored(), chain.scored());
}

void finish_rows(const FittedChain& chain, const SeriesView& series, const std::function<void(const Verdict&)>& take) {
  if (!series.state.waiting.empty()) {
    WaitingRows& waiting = series.state.waiting.front();
    for (std::size_t age = std::min(waiting.filled, chain.windows_ahead()); age-- > 0;) settle(chain, series, age);
    for (std::size_t age = std::min(waiting.filled, chain.rows_ahead()); age-- > 0;) {
      const Verdict verdict = judge_waiting(chain, series, age);
      if (take) take(verdict);
    }
    waiting.filled = 0;
  }
  finish_events(chain, series);
}

void take_events(const FittedChain& chain, ClosedEvents& closed, std::span<const std::string> names,
                 const ClosedEvents::Give& give) {
  closed.take(
      names,
      [&](const TrackedEvent& tracked, Event& event) {
        describe_kind(tracked.mark, event);
        explain_scorer(chain.scorers[tracked.scorer], names, event);
      },
      give);
}

std::vector<Event> take_events(const FittedChain& chain, ChainState& state, std::span<const std::string> names) {
  std::vector<Event> events;
  events.reserve(state.closed.size());
  take_events(chain, state.closed, names,
              [&events](std::uint32_t, Event&& event) { events.push_back(std::move(event)); });
  return events;
}

}  // namespace tidegate
