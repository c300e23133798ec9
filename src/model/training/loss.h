// Losses over predictions and targets, with their gradients. Missing targets (NaN) take no part.
#pragma once
#include <cstddef>

#include "model/nets/forecaster.h"

namespace tidegate {

/// Number of targets in the tape that are present.
template <class Real>
std::size_t present_targets(const ForecasterTape<Real>& tape);

/// Mean squared error: returns Σ (y − target)² and fills dy with 2 (y − target) · scale; scale = 1 / (targets present
/// in the whole batch), so that tiles of a batch add up to the batch's gradient.
template <class Real>
double squared_error(const Forecaster<Real>& net, ForecasterTape<Real>& tape, Real scale);

}  // namespace tidegate
