// Everything a user chooses about a detector. One struct a stage; each stage declares its options once
// (`describe_*` beside the stage), and the command line, TOML, JSON and the manual visit that list.
//
// A choice is an enumeration; its words stand in the option table (`set_option`, `option_text`). `kNetDefault` and an
// empty text mean: what the kind of net takes if nobody says otherwise (src/model/nets/kind.cpp). So a struct filled in
// by hand equals one set by name: `config.net.net = NetKind::kClassifier` alone gets the classifier's loss, score,
// smoothing and threshold. What was chosen stays chosen: a value the kind does not allow is refused, never replaced.
// A detector's own `config()` holds no defaults of this sort: they are filled in when it is trained.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace tidegate {

enum class ScalerKind {
  kStandard,  ///< mean and standard deviation
  kMinmax,    ///< smallest value and range
  kRobust,    ///< median and interquartile range
  kNone       ///< values stay in the user's units
};

struct ScalerConfig {
  ScalerKind scaler = ScalerKind::kStandard;
  double clip = 8.0;  ///< network inputs are cut at ± this (scaled units); scores are not
};

/// What the network sees where a value is missing.
enum class Imputation {
  kMask,      ///< its own prediction
  kPrevious,  ///< the value before
  kMean,      ///< of the training part
  kLinear     ///< a straight line; in a stream the value before
};

struct MissingConfig {
  Imputation missing = Imputation::kMask;
};

struct FramesConfig {
  double tolerance = 0.25;               ///< a stamp may be this share of the sampling step off its place
  std::vector<std::string> inputs_only;  ///< channels the model sees but does not score
};

/// Before the scaler.
enum class TransformKind {
  kNone,
  kLog,  ///< of every channel
  kAuto  ///< of skewed channels without negative values
};

struct TransformConfig {
  TransformKind transform = TransformKind::kNone;
};

struct FeaturesConfig {
  /// none; auto; or of calendar, fourier, rolling:N, difference any, each once (rolling once for every N)
  std::vector<std::string> features = {"none"};
};

enum class CellKind { kRnn, kRnnRelu, kLstm, kGru };

/// What a net is trained to give.
enum class NetKind {
  kForecaster,   ///< rows to come, or the row just read
  kAutoencoder,  ///< the window just read, from what the encoder kept of it
  kClassifier    ///< whether the row just read is anomalous: one logit
};

/// The first row a forecaster gives, or the rows a classifier judges.
enum class TargetKind {
  kNext,       ///< forecaster: the row to come
  kLast,       ///< forecaster: the row it just read
  kRow,        ///< classifier: the row it just read
  kWindow,     ///< classifier: any of the last `window` rows, that one included
  kNetDefault  ///< next of a forecaster, row of a classifier; an autoencoder has none
};

/// The hidden state from row to row.
enum class StateKind {
  kCarried,    ///< carried on
  kWindow,     ///< from zero a window before each row
  kNetDefault  ///< carried; an autoencoder's window
};

struct NetConfig {
  CellKind cell = CellKind::kGru;
  NetKind net = NetKind::kForecaster;
  std::vector<std::int64_t> hidden = {32};  ///< units a layer, input side first
  double dropout = 0;                       ///< share of the values between layers dropped while learning
  std::int64_t window = 0;   ///< rows before the first score; length of training windows; 0 = 64, fewer if rows are few
  std::int64_t horizon = 1;  ///< rows a forecaster predicts at each step
  TargetKind target = TargetKind::kNetDefault;
  bool bidirectional = false;  ///< an autoencoder's encoder reads its window from both ends
  StateKind state = StateKind::kNetDefault;

  /// Expects a row before it has read it.
  bool foresees() const {
    return net == NetKind::kForecaster && (target == TargetKind::kNext || target == TargetKind::kNetDefault);
  }
};

/// What training lowers.
enum class LossKind {
  kMse,
  kMae,
  kHuber,
  kLikelihood,    ///< of a Gaussian whose mean and variance the network gives
  kCrossEntropy,  ///< of a classifier
  kNetDefault     ///< mse; a classifier's cross-entropy
};

enum class OptimizerKind { kAdam, kAdamw };

struct TrainingConfig {
  LossKind loss = LossKind::kNetDefault;
  OptimizerKind optimizer = OptimizerKind::kAdam;
  double weight_decay = 0.01;        ///< adamw only
  std::string schedule = "plateau";  ///< of the learning rate: plateau, constant, step:N, cosine
  double learning_rate = 3e-3;
  std::int64_t batch = 16;     ///< sequences a step
  std::int64_t epochs = 100;   ///< at most; early stopping usually ends sooner
  std::int64_t patience = 12;  ///< epochs without a better validation loss
  double validation = 0.2;     ///< share of the training part, its last rows
  double clip_norm = 1.0;      ///< gradient norm limit; 0 = none
  std::int64_t freeze = 5;     ///< epochs a recurrent body taken from other channels is left as it is
  std::int64_t chunk = 64;     ///< steps back-propagated with carried state; 0 = separate windows
  double epsilon = 1e-8;       ///< of the optimizer
  std::uint64_t seed = 1;
  std::int64_t threads = 0;  ///< 0 = all cores; results do not depend on it
};

/// How the residuals of a row are combined into one score (src/score/score.h).
enum class ScoreKind {
  kAbsolute,
  kSquared,
  kMahalanobis,
  kLikelihood,
  kProbability,  ///< of a classifier
  kNetDefault    ///< mahalanobis; a classifier's probability
};

enum class ResidualKind {
  kStandardised,  ///< by their mean and deviation in training
  kPlain          ///< in scaled units
};

/// What becomes of an autoencoder's windows that hold a row.
enum class Overlap {
  kLast,    ///< none: a row stands for the window that ends there
  kMean,    ///< the mean of all that was given for a row
  kMedian,  ///< the median
  kMax      ///< the one furthest from the value
};

/// What each scorer's score is divided by before they are aggregated.
enum class CalibrationKind {
  kNone,
  kLimit,   ///< the limit of usual operation: 1 is as far as the training part goes, and some more
  kDefault  ///< limit where there are several scorers
};

/// One score of several.
enum class AggregationKind {
  kMax,  ///< the largest: one scorer is enough
  kMean
};

struct ScoreConfig {
  /// What judges a row: net (the network's own), range, stuck, missing, difference, zscore, seasonal; some with a number
  /// of rows: zscore:100.
  std::vector<std::string> scorers = {"net"};
  CalibrationKind calibration = CalibrationKind::kDefault;
  AggregationKind aggregation = AggregationKind::kMax;
  ScoreKind score = ScoreKind::kNetDefault;
  ResidualKind residuals = ResidualKind::kStandardised;
  Overlap overlap = Overlap::kLast;
  std::string smoothing;  ///< none, ewma:SPAN, mean:N, centred-mean:N; empty = ewma:5; none of a classifier, and where
                          ///< other scorers than a net's take part
};

/// Rows whose scores a threshold is fitted on.
enum class ThresholdData {
  kTraining,
  kScored  ///< whole files only
};

struct ThresholdConfig {
  /// fixed:V, percentile:P, sigma:K, mad:K, iqr:K, pot:Q, spot:Q, dspot:Q,DEPTH, dynamic:HISTORY, best-f1, precision:P,
  /// recall:R; empty = sigma:8, a classifier's fixed:0.5, and fixed:1 where scorers have a scale on which 1 is usual
  std::string threshold;
  ThresholdData data = ThresholdData::kTraining;
};

/// Side of the expected value on which the strongest channel of a row must lie.
enum class Direction { kBoth, kUp, kDown };

struct EventConfig {
  std::int64_t merge_gap = 30;    ///< flagged rows at most this far apart are one event
  std::int64_t min_duration = 1;  ///< flagged rows an event needs
  std::int64_t cooldown = 0;      ///< rows after an event in which no other opens
  Direction direction = Direction::kBoth;
  double min_deviation = 0.0;  ///< |value - expected| the strongest channel needs, in its own unit
};

enum class Switch { kOff, kOn };

struct ExplainConfig {
  Switch kinds = Switch::kOn;  ///< off: events tell no kind, and a series remembers nothing for it
};

struct DetectorConfig {
  /// A recipe's name, or the name of the file it came from. It never contradicts cell and net: filled in by hand, they
  /// decide, and training corrects the name.
  std::string detector = "gru-forecaster";
  FramesConfig frames;
  TransformConfig transform;
  ScalerConfig scaler;
  MissingConfig missing;
  FeaturesConfig features;
  NetConfig net;
  TrainingConfig training;
  ScoreConfig score;
  ThresholdConfig threshold;
  EventConfig event;
  ExplainConfig explain;
};

}  // namespace tidegate
