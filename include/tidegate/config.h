// Everything a user chooses about a detector, one struct a stage, and the same as options by name and text.
// Each stage declares its options once (`describe_*` beside the stage); the command line, TOML, JSON and the
// manual visit that list.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/result.h"

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
  /// What judges a row: net (the network's own), range, stuck, missing, linear, neighbour and others (docs/scorers.md);
  /// some with a number: zscore:100.
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

// How the value of an option is written where it is text: lists of names, and switches. One rule for flags,
// environment, configuration files and model files.

/// The words of a list: "a,b" → {"a", "b"}, "" → {}. A word in double quotes may hold commas, and a doubled quote for a
/// quote, as in CSV: "\"flow, l/s\",temp" → {"flow, l/s", "temp"}. Quotes that do not enclose a whole word belong to
/// it, so that any text is a list. Spaces count.
TIDEGATE_API std::vector<std::string> split_list(std::string_view text);

/// The list as text; words are quoted where `split_list` needs it: split_list(join_list(words)) == words.
TIDEGATE_API std::string join_list(std::span<const std::string> words);

/// on, yes, true, 1 and off, no, false, 0, in capitals or not. Errors: kUsage naming option, text and the words
/// allowed.
TIDEGATE_API Result<bool> parse_switch(std::string_view option, std::string_view text);

// A detector's options by name: what the command line, configuration files and the manual are made from.

struct OptionInfo {
  std::string name;   ///< as on the command line, e.g. "learning-rate"
  std::string stage;  ///< heading: "network", "training", "score" …
  std::string help;
  std::string unit;        ///< may be empty
  std::string range;       ///< "1 to 4096", "a, b or c"; empty = anything
  std::string value;       ///< the default as text
  bool is_switch = false;  ///< true or false; on the command line its name alone says true
};

/// All options, in the order of the stages.
TIDEGATE_API std::vector<OptionInfo> detector_options();

/// Sets one option from text. '_' and '-' are the same. Errors: kUsage naming option, value and what is allowed; for an
/// unknown name the nearest one.
TIDEGATE_API Status set_option(DetectorConfig& config, std::string_view name, std::string_view value);

/// The option's value as text; "" for an unknown name.
TIDEGATE_API std::string option_text(const DetectorConfig& config, std::string_view name);

/// The name nearest to a mistyped one by edit distance, or "" if none is near.
TIDEGATE_API std::string nearest_name(std::string_view word, const std::vector<std::string>& names);

/// Names the option `detector` takes, beside recipe files (`read_recipe`).
TIDEGATE_API std::vector<std::string> recipe_names();

/// A line of a configuration file or recipe: an option's name as it was written, its value as text.
struct TIDEGATE_API OptionText {
  std::string name, value;
  std::size_t line = 0;
};

/// The options of a TOML file, in the order of their lines: texts, numbers, true and false, and lists of these.
/// Errors: kUsage naming file and line.
TIDEGATE_API Result<std::vector<OptionText>> read_option_file(const std::string& path);

/// A recipe of a user's own: a TOML file with option names as keys ('_' and '-' are the same). A key `detector` names
/// the recipe to start from, one of `recipe_names` or another file, relative to this one; otherwise that is
/// gru-forecaster. `set_option(config, "detector", "NAME.toml")` does the same to a configuration. The configuration's
/// `detector` is the file's name; its options are its own, so that a model does not need the file again.
/// Errors: kUsage naming file, line and option.
TIDEGATE_API Result<DetectorConfig> read_recipe(const std::string& path);

}  // namespace tidegate
