#include "threshold/threshold.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/text.h"
#include "threshold/constant_scores.h"
#include "threshold/dynamic.h"
#include "threshold/fixed.h"
#include "threshold/iqr.h"
#include "threshold/labelled.h"
#include "threshold/mad.h"
#include "threshold/percentile.h"
#include "threshold/pot.h"
#include "threshold/sigma.h"
#include "threshold/spot.h"
#include "threshold/threshold_rule.h"

namespace tidegate {
namespace {

constexpr std::string_view kOption = "threshold";
constexpr const ThresholdRule* kRules[] = {&kFixedThreshold,  &kPercentileThreshold, &kSigmaThreshold,
                                           &kMadThreshold,    &kIqrThreshold,        &kPotThreshold,
                                           &kSpotThreshold,   &kDspotThreshold,      &kDynamicThreshold,
                                           &kBestF1Threshold, &kPrecisionThreshold,  &kRecallThreshold};

const ThresholdRule* find_rule(std::string_view name) {
  for (const ThresholdRule* rule : kRules)
    if (rule->name == name) return rule;
  return nullptr;
}

/// A spelling taken apart.
struct Spelling {
  const ThresholdRule* rule = nullptr;
  std::array<double, kMostArguments> numbers = {};

  std::span<const double> arguments() const { return {numbers.data(), rule->argument_count}; }
};

Result<double> read_argument(const Choice& piece, const ThresholdRule& rule, const ThresholdArgument& argument) {
  if (!piece.has_argument && !std::isnan(argument.otherwise)) return argument.otherwise;
  return argument.whole ? choice_whole_number(piece, rule.form, argument.limits)
                        : choice_number(piece, rule.form, argument.limits);
}

/// Numbers are parted by commas; those at the end may be left out if they have a default.
Result<Spelling> read_spelling(std::string_view spec) {
  Choice rest = split_choice(spec);
  Spelling spelling{find_rule(rest.name)};
  if (spelling.rule == nullptr) return unknown_choice(kOption, rest.name, threshold_names());
  const ThresholdRule& rule = *spelling.rule;
  for (std::size_t i = 0; i < rule.argument_count; ++i) {
    const std::size_t comma = rest.argument.find(',');
    const Choice piece{rest.name, rest.argument.substr(0, comma), rest.has_argument, std::string(spec)};
    rest.has_argument = comma != std::string::npos;
    rest.argument = rest.has_argument ? rest.argument.substr(comma + 1) : "";
    const auto number = read_argument(piece, rule, rule.arguments[i]);
    if (!number) return Error(number.error()).about(kOption);
    spelling.numbers[i] = *number;
  }
  if (rest.has_argument)
    return fail(ErrorKind::kUsage,
                "'" + std::string(spec) + "': takes " +
                    (rule.argument_count == 0 ? "no number" : "at most " + plural(rule.argument_count, "number")))
        .about(kOption)
        .remedy("write it as " + std::string(rule.form));
  return spelling;
}

std::vector<double> present_scores(std::span<const double> scores) {
  std::vector<double> present;
  for (const double score : scores)
    if (!std::isnan(score)) present.push_back(score);
  return present;
}

/// Scores that have a label, and their labels.
struct LabelledScores {
  std::vector<double> scores, labels;
};

LabelledScores labelled_scores(std::span<const double> scores, std::span<const double> labels) {
  LabelledScores both;
  for (std::size_t i = 0; i < std::min(scores.size(), labels.size()); ++i) {
    if (std::isnan(scores[i]) || std::isnan(labels[i])) continue;
    both.scores.push_back(scores[i]);
    both.labels.push_back(labels[i]);
  }
  return both;
}

std::string origin(std::size_t count, std::string_view fitted_on) {
  return " of " + plural(count, "score") + " of " + std::string(fitted_on);
}

FittedThreshold fit_rule(const Spelling& spelling, std::span<const double> scores, std::string_view fitted_on) {
  const ThresholdRule& rule = *spelling.rule;
  if (rule.needs_scores && is_constant(scores))
    return {value_above_constant(scores), "above the constant value" + origin(scores.size(), fitted_on)};
  FittedThreshold fitted = rule.fit(spelling.arguments(), scores);
  if (rule.needs_scores) fitted.words += origin(scores.size(), fitted_on);
  return fitted;
}

Result<FittedThreshold> fit_labelled(const Spelling& spelling, const std::string& spec, const LabelledScores& known,
                                     std::string_view fitted_on) {
  const ThresholdRule& rule = *spelling.rule;
  const std::string name = "the threshold '" + spec + "' ", rows(fitted_on);
  if (known.labels.empty())
    return fail(ErrorKind::kData, name + "is chosen by labels, but " + rows + " has none")
        .about(kOption)
        .remedy("give a label column with " + option_named("label"))
        .remedy("use another threshold");
  const auto anomalous = std::ranges::count_if(known.labels, [](double label) { return label > 0.5; });
  if (anomalous == 0 || static_cast<std::size_t>(anomalous) == known.labels.size())
    return fail(ErrorKind::kData, name + "needs normal and anomalous rows, but all labels in " + rows + " are " +
                                      (anomalous == 0 ? "normal" : "anomalous"))
        .about(kOption)
        .remedy("use more rows (" + option_named("train-part") + ")");
  FittedThreshold fitted = rule.fit_labelled(spelling.arguments(), known.scores, known.labels);
  if (std::isnan(fitted.value))
    return fail(ErrorKind::kData, name + "cannot be reached: on " + rows + " " + fitted.words)
        .about(kOption)
        .remedy("lower the target")
        .remedy("use another threshold");
  fitted.words += " of " + plural(known.scores.size(), "labelled score") + " of " + rows;
  return fitted;
}

bool is_usable(const FittedThreshold& fitted) {
  const auto kept = [](double score) { return score <= kLargestScore; };
  return std::isfinite(fitted.value) && fitted.value > 0 && std::ranges::all_of(fitted.adaptive.recent, kept) &&
         std::ranges::all_of(fitted.adaptive.peaks, kept);
}

}  // namespace

std::vector<std::string> threshold_names() {
  std::vector<std::string> names;
  for (const ThresholdRule* rule : kRules) names.emplace_back(rule->name);
  return names;
}

Status check_threshold(const ThresholdConfig& config) {
  const auto spelling = read_spelling(config.threshold);
  if (!spelling) return spelling.error();
  return {};
}

bool is_chosen_by_labels(const ThresholdConfig& config) {
  const auto spelling = read_spelling(config.threshold);
  return spelling && spelling->rule->fit_labelled != nullptr;
}

Result<AdaptiveParams> adaptation_of(std::string_view spec) {
  const auto spelling = read_spelling(spec);
  if (!spelling) return spelling.error();
  AdaptiveParams adaptive;
  adaptive.kind = spelling->rule->adaptation;
  if (adaptive.kind == Adaptation::kNone) return adaptive;
  const bool of_peaks = adaptive.kind == Adaptation::kPeaks;
  if (of_peaks) adaptive.risk = spelling->numbers[0];
  adaptive.memory = static_cast<std::size_t>(spelling->numbers[of_peaks ? 1 : 0]);
  return adaptive;
}

Result<ThresholdParams> fit_threshold(const ThresholdConfig& config, std::span<const double> scores,
                                      std::string_view fitted_on, std::span<const double> labels) {
  const auto spelling = read_spelling(config.threshold);
  if (!spelling) return spelling.error();
  const std::vector<double> present = present_scores(scores);
  if (spelling->rule->needs_scores && present.empty())
    return fail(ErrorKind::kData,
                std::string(fitted_on) + " has no scores to fit the threshold '" + config.threshold + "' on")
        .about(kOption)
        .remedy_below("give a longer training part or use fixed:V");
  auto result = spelling->rule->fit_labelled == nullptr
                    ? Result<FittedThreshold>(fit_rule(*spelling, present, fitted_on))
                    : fit_labelled(*spelling, config.threshold, labelled_scores(scores, labels), fitted_on);
  if (!result) return result.error();
  FittedThreshold& fitted = *result;
  if (!is_usable(fitted))
    return fail(ErrorKind::kData, "the threshold '" + config.threshold + "' is " + round_text(fitted.value) +
                                      ", but must be a finite positive number")
        .about(kOption)
        .remedy_below("use fixed:V");
  return ThresholdParams{config.threshold, fitted.value, fitted.words + "; " + std::string(spelling->rule->promise),
                         std::move(fitted.adaptive)};
}

}  // namespace tidegate
