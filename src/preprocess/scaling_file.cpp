#include "preprocess/scaling_file.h"

#include "store/numbers.h"

namespace tidegate {

void add_scaler(TensorFile& file, const ScalerParams& params) {
  file.add<double>("scaler.center", {params.center.size()}, params.center);
  file.add<double>("scaler.scale", {params.scale.size()}, params.scale);
}

void add_transform(TensorFile& file, const TransformParams& params) {
  if (!params.any()) return;
  file.add<double>("transform.size", {params.size.size()}, params.size);
  file.add<double>("transform.center", {params.center.size()}, params.center);
  file.add<double>("transform.scale", {params.scale.size()}, params.scale);
}

Status read_scaler(const TensorFile& file, std::size_t channels, ScalerParams& params) {
  if (auto done = read_numbers(file, "scaler.center", {channels}, params.center); !done) return done;
  if (auto done = read_numbers(file, "scaler.scale", {channels}, params.scale); !done) return done;
  return check_above_zero(file, "scaler.scale", params.scale);
}

Status read_transform(const TensorFile& file, std::size_t channels, TransformParams& params) {
  if (file.find("transform.size") == nullptr) return {};
  if (auto done = read_numbers(file, "transform.size", {channels}, params.size); !done) return done;
  if (auto done = read_numbers(file, "transform.center", {channels}, params.center); !done) return done;
  if (auto done = read_numbers(file, "transform.scale", {channels}, params.scale); !done) return done;
  for (const double size : params.size)
    if (size < 0) return file.error("tensor 'transform.size' has a value below 0");
  return check_above_zero(file, "transform.scale", params.scale);
}

}  // namespace tidegate
