#include "fit/calibrate.h"

#include <algorithm>
#include <cmath>

#include "chain/verdict.h"
#include "score/probability.h"

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
  chain.score = enough ? fit_probability(validating_logits, validating_labels) : fit_probability(logits, labels);
  if (!enough)
    chain.info.notes.push_back(
        "The probability was calibrated on the rows it was learned from, because no anomaly lies in the validation "
        "part: it may be too sure of itself.");
  return {};
}

Status calibrate_score(FittedChain& chain, const CalibrationRows& rows) {
  const std::size_t count = chain.residuals();
  chain.score = {.kind = chain.net.shape().kind == NetKind::kClassifier ? "probability" : "absolute",
                 .mean = std::vector(count, 0.0),
                 .deviation = std::vector(count, 1.0),
                 .precision = {}};
  derive(chain);
  if (chain.net.shape().kind == NetKind::kClassifier) return calibrate_probability(chain, rows);
  std::vector<double> residuals;
  replay(chain, rows, [&](ChainState& state, const Verdict&, std::size_t, std::size_t) {
    residuals.insert(residuals.end(), state.residual().begin(), state.residual().end());
  });
  auto score = fit_score(chain.config.score, {residuals.data(), residuals.size() / count, count});
  if (!score) return score.error();
  chain.score = std::move(*score);
  return {};
}

/// What events are compared with to tell their kind. Only what foresees values can say how they are odd.
Status learn_usual_rows(FittedChain& chain, const CalibrationRows& rows) {
  if (!chain.tells_kinds()) return {};
  Matrix<double> scaled(rows.frames.rows(), chain.scored());
  for (std::size_t o = 0; o < chain.scored(); ++o) {
    const std::size_t c = chain.channel_of(o);
    for (std::size_t t = 0; t < scaled.rows(); ++t) scaled(t, o) = chain.scaled(c, rows.frames(t, c));
  }
  chain.normal = learn_normal(scaled, std::span(chain.score.deviation).first(chain.scored()));
  return {};
}

Status calibrate_threshold(FittedChain& chain, const CalibrationRows& rows) {
  const bool by_labels = is_chosen_by_labels(chain.config.threshold);
  // Where it learned the labels a classifier is surer than elsewhere.
  const bool validating_only = by_labels && chain.net.shape().kind == NetKind::kClassifier;
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
  for (const auto stage : {calibrate_score, learn_usual_rows, calibrate_threshold})
    if (auto done = stage(chain, rows); !done) return done;
  return {};
}

}  // namespace tidegate
