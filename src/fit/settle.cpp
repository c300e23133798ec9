#include "fit/settle.h"

#include <limits>

#include "base/text.h"
#include "fit/part_sizes.h"
#include "model/training/loss.h"
#include "model/training/schedule.h"
#include "options/options.h"
#include "options/recipes.h"
#include "scorer/net_scorers.h"
#include "scorer/scorer_method.h"

namespace tidegate {
namespace {

constexpr double kNoClip = 1e6;  // the option's largest value

Error refuse(std::string_view option, std::string problem) {
  return fail(ErrorKind::kUsage, std::move(problem)).about(option);
}

Error refuse_bidirectional() {
  return refuse("bidirectional", option_named("bidirectional") +
                                     " reads rows to come, which a stream does not have; it is for the window of " +
                                     option_named("net", "autoencoder"));
}

Status check_forecaster(const DetectorConfig& config) {
  if (config.score.score == "probability")
    return refuse("score",
                  option_named("score", "probability") + " is a classifier's: " + option_named("net", "classifier"));
  const Loss<float>* loss = find_loss<float>(config.training.loss);
  if (loss != nullptr && loss->probability)
    return refuse("loss", option_named("loss", "cross-entropy") +
                              " is a classifier's: " + option_named("net", "classifier") + ", or another loss");
  return {};
}

Status check_autoencoder(const DetectorConfig& config) {
  if (auto fine = check_forecaster(config); !fine) return fine;
  if (config.training.loss == "likelihood")
    return refuse("loss", option_named("loss", "likelihood") + " is a forecaster's")
        .remedy("for an autoencoder take mse, mae or huber");
  if (config.net.horizon > 1)
    return refuse("horizon", option_named("horizon") + " is a forecaster's; an autoencoder gives back its window");
  return {};
}

Status check_classifier(const DetectorConfig& config) {
  const Loss<float>* loss = find_loss<float>(config.training.loss);
  if (loss == nullptr || !loss->probability)
    return refuse("loss", "a classifier is trained with " + option_named("loss", "cross-entropy") + ", not " +
                              config.training.loss);
  if (config.score.score != "probability")
    return refuse("score", "a classifier's score is its probability: " + option_named("score", "probability") +
                               ", not " + config.score.score);
  if (config.net.horizon > 1)
    return refuse("horizon", option_named("horizon") + " is a forecaster's; a classifier judges rows it has read");
  return {};
}

Status check_net(const DetectorConfig& config) {
  if (config.net.net != "autoencoder" && config.score.overlap != "last")
    return refuse("overlap", option_named("overlap", config.score.overlap) + " is about an autoencoder's windows; a " +
                                 config.net.net + " tells of each row once: leave it out");
  const bool whole_windows = config.net.net == "autoencoder" && config.score.overlap == "last";
  if ((config.event.direction != "both" || config.event.min_deviation > 0) &&
      (whole_windows || config.net.net == "classifier"))
    return refuse(config.event.direction != "both" ? "direction" : "min-deviation",
                  option_named("direction") + " and " + option_named("min-deviation") +
                      " go by a row's distance from what was expected, which " +
                      (whole_windows ? "the error of a whole window does not tell; with " +
                                           option_named("overlap", "mean") + " it does"
                                     : "a classifier does not tell: leave them out"));
  if (config.net.dropout > 0 && config.net.hidden.size() < 2)
    return refuse("dropout", option_named("dropout") + " drops values between layers, and there is one layer")
        .remedy("give two, as in " + option_named("hidden", "64,64"))
        .remedy("leave " + option_named("dropout") + " out");
  if (config.score.residuals == "plain" && config.score.score == "mahalanobis")
    return refuse("residuals", option_named("residuals", "plain") + " goes with " + option_named("score", "absolute") +
                                   ", squared or likelihood; mahalanobis standardises them");
  switch (*find_net(config.net.net)) {
    case NetKind::kForecaster:
      return config.net.bidirectional ? refuse_bidirectional() : check_forecaster(config);
    case NetKind::kAutoencoder:
      return check_autoencoder(config);
    case NetKind::kClassifier:
      return config.net.bidirectional ? refuse_bidirectional() : check_classifier(config);
  }
  return {};
}

/// "net" is the scorer of the network that is asked for; it stands first, whatever the order.
Result<std::vector<Scorer>> chosen_scorers(const DetectorConfig& config) {
  std::vector<Scorer> scorers;
  const ScorerMethod& own = scorer_of(*find_net(config.net.net));
  for (const std::string& spec : config.score.scorers) {
    auto scorer = parse_scorer(spec == "net" ? own.name : std::string_view(spec));
    if (!scorer) return scorer.error();
    if (scorer->method->needs_net && scorer->method != &own)
      return refuse("scorers", "the scorer '" + spec + "' goes by another network than a " + config.net.net)
          .remedy("name the network's own " + option_named("scorers", "net"))
          .remedy("choose another " + option_named("net"));
    scorers.push_back(std::move(*scorer));
  }
  if (scorers.empty() || scorers.size() > kMostScorers)
    return refuse("scorers", "a detector has 1 to " + std::to_string(kMostScorers) + " scorers");
  std::ranges::stable_partition(scorers, [](const Scorer& scorer) { return scorer.method->needs_net; });
  return scorers;
}

}  // namespace

bool goes_by_net(const FittedChain& chain) { return chain.leading().method->needs_net; }

Status settle_config(FittedChain& chain, const DetectorConfig& config, std::size_t rows) {
  chain.config = config;
  if (auto allowed = check_options(config); !allowed) return allowed;
  auto scorers = chosen_scorers(config);
  if (!scorers) return scorers.error();
  chain.scorers = std::move(*scorers);
  if (auto fine = check_net(config); !fine) return fine;
  correct_name(chain.config);
  // `next` stands in every configuration that was filled in by hand; chosen by name it was refused (set_option).
  if (config.net.net == "classifier" && config.net.target == "next") chain.config.net.target = "row";
  if (auto fine = check_target(chain.config.net); !fine) return fine;
  if (auto schedule = parse_schedule(config.training.schedule); !schedule) return schedule.error();
  if (chain.config.net.window == 0) chain.config.net.window = automatic_window(rows);
  if (config.net.net == "autoencoder") chain.config.net.state = "window";
  auto smoothing = parse_smoothing(config.score.smoothing);
  if (!smoothing) return smoothing.error();
  chain.smoothing = *smoothing;
  chain.overlap = *find_overlap(config.score.overlap);
  chain.info.warmup_rows = static_cast<std::size_t>(chain.config.net.window);
  if (config.scaler.scaler == "none") chain.config.scaler.clip = kNoClip;  // values are in the user's own units
  chain.threshold.value = std::numeric_limits<double>::infinity();         // until there is one, nothing is anomalous
  if (auto features = parse_features(config.features); !features) return features.error();
  if (auto known = check_threshold(config.threshold); !known) return known;
  return check_event_config(config.event);
}

NetShape net_shape(const DetectorConfig& config, std::size_t inputs, std::vector<std::size_t> scored) {
  const NetConfig& net = config.net;
  NetShape shape{.cell = net.cell, .inputs = inputs, .hidden = {}, .predicts = std::move(scored)};
  for (const std::int64_t hidden : net.hidden) shape.hidden.push_back(static_cast<std::size_t>(hidden));
  shape.kind = *find_net(net.net);
  shape.horizon = static_cast<std::size_t>(net.horizon);
  shape.gives_last = net.target == "last";
  shape.bidirectional = net.bidirectional;
  shape.gaussian = config.training.loss == "likelihood";
  shape.window = net.state == "window" ? static_cast<std::size_t>(net.window) : 0;
  return shape;
}

}  // namespace tidegate
