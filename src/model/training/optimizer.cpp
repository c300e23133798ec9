#include "model/training/optimizer.h"

#include <cmath>

#include "base/contracts.h"
#include "kernels/simd/flush_subnormals.h"

namespace tidegate {

double Adam::step(const Kernels<float>& kernels, std::span<float> parameters, std::span<const float> gradients) {
  TIDEGATE_EXPECTS(parameters.size() == first_.size() && gradients.size() == first_.size());
  const double norm = std::sqrt(kernels.sum_of_squares(gradients.data(), gradients.size()));
  if (!std::isfinite(norm)) return norm;
  const bool clip = config_.clip_norm > 0 && norm > config_.clip_norm;
  power1_ *= config_.beta1;
  power2_ *= config_.beta2;
  const AdamStep<float> step{static_cast<float>(config_.learning_rate),
                             static_cast<float>(config_.beta1),
                             static_cast<float>(config_.beta2),
                             static_cast<float>(config_.epsilon),
                             static_cast<float>(1 - power1_),
                             static_cast<float>(1 - power2_),
                             clip ? static_cast<float>(config_.clip_norm / norm) : 1.0F};
  const FlushSubnormals flush;
  if (config_.weight_decay > 0) {
    const auto kept = static_cast<float>(1 - config_.learning_rate * config_.weight_decay);
    for (float& parameter : parameters) parameter *= kept;
  }
  kernels.adam(step, parameters.data(), gradients.data(), first_.data(), second_.data(), first_.size());
  return norm;
}

void Adam::put_state(ByteWriter& out) const {
  out.put_all(first_);
  out.put_all(second_);
  out.put(power1_);
  out.put(power2_);
}

void Adam::get_state(ByteReader& in) {
  in.get_all(first_);
  in.get_all(second_);
  power1_ = in.get<double>();
  power2_ = in.get<double>();
}

}  // namespace tidegate
