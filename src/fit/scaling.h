// The training rows, transformed and scaled.
#pragma once
#include "chain/chain.h"

namespace tidegate {

/// Fits transform and scaler of the chain, whose channels are known, with notes in its description. Shapes: values(T,
/// C), NaN = missing. Errors: kUsage (unknown transform or scaler); kData (values beyond ±1e150).
Status fit_scaling(FittedChain& chain, MatrixView<const double> values);

/// The first C columns of inputs(T, I), cut at the clip, missing as NaN.
void scale_rows(const FittedChain& chain, MatrixView<const double> values, MatrixView<float> inputs);

/// The scored channels of rows (T, C), transformed and scaled, in double; NaN = missing.
Matrix<double> scaled_rows(const FittedChain& chain, MatrixView<const double> values);

}  // namespace tidegate
