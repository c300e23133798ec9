// Centring and scaling of channels. Samples are double before this stage and float after it.
#pragma once
#include <span>
#include <vector>

#include "tidegate/config.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// Values beyond this cannot be squared; a training part that holds one is refused.
inline constexpr double kLargestValue = 1e150;

/// scaled = (value − center) / scale, one entry a channel; scale > 0.
struct ScalerParams {
  std::vector<double> center, scale;
};

/// standard: mean and standard deviation (divisor n); minmax: smallest value and range; robust: median and
/// interquartile range; none: 0 and 1. A channel that does not vary, or has no value at all, gets scale 1.
/// Shapes: training(T, C), NaN = missing. Statistics by Welford's updates: an offset of 1e9 changes nothing.
/// Errors: kData naming the column number and row of a value beyond ±1e150.
Result<ScalerParams> fit_scaler(const ScalerConfig& config, MatrixView<const double> training);

/// Missing stays NaN; network inputs are cut at ± clip. No allocation.
void apply_scaler(const ScalerConfig& config, const ScalerParams& params, std::span<const double> in,
                  std::span<float> out) noexcept;

/// Bytes on the heap.
inline std::size_t heap_bytes(const ScalerParams& params) {
  return (params.center.capacity() + params.scale.capacity()) * sizeof(double);
}

}  // namespace tidegate
