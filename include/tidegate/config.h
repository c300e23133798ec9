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

struct ScoreConfig {
  std::string score = "mahalanobis";       ///< absolute, squared, mahalanobis, likelihood, probability
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

/// Names the option `detector` takes.
TIDEGATE_API std::vector<std::string> recipe_names();

}  // namespace tidegate
