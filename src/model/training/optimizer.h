// Adam and AdamW with clipping by the gradient's norm, over the net's flat buffer.
#pragma once
#include <cstddef>
#include <span>

#include "base/aligned.h"
#include "kernels/kernels.h"
#include "store/bytes.h"

namespace tidegate {

struct AdamConfig {
  double learning_rate = 1e-3;
  double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;  ///< as in the paper and in PyTorch
  double clip_norm = 0;                               ///< 0 = no clipping
  double weight_decay = 0;  ///< AdamW: every weight shrinks by learning rate · this each step
};

/// Source: Kingma & Ba 2015, arXiv:1412.6980; clipping: Pascanu et al. 2013, arXiv:1211.5063; decay apart from the
/// gradient: Loshchilov & Hutter 2019, arXiv:1711.05101.
class Adam {
 public:
  Adam(const AdamConfig& config, std::size_t parameters)
      : config_(config), first_(parameters, 0.0F), second_(parameters, 0.0F) {}

  /// One step against `gradients`; returns the gradient's norm before clipping. A gradient that is not finite changes
  /// nothing (the norm says so).
  double step(const Kernels<float>& kernels, std::span<float> parameters, std::span<const float> gradients);

  void set_learning_rate(double rate) { config_.learning_rate = rate; }

  /// What it has gathered, for a run that goes on later.
  void put_state(ByteWriter& out) const;
  void get_state(ByteReader& in);

 private:
  AdamConfig config_;
  AlignedVector<float> first_, second_;
  double power1_ = 1, power2_ = 1;  ///< β1ᵗ, β2ᵗ
};

}  // namespace tidegate
