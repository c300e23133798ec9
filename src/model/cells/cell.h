// What a recurrent cell is to the layers above it: sizes, gate orders and two kernels.
#pragma once
#include <array>
#include <cstddef>

#include "kernels/kernels.h"
#include "tidegate/config.h"

namespace tidegate {

/// Shapes of one recurrent layer's two products.
struct CellShape {
  PackedShape input;      ///< I → gates · H
  PackedShape recurrent;  ///< H → gates · H
};

/// A cell is a line in the table of cell.cpp and its kernels; equations and gate orders stand in kernels/kernels.h.
template <class Real>
struct Cell {
  CellKind kind;
  std::size_t gates;                           ///< products a unit
  bool has_memory;                             ///< a second state beside h: the LSTM's c
  std::size_t saved;                           ///< values kept per unit and step for the backward pass
  std::size_t gradients;                       ///< gate gradients a unit
  std::size_t input_first;                     ///< where the input product's gates begin among the gradients
  std::size_t recurrent_first;                 ///< where the recurrent product's begin
  std::array<std::size_t, 4> torch_input;      ///< PyTorch's gate number of packed input gate g
  std::array<std::size_t, 4> torch_recurrent;  ///< and of packed recurrent gate g
  typename Kernels<Real>::Forward Kernels<Real>::*forward;
  typename Kernels<Real>::Backward Kernels<Real>::*backward;

  CellShape shape(std::size_t inputs, std::size_t hidden) const {
    return {{inputs, hidden, gates}, {hidden, hidden, gates}};
  }
};

template <class Real>
const Cell<Real>& cell_of(CellKind kind) noexcept;

}  // namespace tidegate
