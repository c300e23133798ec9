#include "options/recipes.h"

#include <algorithm>
#include <filesystem>

#include "base/text.h"
#include "model/nets/kind.h"
#include "model/nets/options.h"
#include "options/option_file.h"
#include "scorer/scorer.h"
#include "tidegate/config.h"

namespace tidegate {
namespace {

struct Recipe {
  std::string_view name, text;
};

/// Beside CELL-NET for every cell and net. What the two have in common (docs/nets.md): a window goes in, the net
/// reconstructs its last row, every epoch is run, nothing validates, and the score is what is left in scaled units.
constexpr Recipe kRecipes[] = {
    {"diff", R"(scorers = "difference")"},
    {"composite", R"(scorers = ["range", "stuck", "missing"])"},
    {"keras-gru", R"(
detector = "gru-forecaster"
hidden = [128, 64]
target = "last"
state = "window"
window = 32
learning_rate = 1e-3
epsilon = 1e-7
batch = 32
epochs = 100
patience = 0
validation = 0
clip_norm = 0
chunk = 0
schedule = "constant"
score = "absolute"
residuals = "plain"
smoothing = "none"
threshold = "fixed:0.5"
)"},
    {"torch-rnn", R"(
detector = "rnn-forecaster"
scaler = "minmax"
hidden = [64, 64]
target = "last"
state = "window"
window = 32
learning_rate = 1e-3
batch = 32
epochs = 100
patience = 0
validation = 0
clip_norm = 0
chunk = 0
schedule = "constant"
score = "absolute"
residuals = "plain"
smoothing = "none"
threshold = "percentile:95"
threshold_data = "scored"
)"},
};

constexpr std::string_view kEnding = ".toml";
constexpr int kMostFiles = 8;  ///< that start one from another

struct Base {
  CellKind cell;
  NetKind net;
};

std::string base_name(const Base& base) {
  return std::string(word_of(base.cell)) + "-" + std::string(word_of(base.net));
}

std::vector<Base> all_bases() {
  std::vector<Base> all;
  for (const Word<NetKind>& net : kNetWords)
    for (const Word<CellKind>& cell : kCellWords) all.push_back({cell.value, net.value});
  return all;
}

/// Of a recipe in `kRecipes`, or of a scorer, which is a detector by itself; "" if there is none of this name.
std::string recipe_text(std::string_view name) {
  if (const auto* found = std::ranges::find(kRecipes, name, &Recipe::name); found != std::end(kRecipes))
    return std::string(found->text);
  const std::vector<std::string> scorers = scorer_names();
  return std::ranges::find(scorers, name) == scorers.end() ? "" : "scorers = \"" + std::string(name) + "\"";
}

Error unknown_recipe(std::string_view name) {
  const std::vector<std::string> names = recipe_names();
  const std::string near = nearest_word(name, names);
  Error unknown = fail(ErrorKind::kUsage, option_named("detector") + ": '" + std::string(name) +
                                              "' is not a known name; allowed: " + join(names))
                      .about("detector");
  return near.empty() ? unknown : std::move(unknown).remedy("did you mean '" + near + "'?");
}

Status apply_named(DetectorConfig& config, const std::string& name, int files);

/// The recipe it starts from first, then the net and the cell, on which the meaning of the others depends.
int rank(const OptionText& option) {
  constexpr std::string_view kFirst[] = {"detector", "net", "cell"};
  return static_cast<int>(std::ranges::find(kFirst, option.name) - std::begin(kFirst));
}

/// A recipe says what a detector is made of; nothing of another one stays.
void forget_choices(DetectorConfig& config) {
  forget_net_choices(config);
  config.score.scorers = DetectorConfig().score.scorers;
}

Status apply_options(DetectorConfig& config, std::vector<OptionText> options, const std::string& source, int files) {
  std::ranges::stable_sort(options, {}, rank);
  forget_choices(config);
  for (const OptionText& option : options) {
    std::string value = option.value;
    if (option.name == "detector" && is_recipe_file(value))
      value = (std::filesystem::path(source).parent_path() / value).string();
    auto set = option.name == "detector" ? apply_named(config, value, files) : set_option(config, option.name, value);
    if (set) continue;
    Error error = std::move(set).error();
    if (error.place.source.empty()) error = std::move(error).at({.source = source, .line = option.line});
    return error;
  }
  return {};
}

Status apply_file(DetectorConfig& config, const std::string& path, int files) {
  if (files > kMostFiles)
    return fail(ErrorKind::kUsage,
                "starts from itself, or from a row of more than " + std::to_string(kMostFiles) + " recipe files")
        .at({.source = path})
        .about("detector")
        .remedy("let " + option_named("detector") + " name a recipe that is built in");
  auto options = read_option_file(path);
  if (!options) return std::move(options).error().about("detector");
  if (auto done = apply_options(config, *options, path, files); !done) return done;
  config.detector = std::filesystem::path(path).filename().string();
  return {};
}

Status apply_base(DetectorConfig& config, std::string_view name) {
  const std::vector<Base> all = all_bases();
  const auto base = std::ranges::find(all, name, base_name);
  if (base == all.end()) return unknown_recipe(name);
  config.net.cell = base->cell;
  config.net.net = base->net;
  forget_choices(config);
  config.detector = name;
  return {};
}

Status apply_named(DetectorConfig& config, const std::string& name, int files) {
  if (is_recipe_file(name)) return apply_file(config, name, files + 1);
  const std::string text = recipe_text(name);
  if (text.empty()) return apply_base(config, name);
  const auto options = parse_options(text, "recipe " + name);
  if (!options) return options.error();
  if (auto done = apply_options(config, *options, "recipe " + name, files); !done) return done;
  config.detector = name;
  return {};
}

}  // namespace

bool is_recipe_file(std::string_view name) { return name.size() > kEnding.size() && name.ends_with(kEnding); }

std::vector<std::string> recipe_names() {
  std::vector<std::string> names;
  for (const Base& base : all_bases()) names.push_back(base_name(base));
  for (const Recipe& recipe : kRecipes) names.emplace_back(recipe.name);
  for (std::string& scorer : scorer_names()) names.push_back(std::move(scorer));
  return names;
}

Status apply_recipe(DetectorConfig& config, std::string_view name) {
  DetectorConfig next = config;
  if (auto done = apply_named(next, std::string(name), 0); !done) return done;
  config = std::move(next);
  return {};
}

Result<DetectorConfig> read_recipe(const std::string& path) {
  DetectorConfig config;
  if (auto done = apply_file(config, path, 1); !done) return done.error();
  return config;
}

void forget_net_choices(DetectorConfig& config) {
  const DetectorConfig defaults;
  config.training.loss = defaults.training.loss;
  config.net.state = defaults.net.state;
  config.net.target = defaults.net.target;
  const std::vector<std::string> scorers = config.score.scorers;
  config.score = defaults.score;
  config.score.scorers = scorers;
  config.threshold = defaults.threshold;
}

Status check_target(const NetConfig& config) {
  if (config.target == TargetKind::kNetDefault || allows(net_traits(config.net).targets, config.target)) return {};
  const std::string target = option_named("target", word_of(config.target));
  const auto* owner =
      std::ranges::find_if(kNetTraits, [&](const NetTraits& net) { return allows(net.targets, config.target); });
  const std::string problem = target + " applies only to " + std::string(owner->many);
  const auto refuse = [&](const std::string& more) { return fail(ErrorKind::kUsage, problem + more).about("target"); };
  switch (config.net) {
    case NetKind::kForecaster:
      return refuse(": use " + option_named("net", word_of(owner->kind)) + ". A forecaster forecasts the next row (" +
                    option_named("target", "next") + ") or reconstructs the last one it read (" +
                    option_named("target", "last") + ")");
    case NetKind::kAutoencoder:
      return refuse("; " + std::string(net_traits(config.net).one) + " " + std::string(net_traits(config.net).does));
    case NetKind::kClassifier:
      return refuse("; a classifier judges the row it reads (" + option_named("target", "row") + ") or the last " +
                    option_named("window") + " rows together (" + option_named("target", "window") + ")");
  }
  return {};
}

void rename_recipe(DetectorConfig& config) {
  if (names_net_scorer(config.score)) {
    config.detector = base_name({config.net.cell, config.net.net});
    return;
  }
  const std::vector<std::string>& scorers = config.score.scorers;
  const std::string first = scorers.empty() ? "" : scorers.front().substr(0, scorers.front().find(':'));
  config.detector = scorers.size() == 1 && !recipe_text(first).empty() ? first : "composite";
}

void correct_name(DetectorConfig& config) {
  if (is_recipe_file(config.detector)) return;
  DetectorConfig named;
  Status known;
  if (const std::string text = recipe_text(config.detector); !text.empty()) {
    auto options = parse_options(text, config.detector);
    std::erase_if(*options, [](const OptionText& option) { return rank(option) > 2 && option.name != "scorers"; });
    known = apply_options(named, std::move(*options), config.detector, 0);
  } else {
    known = apply_base(named, config.detector);
  }
  if (!known) return;
  const bool by_net = names_net_scorer(config.score);
  if (!by_net && named.score.scorers == config.score.scorers) return;
  if (!by_net || !names_net_scorer(named.score) || named.net.cell != config.net.cell || named.net.net != config.net.net)
    rename_recipe(config);
}

}  // namespace tidegate
