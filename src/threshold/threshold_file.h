// The threshold in a model file, and what an adaptive one begins with. A constant one has no tensors.
//
//   threshold.tail    (5)  level, rows, peaks, shape, scale       spot, dspot
//   threshold.peaks   (P)  excesses over the level, oldest first   spot, dspot
//   threshold.recent  (R)  scores, oldest first                    dspot, dynamic
//
// Kind, probability and memory follow from the spelling.
#pragma once
#include <nlohmann/json.hpp>

#include "store/tensor_file.h"
#include "threshold/threshold.h"

namespace tidegate {

nlohmann::ordered_json threshold_json(const ThresholdParams& params);
void add_threshold(TensorFile& file, const ThresholdParams& params);

/// Completes `params`, whose spelling is set, with `read_adaptive`. Errors: kModel, also for a value that is not
/// positive and finite. Throws what the JSON library throws for a missing key or another type.
Status read_threshold(const TensorFile& file, const nlohmann::ordered_json& json, ThresholdParams& params);

/// Fills `params.adaptive` by `params.spec` and the tensors. Without any of these the limit stays constant: calibration
/// scores were constant, or the file is older. Errors: kModel (unknown spelling, other tensors than it has, sizes
/// beyond the memory, values that are not finite or out of range).
Status read_adaptive(const TensorFile& file, ThresholdParams& params);

}  // namespace tidegate
