// Gated recurrent unit, "reset after" form; equations in kernels/kernels.h (GruForward).
#pragma once
#include "model/cells/cell.h"

namespace tidegate {

/// Weights interchangeable with PyTorch's `nn.GRU` (gate order r, z, n there) and cuDNN.
/// Source: Cho et al. 2014, arXiv:1406.1078; the reset gate is applied after the product (docs/glossary.md).
template <class Real>
const Cell<Real>& gru_cell() noexcept;

}  // namespace tidegate
