#include "model/nets/kind.h"

namespace tidegate {
namespace {

constexpr TargetKind kForecasts[] = {TargetKind::kNext, TargetKind::kLast};
constexpr TargetKind kNoTarget[] = {TargetKind::kNext};
constexpr TargetKind kJudged[] = {TargetKind::kRow, TargetKind::kWindow};

constexpr LossKind kValueLosses[] = {LossKind::kMse, LossKind::kMae, LossKind::kHuber, LossKind::kLikelihood};
constexpr LossKind kWindowLosses[] = {LossKind::kMse, LossKind::kMae, LossKind::kHuber};
constexpr LossKind kLabelLosses[] = {LossKind::kCrossEntropy};

constexpr ScoreKind kResidualScores[] = {ScoreKind::kAbsolute, ScoreKind::kSquared, ScoreKind::kMahalanobis,
                                         ScoreKind::kLikelihood};
constexpr ScoreKind kLabelScores[] = {ScoreKind::kProbability};

}  // namespace

constinit const NetTraits kNetTraits[kNetKinds] = {
    {.kind = NetKind::kForecaster,
     .one = "a forecaster",
     .many = "forecasters",
     .does = "forecasts rows",
     .scorer = "forecast",
     .no_skill = "the series may be unpredictable",
     .forecasts = true,
     .may_have_horizon = true,
     .target = TargetKind::kNext,
     .targets = kForecasts,
     .state = StateKind::kCarried,
     .loss = LossKind::kMse,
     .losses = kValueLosses,
     .score = ScoreKind::kMahalanobis,
     .scores = kResidualScores,
     .smoothing = "ewma:5",
     .threshold = "sigma:8"},
    {.kind = NetKind::kAutoencoder,
     .one = "an autoencoder",
     .many = "autoencoders",
     .does = "reconstructs its window",
     .scorer = "reconstruction",
     .no_skill = "the series may contain no pattern that repeats",
     .reconstructs = true,
     .may_be_bidirectional = true,
     .may_overlap = true,
     .target = TargetKind::kNext,
     .targets = kNoTarget,
     .state = StateKind::kWindow,
     .loss = LossKind::kMse,
     .losses = kWindowLosses,
     .score = ScoreKind::kMahalanobis,
     .scores = kResidualScores,
     .smoothing = "ewma:5",
     .threshold = "sigma:8"},
    {.kind = NetKind::kClassifier,
     .one = "a classifier",
     .many = "classifiers",
     .does = "judges rows it has read",
     .scorer = "classifier",
     .no_skill = "the channels may contain nothing that distinguishes the rows labelled anomalous from the others",
     .learns_labels = true,
     .target = TargetKind::kRow,
     .targets = kJudged,
     .state = StateKind::kCarried,
     .loss = LossKind::kCrossEntropy,
     .losses = kLabelLosses,
     .score = ScoreKind::kProbability,
     .scores = kLabelScores,
     .smoothing = "none",
     .threshold = "fixed:0.5"},
};

void fill_net_defaults(DetectorConfig& config) {
  const NetTraits& net = net_traits(config.net.net);
  if (config.net.target == TargetKind::kNetDefault) config.net.target = net.target;
  if (config.net.state == StateKind::kNetDefault) config.net.state = net.state;
  if (config.training.loss == LossKind::kNetDefault) config.training.loss = net.loss;
  if (config.score.score == ScoreKind::kNetDefault) config.score.score = net.score;
  if (config.score.smoothing.empty()) config.score.smoothing = net.smoothing;
  if (config.threshold.threshold.empty()) config.threshold.threshold = net.threshold;
}

}  // namespace tidegate
