// What a threshold must bring along: one file pair, one line in the table of threshold.cpp.
#pragma once
#include <array>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "base/choice.h"
#include "threshold/adaptive.h"
#include "tidegate/result.h"

namespace tidegate {

/// A fitted value and its description; `words` ends before "of N scores of …" if the rule is fitted. What a stream
/// begins with if the limit goes on learning.
struct FittedThreshold {
  double value = 0;
  std::string words;
  AdaptiveParams adaptive = {};
};

/// One number of a spelling.
struct ThresholdArgument {
  ArgumentLimits limits = {0, 0};
  bool whole = false;
  double otherwise = std::numeric_limits<double>::quiet_NaN();  ///< if left out; NaN = it must be given
};

inline constexpr std::size_t kMostArguments = 2;

struct ThresholdRule {
  std::string_view name;
  std::string_view form;  ///< how it is written, "sigma:K"
  std::array<ThresholdArgument, kMostArguments> arguments;
  std::size_t argument_count = 1;
  bool needs_scores = true;
  std::string_view promise;  ///< what can be said of false alarms
  /// `scores`: in the order of their rows, finite or not, never NaN, at least one and not constant if `needs_scores`.
  FittedThreshold (*fit)(std::span<const double> arguments, std::span<const double> scores) = nullptr;
  Adaptation adaptation = Adaptation::kNone;
  /// In place of `fit` where labels decide: one a score, > 0.5 = anomalous, both kinds present. A value that is not a
  /// number: there is no such limit, and `words` say why.
  FittedThreshold (*fit_labelled)(std::span<const double> arguments, std::span<const double> scores,
                                  std::span<const double> labels) = nullptr;
};

}  // namespace tidegate
