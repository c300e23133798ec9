// From the scores of normal data to the score at and above which a row is flagged.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "threshold/adaptive.h"
#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {

struct ThresholdParams {
  std::string spec;         ///< as the user wrote it, "sigma:6"
  double value = 0;         ///< rows with score ≥ value are flagged, at first if adaptive; finite and > 0
  std::string words;        ///< what it is and on which rows it was fitted, without a full stop
  AdaptiveParams adaptive;  ///< what a stream's own limit begins with; kNone = it stays at `value`
};

/// fixed, percentile, sigma, mad, iqr, pot, spot, dspot, dynamic, best-f1, precision, recall.
std::vector<std::string> threshold_names();

/// Whether a spelling is one, before there are any scores. Errors: kUsage (unknown rule; a number missing, out of range
/// or superfluous).
Status check_threshold(const ThresholdConfig& config);

/// Best F1, precision, recall: fitted on scores with labels. False for what is no spelling.
bool is_chosen_by_labels(const ThresholdConfig& config);

/// What a spelling alone says of how the limit changes: kind, risk and memory, with nothing learned. kNone for a
/// constant limit. Errors: as `check_threshold`.
Result<AdaptiveParams> adaptation_of(std::string_view spec);

/// Fits a threshold on calibration scores in the order of their rows (NaN = no score, left out). `fitted_on` names the
/// rows in `words`, e.g. "the training part". Where all scores are equal (see `is_constant`), the value is put clearly
/// above them whatever the rule and stays there, so that a constant series stays quiet; one score counts as constant.
/// Cost: O(T log T), dspot O(T · depth); copies the scores a few times.
/// `labels`: one a score, 1 anomalous, 0 normal, NaN unknown, for rules chosen by them; may be empty for others.
/// Errors: kUsage as `check_threshold`, kData (no scores, no labels of both kinds where they decide, or no finite
/// positive result).
Result<ThresholdParams> fit_threshold(const ThresholdConfig& config, std::span<const double> scores,
                                      std::string_view fitted_on, std::span<const double> labels = {});

/// Bytes on the heap, the words apart.
inline std::size_t heap_bytes(const ThresholdParams& params) {
  return (params.adaptive.peaks.capacity() + params.adaptive.recent.capacity()) * sizeof(double);
}

}  // namespace tidegate
