#include "options/recipes.h"

namespace tidegate {
namespace {

/// What both published recipes have in common: a window goes in, the net gives back its last row, every epoch is run,
/// nothing validates, and the score is what is left in scaled units.
void give_back_the_last_row(DetectorConfig& config) {
  config.net.net = "forecaster";
  apply_net_defaults(config);
  config.net.target = "last";
  config.net.state = "window";
  config.net.window = 32;
  config.training.learning_rate = 1e-3;
  config.training.batch = 32;
  config.training.epochs = 100;
  config.training.patience = 0;
  config.training.validation = 0;
  config.training.clip_norm = 0;
  config.training.chunk = 0;
  config.training.schedule = "constant";
  config.score.score = "absolute";
  config.score.residuals = "plain";
  config.score.smoothing = "none";
}

void keras_gru(DetectorConfig& config) {
  give_back_the_last_row(config);
  config.net.cell = "gru";
  config.net.hidden = {128, 64};
  config.training.epsilon = 1e-7;
  config.threshold.threshold = "fixed:0.5";
}

void torch_rnn(DetectorConfig& config) {
  give_back_the_last_row(config);
  config.scaler.scaler = "minmax";
  config.net.cell = "rnn";
  config.net.hidden = {64, 64};
  config.threshold.threshold = "percentile:95";
  config.threshold.data = "scored";
}

}  // namespace

void apply_recipe(DetectorConfig& config) {
  if (config.detector == "keras-gru") return keras_gru(config);
  if (config.detector == "torch-rnn") return torch_rnn(config);
  const std::size_t dash = config.detector.rfind('-');  // "rnn-relu-forecaster": cell rnn-relu
  config.net.cell = config.detector.substr(0, dash);
  config.net.net = config.detector.substr(dash + 1);
  apply_net_defaults(config);
}

void apply_net_defaults(DetectorConfig& config) {
  const DetectorConfig defaults;
  config.training.loss = defaults.training.loss;
  config.net.state = config.net.net == "autoencoder" ? "window" : defaults.net.state;
  config.net.target = config.net.net == "classifier" ? "row" : defaults.net.target;
  config.score = defaults.score;
  config.threshold = defaults.threshold;
  if (config.net.net != "classifier") return;
  config.training.loss = "cross-entropy";
  config.score.score = "probability";
  config.score.smoothing = "none";
  config.threshold.threshold = "fixed:0.5";
}

Status check_target(const NetConfig& config) {
  const bool forecasts = config.target == "next" || config.target == "last";
  const std::string whose =
      option_named("target", config.target) + (forecasts ? " is a forecaster's" : " is a classifier's");
  if (config.net == "autoencoder" && config.target != "next")
    return fail(ErrorKind::kUsage, whose + "; an autoencoder gives back its window").about("target");
  if (config.net == "classifier" && forecasts)
    return fail(ErrorKind::kUsage, whose + "; a classifier tells of the row it reads (" +
                                       option_named("target", "row") + ") or of any of the last " +
                                       option_named("window") + " rows (" + option_named("target", "window") + ")")
        .about("target");
  if (config.net == "forecaster" && !forecasts)
    return fail(ErrorKind::kUsage, whose + ": " + option_named("net", "classifier") +
                                       "; a forecaster gives the next row (" + option_named("target", "next") +
                                       ") or the last one it read (" + option_named("target", "last") + ")")
        .about("target");
  return {};
}

void rename_recipe(DetectorConfig& config) { config.detector = config.net.cell + "-" + config.net.net; }

void correct_name(DetectorConfig& config) {
  DetectorConfig named;
  named.detector = config.detector;
  apply_recipe(named);
  if (named.net.cell != config.net.cell || named.net.net != config.net.net) rename_recipe(config);
}

}  // namespace tidegate
