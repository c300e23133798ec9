// A classifier's logit as a probability that means what it says.
#pragma once
#include <cstddef>
#include <span>
#include <string>

#include "score/score_method.h"
#include "tidegate/config.h"

namespace tidegate {

/// How many of the last rows, the newest included, one verdict of the detector is about: the window of a classifier
/// with `target` window, 1 of all others. `config`: settled, its window known.
std::size_t told_rows(const NetConfig& config);

/// What a classifier's probability is about: "the probability that the row is anomalous"; "" of other nets.
std::string probability_words(const NetConfig& config);

/// 1 / (1 + exp(−z)) of the one logit; z = (logit − mean) / deviation as `fit_probability` learned it. The share of the
/// single entry is 1.
extern const ScoreMethod kProbabilityScore;

/// Platt's sigmoid: mean and deviation for which 1 / (1 + exp(−z)) has the highest likelihood on `logits` (T) of rows
/// with `labels` (T; 1 anomalous, 0 normal, NaN unknown), where few positives are kept from certainty by his smoothed
/// targets. Where it cannot be fitted (labels of one kind only, or logits that do not rise with them), 0 and 1: the
/// network's own probability. Cost: some O(T) passes.
/// Source: Platt 1999, in Advances in Large Margin Classifiers; solved as by Lin, Lin & Weng 2007, Machine Learning 68.
ScoreParams fit_probability(std::span<const double> logits, std::span<const double> labels);

}  // namespace tidegate
