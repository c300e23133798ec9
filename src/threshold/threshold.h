// From the scores of normal data to the score at and above which a row is flagged.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {

struct ThresholdParams {
  std::string spec;   ///< as the user wrote it, "sigma:6"
  double value = 0;   ///< rows with score ≥ value are flagged; finite and > 0
  std::string words;  ///< what it is and on which rows it was fitted, without a full stop
};

/// fixed, percentile, sigma.
std::vector<std::string> threshold_names();

/// Fits "fixed:V", "percentile:P" or "sigma:K" on calibration scores (NaN = no score, left out). `fitted_on` names the
/// rows in `words`, e.g. "the training part". Where all scores are equal (see `is_constant`), the value is put clearly
/// above them whatever the rule, so that a constant series stays quiet; one score counts as constant.
/// Cost: O(T), percentile O(T log T); copies the scores once.
/// Errors: kUsage (unknown rule, argument missing or out of range), kData (no scores, or no finite positive result).
Result<ThresholdParams> fit_threshold(const ThresholdConfig& config, std::span<const double> scores,
                                      std::string_view fitted_on);

}  // namespace tidegate
