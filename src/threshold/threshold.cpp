#include "threshold/threshold.h"

#include <cmath>

#include "base/text.h"
#include "threshold/constant_scores.h"
#include "threshold/fixed.h"
#include "threshold/percentile.h"
#include "threshold/sigma.h"
#include "threshold/threshold_rule.h"

namespace tidegate {
namespace {

constexpr const ThresholdRule* kRules[] = {&kFixedThreshold, &kPercentileThreshold, &kSigmaThreshold};

const ThresholdRule* find_rule(std::string_view name) {
  for (const ThresholdRule* rule : kRules)
    if (rule->name == name) return rule;
  return nullptr;
}

std::vector<double> present_scores(std::span<const double> scores) {
  std::vector<double> present;
  for (const double score : scores)
    if (!std::isnan(score)) present.push_back(score);
  return present;
}

std::string origin(std::size_t count, std::string_view fitted_on) {
  return " of " + plural(count, "score") + " of " + std::string(fitted_on);
}

FittedThreshold fit_rule(const ThresholdRule& rule, double argument, std::span<const double> scores,
                         std::string_view fitted_on) {
  if (rule.needs_scores && is_constant(scores))
    return {value_above_constant(scores), "put above the constant value" + origin(scores.size(), fitted_on)};
  FittedThreshold fitted = rule.fit(argument, scores);
  if (rule.needs_scores) fitted.words += origin(scores.size(), fitted_on);
  return fitted;
}

}  // namespace

std::vector<std::string> threshold_names() {
  std::vector<std::string> names;
  for (const ThresholdRule* rule : kRules) names.emplace_back(rule->name);
  return names;
}

Result<ThresholdParams> fit_threshold(const ThresholdConfig& config, std::span<const double> scores,
                                      std::string_view fitted_on) {
  const Choice choice = split_choice(config.threshold);
  const ThresholdRule* rule = find_rule(choice.name);
  if (rule == nullptr) return unknown_choice("threshold", choice.name, threshold_names());
  const auto argument = choice_number(choice, rule->form, rule->limits);
  if (!argument) return tl::unexpected(argument.error());
  const std::vector<double> present = present_scores(scores);
  if (rule->needs_scores && present.empty())
    return fail(ErrorKind::kData, "no scores of " + std::string(fitted_on) + " to fit the threshold '" +
                                      config.threshold + "' on;\ngive a longer training part or a fixed:V threshold");
  const FittedThreshold fitted = fit_rule(*rule, *argument, present, fitted_on);
  if (!std::isfinite(fitted.value) || fitted.value <= 0)
    return fail(ErrorKind::kData, "the threshold '" + config.threshold + "' comes out as " + round_text(fitted.value) +
                                      ", it must be a finite positive number;\ngive a fixed:V threshold");
  return ThresholdParams{config.threshold, fitted.value, fitted.words + "; " + std::string(rule->promise)};
}

}  // namespace tidegate
