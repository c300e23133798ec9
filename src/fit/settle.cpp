#include "fit/settle.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "fit/part_sizes.h"
#include "model/nets/kind.h"
#include "model/training/schedule.h"
#include "options/options.h"
#include "options/recipes.h"
#include "scorer/scorer_method.h"

namespace tidegate {
namespace {

constexpr double kNoClip = 1e6;  // the option's largest value

Error refuse(std::string_view option, std::string problem) {
  return fail(ErrorKind::kUsage, std::move(problem)).about(option);
}

/// "forecasters", of all kinds of net of which this is true; with `named`, "`net forecaster`".
template <class Is>
std::string nets_that(bool named, Is&& is) {
  std::vector<std::string> kinds;
  for (const NetTraits& net : kNetTraits)
    if (is(net)) kinds.push_back(named ? option_named("net", word_of(net.kind)) : std::string(net.many));
  return join(kinds, " or ");
}

/// A loss or a score against what the kind of net allows.
template <class Choice>
Status check_choice(std::string_view option, const NetTraits& net, std::span<const Choice> NetTraits::*list,
                    Choice chosen) {
  const std::span<const Choice> allowed = net.*list;
  if (allows(allowed, chosen)) return {};
  const std::string word(word_of(chosen));
  if (allowed.size() == 1)
    return refuse(option,
                  std::string(net.one) + " needs " + option_named(option, word_of(allowed[0])) + ", not " + word);
  const auto has_it = [&](const NetTraits& other) { return allows(other.*list, chosen); };
  std::vector<std::string> words;
  for (const Choice choice : allowed) words.emplace_back(word_of(choice));
  const std::string last = words.back();
  words.pop_back();
  return refuse(option, option_named(option, word) + " applies only to " + nets_that(false, has_it))
      .remedy("use " + nets_that(true, has_it))
      .remedy("use " + join(words) + " or " + last + " with " + std::string(net.one));
}

bool is_one_sided(const DetectorConfig& config) {
  return config.event.direction != Direction::kBoth || config.event.min_deviation > 0;
}

Error refuse_one_sided(const DetectorConfig& config, const std::string& why_not) {
  return refuse(config.event.direction != Direction::kBoth ? "direction" : "min-deviation",
                option_named("direction") + " and " + option_named("min-deviation") +
                    " need an expected value, which " + why_not);
}

/// What goes by the distance from an expected value needs one for each row.
Status check_expected(const DetectorConfig& config, const NetTraits& net) {
  if (!is_one_sided(config)) return {};
  if (net.learns_labels) return refuse_one_sided(config, std::string(net.many) + " do not produce; leave them out");
  if (net.reconstructs && config.score.overlap == Overlap::kLast)
    return refuse_one_sided(config,
                            "the error of a whole window does not give; use " + option_named("overlap", "mean"));
  return {};
}

Status check_net(const DetectorConfig& config) {
  const NetTraits& net = net_traits(config.net.net);
  if (config.score.overlap != Overlap::kLast && !net.may_overlap)
    return refuse("overlap", option_named("overlap") + " applies only to " +
                                 nets_that(false, [](const NetTraits& other) { return other.may_overlap; }) +
                                 "; leave it out");
  if (auto fine = check_expected(config, net); !fine) return fine;
  if (config.net.dropout > 0 && config.net.hidden.size() < 2)
    return refuse("dropout", option_named("dropout") + " acts between layers, but there is only one")
        .remedy("use two, as in " + option_named("hidden", "64,64"))
        .remedy("leave " + option_named("dropout") + " out");
  if (config.score.residuals == ResidualKind::kPlain && config.score.score == ScoreKind::kMahalanobis)
    return refuse("residuals", option_named("residuals", "plain") + " works with " + option_named("score", "absolute") +
                                   ", squared or likelihood; mahalanobis always standardises");
  if (config.net.bidirectional && !net.may_be_bidirectional)
    return refuse("bidirectional",
                  option_named("bidirectional") +
                      " needs future rows, which a stream does not have; it works only with " +
                      nets_that(true, [](const NetTraits& other) { return other.may_be_bidirectional; }));
  if (auto fine = check_choice("loss", net, &NetTraits::losses, config.training.loss); !fine) return fine;
  if (auto fine = check_choice("score", net, &NetTraits::scores, config.score.score); !fine) return fine;
  if (config.net.horizon > 1 && !net.may_have_horizon)
    return refuse("horizon", option_named("horizon") + " applies only to " +
                                 nets_that(false, [](const NetTraits& other) { return other.may_have_horizon; }) +
                                 "; " + std::string(net.one) + " " + std::string(net.does));
  return {};
}

/// "net" is the scorer of the network that is asked for; it stands first, whatever the order.
Result<std::vector<Scorer>> chosen_scorers(const DetectorConfig& config) {
  std::vector<Scorer> scorers;
  const NetTraits& net = net_traits(config.net.net);
  for (const std::string& spec : config.score.scorers) {
    auto scorer = parse_scorer(spec == "net" ? net.scorer : std::string_view(spec));
    if (!scorer) return scorer.error();
    if (scorer->method->needs_net && scorer->method->name != net.scorer)
      return refuse("scorers", "the scorer '" + spec + "' goes by another network than " + std::string(net.one))
          .remedy("name the network's own " + option_named("scorers", "net"))
          .remedy("choose another " + option_named("net"));
    scorers.push_back(std::move(*scorer));
  }
  if (scorers.empty() || scorers.size() > kMostScorers)
    return refuse("scorers", "a detector has 1 to " + std::to_string(kMostScorers) + " scorers");
  std::ranges::stable_partition(scorers, [](const Scorer& scorer) { return scorer.method->needs_net; });
  return scorers;
}

/// Options that only a network reads and that were set, by name.
std::vector<std::string> options_of_a_net(const DetectorConfig& config) {
  constexpr std::string_view kOfEveryDetector[] = {"window", "validation", "seed", "threads"};
  std::vector<std::string> options;
  DetectorConfig usual;
  if (config.net.net != usual.net.net) options.push_back(option_named("net"));
  usual.net.net = config.net.net;
  usual = settled(std::move(usual));
  for (const OptionInfo& option : detector_options())
    if ((option.stage == "network" || option.stage == "training") &&
        std::ranges::count(kOfEveryDetector, option.name) == 0 &&
        option_text(config, option.name) != option_text(usual, option.name))
      options.push_back(option_named(option.name));
  return options;
}

/// What only a network, or only an expected value, makes sense of: refused where the user would miss it, noted where
/// nothing is lost.
Status check_without_net(FittedChain& chain) {
  if (goes_by_net(chain)) return {};
  const DetectorConfig& config = chain.config;
  if (config.features.features != FeaturesConfig().features)
    return refuse("features", option_named("features") + " are inputs of a network, and no scorer goes by one")
        .remedy("leave them out")
        .remedy("add the network's scorer: " + option_named("scorers", "net"));
  if (const auto options = options_of_a_net(config); !options.empty())
    chain.info.notes.push_back("No scorer goes by a network, so " + join(options) +
                               (options.size() == 1 ? " has no effect." : " have no effect."));
  if (is_one_sided(config) && std::ranges::none_of(chain.scorers, expects_values))
    return refuse_one_sided(config, "none of the scorers has");
  return {};
}

}  // namespace

bool goes_by_net(const FittedChain& chain) { return chain.leading().method->needs_net; }

Status settle_config(FittedChain& chain, const DetectorConfig& asked, std::size_t rows) {
  if (auto allowed = check_options(asked); !allowed) return allowed;
  chain.config = settled(asked);
  const DetectorConfig& config = chain.config;
  auto scorers = chosen_scorers(config);
  if (!scorers) return scorers.error();
  chain.scorers = std::move(*scorers);
  if (auto fine = check_without_net(chain); !fine) return fine;
  if (auto fine = check_net(config); !fine) return fine;
  if (auto fine = check_target(config.net); !fine) return fine;
  if (auto schedule = parse_schedule(config.training.schedule); !schedule) return schedule.error();
  if (chain.config.net.window == 0) chain.config.net.window = automatic_window(rows);
  if (net_traits(config.net.net).reconstructs) chain.config.net.state = StateKind::kWindow;
  auto smoothing = parse_smoothing(config.score.smoothing);
  if (!smoothing) return smoothing.error();
  chain.smoothing = *smoothing;
  chain.overlap = config.score.overlap;
  chain.info.warmup_rows = static_cast<std::size_t>(chain.config.net.window);
  if (config.scaler.scaler == ScalerKind::kNone)
    chain.config.scaler.clip = kNoClip;                             // values are in the user's own units
  chain.threshold.value = std::numeric_limits<double>::infinity();  // until there is one, nothing is anomalous
  if (auto features = parse_features(config.features); !features) return features.error();
  if (auto known = check_threshold(config.threshold); !known) return known;
  return check_event_config(config.event);
}

NetShape net_shape(const DetectorConfig& config, std::size_t inputs, std::vector<std::size_t> scored) {
  const NetConfig& net = config.net;
  NetShape shape{.cell = net.cell, .inputs = inputs, .hidden = {}, .predicts = std::move(scored)};
  for (const std::int64_t hidden : net.hidden) shape.hidden.push_back(static_cast<std::size_t>(hidden));
  shape.kind = net.net;
  shape.horizon = static_cast<std::size_t>(net.horizon);
  shape.gives_last = net.target == TargetKind::kLast;
  shape.bidirectional = net.bidirectional;
  shape.gaussian = config.training.loss == LossKind::kLikelihood;
  shape.window = net.state == StateKind::kWindow ? static_cast<std::size_t>(net.window) : 0;
  return shape;
}

}  // namespace tidegate
