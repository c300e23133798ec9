#pragma once
#include "base/option.h"
#include "tidegate/config.h"

namespace tidegate {

inline constexpr Word<ScoreKind> kScoreWords[] = {{"absolute", ScoreKind::kAbsolute},
                                                  {"squared", ScoreKind::kSquared},
                                                  {"mahalanobis", ScoreKind::kMahalanobis},
                                                  {"likelihood", ScoreKind::kLikelihood},
                                                  {"probability", ScoreKind::kProbability}};
constexpr auto& words_of(ScoreKind) { return kScoreWords; }

inline constexpr Word<ResidualKind> kResidualWords[] = {{"standardised", ResidualKind::kStandardised},
                                                        {"plain", ResidualKind::kPlain}};
constexpr auto& words_of(ResidualKind) { return kResidualWords; }

inline constexpr Word<Overlap> kOverlapWords[] = {
    {"last", Overlap::kLast}, {"mean", Overlap::kMean}, {"median", Overlap::kMedian}, {"max", Overlap::kMax}};
constexpr auto& words_of(Overlap) { return kOverlapWords; }

inline constexpr Word<CalibrationKind> kCalibrationWords[] = {{"none", CalibrationKind::kNone},
                                                              {"limit", CalibrationKind::kLimit}};
constexpr auto& words_of(CalibrationKind) { return kCalibrationWords; }

inline constexpr Word<AggregationKind> kAggregationWords[] = {{"max", AggregationKind::kMax},
                                                              {"mean", AggregationKind::kMean}};
constexpr auto& words_of(AggregationKind) { return kAggregationWords; }

template <class Config, class Visit>
void describe_score(Config& c, Visit&& visit) {
  visit(Option{.name = "scorers",
               .help = "what judges a row, several by comma: net (the network's own: forecast, reconstruction or "
                       "classifier), range, stuck, missing, difference, zscore:ROWS, seasonal:PERIOD, "
                       "linear:ORDER, pca:PERCENT, sub-pca:ROWS, neighbour:ROWS, isolation-forest:TREES, random, "
                       "constant"},
        c.scorers);
  visit(
      Option{.name = "calibration",
             .help =
                 "unit of each scorer's scores: none, or limit (1 = as far as the training part goes, and some more); "
                 "limit if there are several"},
      c.calibration);
  visit(Option{.name = "aggregation", .help = "one score of several scorers': the largest (max) or the mean"},
        c.aggregation);
  visit(Option{.name = "score",
               .help = "how the residuals of a row are combined into one score; probability: classifiers only"},
        c.score);
  visit(Option{.name = "residuals",
               .help = "residuals in the score: standardised by their mean and deviation in training, or plain (scaled "
                       "units)"},
        c.residuals);
  visit(Option{.name = "overlap",
               .help = "how overlapping windows of an autoencoder are combined per row: last (immediate), or mean, "
                       "median, max over all windows that contain it (one window later)"},
        c.overlap);
  visit(
      Option{.name = "smoothing",
             .help = "smoothing of scores: none, or ewma:SPAN or mean:N (trailing); centred-mean:N delays verdicts by "
                     "(N-1)/2 rows; larger N gives fewer, later alarms"},
      c.smoothing);
}

}  // namespace tidegate
