// Everything a user chooses about a detector. One struct a stage; each stage declares its options once
// (`describe_*` beside the stage), and the command line, TOML, JSON and the manual visit that list.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace tidegate {

struct ScalerConfig {
  std::string scaler = "standard";  ///< standard, minmax, robust, none
  double clip = 8.0;                ///< network inputs are cut at ± this (scaled units); scores are not
};

struct MissingConfig {
  std::string missing = "mask";  ///< linear, previous, mean, mask
};

struct FramesConfig {
  double tolerance = 0.25;               ///< a stamp may be this share of the sampling step off its place
  std::vector<std::string> inputs_only;  ///< channels the model sees but does not score
};

struct TransformConfig {
  std::string transform = "none";  ///< before the scaler: none, log (of every channel), auto
};

struct FeaturesConfig {
  /// none; auto; or of calendar, fourier, rolling:N, difference any, each once (rolling once for every N)
  std::vector<std::string> features = {"none"};
};

struct NetConfig {
  std::string cell = "gru";
  std::string net = "forecaster";           ///< forecaster, autoencoder, classifier
  std::vector<std::int64_t> hidden = {32};  ///< units a layer, input side first
  double dropout = 0;                       ///< share of the values between layers dropped while learning
  std::int64_t window = 0;   ///< rows before the first score; length of training windows; 0 = 64, fewer if rows are few
  std::int64_t horizon = 1;  ///< rows a forecaster predicts at each step
  /// First row a forecaster gives: next, or last (the row it just read). What a classifier tells of: row (the row it
  /// just read) or window (any of the last `window` rows, that one included); where it is filled in by hand, next =
  /// row.
  std::string target = "next";
  bool bidirectional = false;     ///< an autoencoder's encoder reads its window from both ends
  std::string state = "carried";  ///< carried on from row to row, or window: from zero a window before each row

  /// Expects a row before it has read it.
  bool foresees() const { return net == "forecaster" && target == "next"; }
};

struct TrainingConfig {
  std::string loss = "mse";
  std::string optimizer = "adam";
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

enum class CalibrationKind : std::uint8_t { kNone, kLimit };
enum class AggregationKind : std::uint8_t { kMax, kMean };

struct ScoreConfig {
  /// What judges a row, the network's own (`net`: forecast, reconstruction or classifier) first: net, range, stuck,
  /// missing, difference, zscore, seasonal, with a number of rows where they take one: zscore:100.
  std::vector<std::string> scorers = {"net"};
  CalibrationKind calibration = CalibrationKind::kNone;  ///< of each score before they are aggregated: none, limit
  AggregationKind aggregation = AggregationKind::kMax;   ///< one score of several: max, mean
  std::string score = "mahalanobis";                     ///< absolute, squared, mahalanobis, likelihood, probability
  std::string residuals = "standardised";  ///< by their mean and deviation in training, or plain: in scaled units
  std::string overlap = "last";            ///< an autoencoder's windows a row lies in: last, mean, median, max
  std::string smoothing = "ewma:5";        ///< none, ewma:SPAN, mean:N, centred-mean:N
};

struct ThresholdConfig {
  std::string threshold = "sigma:8";  ///< fixed:V, percentile:P, sigma:K, mad:K, iqr:K, pot:Q, spot:Q,
                                      ///< dspot:Q,DEPTH, dynamic:HISTORY
  std::string data = "training";      ///< rows it is fitted on: training, or scored (whole files only)
};

struct EventConfig {
  std::int64_t merge_gap = 30;     ///< flagged rows at most this far apart are one event
  std::int64_t min_duration = 1;   ///< flagged rows an event needs
  std::int64_t cooldown = 0;       ///< rows after an event in which no other opens
  std::string direction = "both";  ///< up, down, both: side of the strongest channel at the row
  double min_deviation = 0.0;      ///< |value - expected| the strongest channel needs, in its own unit
};

struct ExplainConfig {
  std::string kinds = "on";  ///< off: events tell no kind, and a series remembers nothing for it
};

struct DetectorConfig {
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
