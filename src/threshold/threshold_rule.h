// What a threshold must bring along: one file pair, one line in the table of threshold.cpp.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "base/choice.h"
#include "tidegate/result.h"

namespace tidegate {

/// A fitted value and its description; `words` ends before "of N scores of …" if the rule is fitted.
struct FittedThreshold {
  double value = 0;
  std::string words;
};

struct ThresholdRule {
  std::string_view name;
  std::string_view form;  ///< how it is written, "sigma:K"
  ArgumentLimits limits;  ///< of the argument
  bool needs_scores = true;
  std::string_view promise;  ///< what can be said of false alarms
  /// `scores`: finite or not, never NaN, at least one if `needs_scores`.
  FittedThreshold (*fit)(double argument, std::span<const double> scores);
};

}  // namespace tidegate
