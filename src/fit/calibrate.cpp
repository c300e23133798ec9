#include "fit/calibrate.h"

#include <algorithm>
#include <cmath>

#include "chain/verdict.h"
#include "fit/scaling.h"
#include "score/probability.h"
#include "scorer/scorer_method.h"

namespace tidegate {
namespace {

/// Runs the training rows through the chain, a stream a series, and hands every row that can be scored to `take`, with
/// its residuals, its part and its row there.
template <class Take>
void replay(const FittedChain& chain, const CalibrationRows& all, Take&& take) {
  for (std::size_t i = 0; i < all.parts.size(); ++i) {
    const SeriesPart& part = all.parts[i];
    ChainState state(chain);
    const Rows& rows = part.series->rows;
    const auto hand = [&](const Verdict& verdict) {
      if (verdict.scored()) take(state, verdict, i, part.range.begin + verdict.row);
    };
    for (std::size_t row = part.range.begin; row < part.range.end; ++row)
      hand(push_row(chain, state, rows.has_time() ? &rows.time[row] : nullptr, rows.values.row(row)));
    finish_rows(chain, view_of(state), hand);
  }
}

/// A classifier's probability is calibrated where it did not learn, if an anomaly lies there.
Status calibrate_probability(FittedChain& chain, const CalibrationRows& rows) {
  std::vector<double> logits, labels, validating_logits, validating_labels;
  replay(chain, rows, [&](ChainState& state, const Verdict&, std::size_t part, std::size_t row) {
    const double label = rows.label(part, row);
    if (std::isnan(label)) return;
    logits.push_back(state.residual().front());
    labels.push_back(label);
    if (row < rows.first_validating[part]) return;
    validating_logits.push_back(logits.back());
    validating_labels.push_back(label);
  });
  const bool enough = std::ranges::count(validating_labels, 1.0) > 0;
  chain.scorers.front().score =
      enough ? fit_probability(validating_logits, validating_labels) : fit_probability(logits, labels);
  if (!enough)
    chain.info.notes.push_back(
        "The probability was calibrated on the training rows, because the validation part has no anomaly. It may be "
        "overconfident.");
  return {};
}

/// A score that changes nothing, until there is a fitted one.
void set_plain_score(const FittedChain& chain, Scorer& scorer) {
  scorer.score = {.kind = chain.gives_probabilities() ? ScoreKind::kProbability : ScoreKind::kAbsolute,
                  .mean = std::vector(scorer.residuals, 0.0),
                  .deviation = std::vector(scorer.residuals, 1.0),
                  .precision = {}};
}

/// The score of each scorer's residuals, on those of all rows that have a score.
Status calibrate_score(FittedChain& chain, const CalibrationRows& rows) {
  for (Scorer& scorer : chain.scorers)
    if (gives_residuals(scorer)) set_plain_score(chain, scorer);
  derive(chain);
  if (chain.gives_probabilities()) return calibrate_probability(chain, rows);
  std::vector<std::vector<double>> residuals(chain.scorers.size());
  replay(chain, rows, [&](ChainState& state, const Verdict&, std::size_t, std::size_t) {
    for (std::size_t i = 0; i < residuals.size(); ++i) {
      const std::span<double> own = numbers_of(chain.scorers[i], chain.scored(), state.numbers).residual;
      if (std::ranges::all_of(own, [](double e) { return std::isnan(e); })) continue;
      residuals[i].insert(residuals[i].end(), own.begin(), own.end());
    }
  });
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    Scorer& scorer = chain.scorers[i];
    if (!gives_residuals(scorer)) continue;
    auto score =
        fit_score(chain.config.score, {residuals[i].data(), residuals[i].size() / scorer.residuals, scorer.residuals});
    if (!score) return score.error();
    scorer.score = std::move(*score);
  }
  return {};
}

/// Scores on one scale. Excesses have theirs: 1 is as far as usual operation goes.
Status calibrate_scale(FittedChain& chain, const CalibrationRows& rows) {
  if (chain.config.score.calibration != CalibrationKind::kLimit) return {};
  std::vector<std::vector<double>> scores(chain.scorers.size());
  replay(chain, rows, [&](ChainState& state, const Verdict&, std::size_t, std::size_t) {
    for (std::size_t i = 0; i < scores.size(); ++i) scores[i].push_back(state.scores[i]);
  });
  for (std::size_t i = 0; i < scores.size(); ++i)
    if (Scorer& scorer = chain.scorers[i]; gives_residuals(scorer))
      scorer.calibration = fit_calibration(chain.config.score.calibration, scores[i]);
  return {};
}

/// What events are compared with to find their kind. Only a net that forecasts values can say how they are anomalous.
Status learn_usual_rows(FittedChain& chain, const CalibrationRows& rows) {
  if (!chain.tells_kinds()) return {};
  chain.normal =
      learn_normal(scaled_rows(chain, rows.frames), std::span(chain.leading().score.deviation).first(chain.scored()));
  return {};
}

Status calibrate_threshold(FittedChain& chain, const CalibrationRows& rows) {
  const bool by_labels = is_chosen_by_labels(chain.config.threshold);
  // Where it learned the labels a classifier is surer than elsewhere.
  const bool validating_only = by_labels && chain.gives_probabilities();
  std::vector<double> scores, labels;
  replay(chain, rows, [&](ChainState&, const Verdict& verdict, std::size_t part, std::size_t row) {
    if (validating_only && row < rows.first_validating[part]) return;
    scores.push_back(verdict.score);
    if (by_labels) labels.push_back(rows.label(part, row));
  });
  const char* const whose = validating_only ? "the validation part" : "the training part";
  auto threshold = fit_threshold(chain.config.threshold, scores, whose, labels);
  if (!threshold) return threshold.error();
  chain.threshold = std::move(*threshold);
  return {};
}

}  // namespace

Status calibrate(FittedChain& chain, const CalibrationRows& rows) {
  for (const auto stage : {calibrate_score, calibrate_scale, learn_usual_rows, calibrate_threshold})
    if (auto done = stage(chain, rows); !done) return done;
  return {};
}

}  // namespace tidegate
