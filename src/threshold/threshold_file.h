// What an adaptive threshold begins with, in a model file. A constant one adds nothing.
//
//   threshold.tail    (5)  level, rows, peaks, shape, scale       spot, dspot
//   threshold.peaks   (P)  excesses over the level, oldest first   spot, dspot
//   threshold.recent  (R)  scores, oldest first                    dspot, dynamic
//
// Kind, probability and memory follow from the spelling.
#pragma once
#include "store/tensor_file.h"
#include "threshold/threshold.h"

namespace tidegate {

void add_threshold(TensorFile& file, const ThresholdParams& params);

/// Fills `params.adaptive` by `params.spec` and the tensors. Without any of these the limit stays constant: calibration
/// scores were constant, or the file is older. Errors: kModel (unknown spelling, other tensors than it has, sizes
/// beyond the memory, values that are not finite or out of range).
Status read_adaptive(const TensorFile& file, ThresholdParams& params);

}  // namespace tidegate
