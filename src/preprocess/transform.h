// The logarithm-like transform of counts and heavy-tailed channels, before they are scaled.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "tidegate/config.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// transformed = asinh(value / size), of either sign: straight near 0, a logarithm beyond `size`. All empty if no
/// channel is transformed.
struct TransformParams {
  std::vector<double> size;           ///< (C); 0 = the channel stays as it is
  std::vector<double> center, scale;  ///< (C): what the scaler makes of the channels as they are, for people

  bool any() const { return !size.empty(); }
};

/// What a training part calls for, and why, a sentence each.
struct ChosenTransform {
  TransformParams params;
  std::vector<std::string> notes;
};

/// none: no channel. log: every channel; size: the median of |value| over values that are not 0, 1 if there are none.
/// auto: those channels without a value below 0 whose skewness is above 1 (above 0.5 if all values are whole numbers:
/// counts) and comes nearer to 0 by it. Skewness: third central moment over the deviation cubed.
/// Shapes: training(T, C), NaN = missing; names(C). `center` and `scale` are left empty.
/// Errors: kUsage for an unknown name. Cost: O(T) a channel.
Result<ChosenTransform> choose_transform(const TransformConfig& config, MatrixView<const double> training,
                                         const std::vector<std::string>& names);

/// One value of a channel of this size, not 0, there and back (up to e^709 sizes); finite for what is finite, NaN for
/// NaN.
double log_transformed(double value, double size) noexcept;
double log_transformed_back(double value, double size) noexcept;

/// The same; size 0: as it is, which most channels are, so that a call is spared.
inline double transformed(double value, double size) noexcept {
  return size == 0 ? value : log_transformed(value, size);
}
inline double transformed_back(double value, double size) noexcept {
  return size == 0 ? value : log_transformed_back(value, size);
}

/// How fast the own unit changes with the transformed one at a transformed value; 1 for size 0.
double slope_back(double value, double size) noexcept;

/// A row; `out` may be `row`. Contract: params.any(). No allocation.
void apply_transform(const TransformParams& params, std::span<const double> row, std::span<double> out) noexcept;

/// Bytes on the heap.
inline std::size_t heap_bytes(const TransformParams& params) {
  return (params.size.capacity() + params.center.capacity() + params.scale.capacity()) * sizeof(double);
}

}  // namespace tidegate
