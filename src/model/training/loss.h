// What training lowers: losses over outputs and targets, with their slopes. Missing targets (NaN) take no part.
#pragma once
#include <cstddef>

#include "model/nets/chunk.h"
#include "tidegate/config.h"

namespace tidegate {

/// One row's targets (n) and what the net gave for them; slopes (outputs) come with zeros.
template <class Real>
struct LossRow {
  const Real* y;
  const Real* target;
  std::size_t targets;
  Real* slope;  ///< ∂ loss / ∂ y, or null if nobody asks
};

/// A loss is a line in the table of loss.cpp. e = y − target.
///
///   mse            e²
///   mae            |e|
///   huber          ½ e² where |e| ≤ 1, else |e| − ½   (Huber 1964)
///   likelihood     ½ (s + e² exp(−s)): minus the logarithm of a Gaussian's density, but for a constant, where the net
///                  gives a mean and s, the logarithm of a variance, cut at ± kLargestLogVariance (Nix & Weigend 1994)
///   cross-entropy  of a probability σ(y) with a target 0 or 1; positive targets count `positive_weight` times
template <class Real>
struct Loss {
  LossKind kind = LossKind::kMse;
  bool gaussian = false;     ///< wants two outputs a target
  bool probability = false;  ///< wants a logit
  /// Adds up the losses of a row's present targets and sets their slopes.
  double (*row)(const LossRow<Real>& row, double positive_weight) = nullptr;
  double positive_weight = 1;
};

/// Contract: a loss is chosen, not the net's default.
template <class Real>
const Loss<Real>& loss_of(LossKind kind) noexcept;

/// Number of targets in the tape that are present.
template <class Real>
std::size_t present_targets(const NetTape<Real>& tape);

/// Σ loss over the tape's present targets; fills dy with the slopes times `scale`. With scale = 1 / (targets present in
/// the whole batch), tiles of a batch add up to the gradient of the batch's mean.
template <class Real>
double loss_gradient(const Network<Real>& net, const Loss<Real>& loss, NetTape<Real>& tape, Real scale);

}  // namespace tidegate
