// Scaler and transform in a model file.
//
//   scaler.center, scaler.scale                          (C)
//   transform.size, transform.center, transform.scale    (C), if any channel is transformed
#pragma once
#include "preprocess/scaler.h"
#include "preprocess/transform.h"
#include "store/tensor_file.h"

namespace tidegate {

void add_scaler(TensorFile& file, const ScalerParams& params);
void add_transform(TensorFile& file, const TransformParams& params);

/// Errors of both: kModel (absent, other sizes, values that are not finite, scales not above 0, sizes below 0). A file
/// without a transform has none.
Status read_scaler(const TensorFile& file, std::size_t channels, ScalerParams& params);
Status read_transform(const TensorFile& file, std::size_t channels, TransformParams& params);

}  // namespace tidegate
