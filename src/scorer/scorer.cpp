#include "scorer/scorer.h"

#include <algorithm>
#include <cmath>

#include "base/choice.h"
#include "base/contracts.h"
#include "base/missing.h"
#include "base/text.h"
#include "scorer/constant.h"
#include "scorer/difference.h"
#include "scorer/isolation_forest.h"
#include "scorer/linear.h"
#include "scorer/missing.h"
#include "scorer/neighbour.h"
#include "scorer/net_scorers.h"
#include "scorer/pca.h"
#include "scorer/random.h"
#include "scorer/range.h"
#include "scorer/scorer_method.h"
#include "scorer/seasonal.h"
#include "scorer/stuck.h"
#include "scorer/sub_pca.h"
#include "scorer/zscore.h"

namespace tidegate {
namespace {

constexpr const ScorerMethod* kNetMethods[] = {&kForecastScorer, &kReconstructionScorer, &kClassifierScorer};
constexpr const ScorerMethod* kMethods[] = {
    &kConstantScorer,  &kDifferenceScorer, &kIsolationForestScorer, &kLinearScorer, &kMissingScorer,
    &kNeighbourScorer, &kPcaScorer,        &kRandomScorer,          &kRangeScorer,  &kSeasonalScorer,
    &kStuckScorer,     &kSubPcaScorer,     &kZscoreScorer};

const ScorerMethod* find_method(std::string_view name) noexcept {
  for (const ScorerMethod* method : kMethods)
    if (method->name == name) return method;
  for (const ScorerMethod* method : kNetMethods)
    if (method->name == name) return method;
  return nullptr;
}

/// "12.3 where 4.1 was expected, the value one period before"
std::string expected_words(const ScorerMethod& method, const EventChannel& channel) {
  return round_text(channel.value, 4) + " where " + round_text(channel.expected, 4) + " was expected, " +
         std::string(method.expects);
}

}  // namespace

std::vector<std::string> scorer_names() {
  std::vector<std::string> names;
  for (const ScorerMethod* method : kMethods) names.emplace_back(method->name);
  return names;
}

Result<Scorer> parse_scorer(std::string_view spec) {
  const Choice choice = split_choice(spec);
  const ScorerMethod* method = find_method(choice.name);
  if (method == nullptr) {
    std::vector<std::string> known = scorer_names();
    for (const ScorerMethod* net : kNetMethods) known.emplace_back(net->name);
    return unknown_choice("scorers", choice.name, known);
  }
  Scorer scorer{.method = method};
  const ScorerArgument& argument = method->argument;
  scorer.argument = argument.usual;
  scorer.gives_spread = method->spread;
  if (!choice.has_argument) return scorer;
  if (argument.most == 0)
    return fail(ErrorKind::kUsage, "the scorer '" + choice.name + "' takes no number").about("scorers");
  const auto rows = choice_whole_number(choice, choice.name + ":" + std::string(argument.word),
                                        {static_cast<double>(argument.least), static_cast<double>(argument.most)});
  if (!rows) return rows.error();
  scorer.argument = static_cast<std::size_t>(*rows);
  return scorer;
}

std::string scorer_text(const Scorer& scorer) {
  const std::string name(scorer.method->name);
  return scorer.argument == scorer.method->argument.usual ? name : name + ":" + std::to_string(scorer.argument);
}

bool names_net_scorer(const ScoreConfig& config) {
  return std::ranges::any_of(config.scorers, [](const std::string& spec) {
    const auto scorer = parse_scorer(spec);
    return spec == "net" || (scorer && scorer->method->needs_net);
  });
}

void fill_scorer_defaults(DetectorConfig& config) {
  const std::vector<std::string>& chosen = config.score.scorers;
  if (config.score.calibration == CalibrationKind::kDefault)
    config.score.calibration = chosen.size() > 1 ? CalibrationKind::kLimit : CalibrationKind::kNone;
  const ScorerMethod* with_excess = nullptr;
  for (const std::string& spec : chosen)
    if (const auto scorer = parse_scorer(spec); scorer && !gives_residuals(*scorer)) with_excess = scorer->method;
  if (with_excess == nullptr && config.score.calibration == CalibrationKind::kNone) return;
  if (config.score.smoothing.empty()) config.score.smoothing = "none";
  if (config.threshold.threshold.empty())
    config.threshold.threshold = with_excess != nullptr && chosen.size() == 1 ? with_excess->threshold : "fixed:1";
}

Status fit_scorer(Scorer& scorer, std::span<const MatrixView<const double>> series) {
  TIDEGATE_EXPECTS(!series.empty());
  return scorer.method->fit == nullptr ? Status() : scorer.method->fit(scorer, series);
}

std::size_t scorer_state_size(const Scorer& scorer, std::size_t channels) {
  return scorer.method->state_size == nullptr ? 0 : scorer.method->state_size(scorer, channels);
}

std::size_t scorer_numbers(const Scorer& scorer, std::size_t channels) {
  return channels + scorer.residuals * (scorer.gives_spread ? 2 : 1);
}

double largest_excess(std::span<const double> excess, std::span<double> part) noexcept {
  double largest = kMissingValue, sum = 0;
  for (std::size_t i = 0; i < excess.size(); ++i) {
    part[i] = std::isnan(excess[i]) ? 0 : std::min(excess[i], kLargestExcess);
    sum += part[i];
    if (!std::isnan(excess[i]) && !(part[i] <= largest)) largest = part[i];
  }
  for (double& one : part) one = sum > 0 ? one / sum : 0;
  return largest;
}

bool expects_values(const Scorer& scorer) noexcept { return gives_residuals(scorer) || scorer.method->band != nullptr; }

ExcessBand excess_band(const Scorer& scorer, std::size_t channel, double threshold) noexcept {
  TIDEGATE_EXPECTS(!gives_residuals(scorer));
  if (scorer.method->band == nullptr) return {kMissingValue, kMissingValue};
  return scorer.method->band(scorer, channel, threshold);
}

void explain_scorer(const Scorer& scorer, std::span<const std::string> names, Event& event) {
  const ScorerMethod& method = *scorer.method;
  event.scorer = method.name;
  if (event.kind.empty() && !method.kind.empty()) {
    event.kind = method.kind;
    event.kind_confidence = 1;
  }
  if (event.channels.empty()) return;
  const auto channel = static_cast<std::size_t>(std::ranges::find(names, event.channels.front().name) - names.begin());
  if (method.reason != nullptr)
    event.scorer_reason = method.reason(scorer, channel, event);
  else if (!method.expects.empty())
    event.scorer_reason = expected_words(method, event.channels.front());
}

std::size_t heap_bytes(const std::vector<Scorer>& scorers) {
  std::size_t bytes = scorers.capacity() * sizeof(Scorer);
  for (const Scorer& scorer : scorers) {
    bytes += heap_bytes(scorer.score);
    for (const Matrix<double>& learned : scorer.learned)
      bytes += sizeof learned + learned.flat().size() * sizeof(double);
  }
  return bytes;
}

}  // namespace tidegate
