// What a recurrent cell is to the layers above it: sizes, gate orders and two functions.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "kernels/kernels.h"

namespace tidegate {

/// Shapes of one recurrent layer's two products.
struct CellShape {
  PackedShape input;      ///< I → gates · H
  PackedShape recurrent;  ///< H → gates · H
};

/// One time step of R rows. Layouts as in kernels/kernels.h.
template <class Real>
struct CellForward {
  const CellShape& shape;
  const Real* wi;
  const Real* wh;
  const Real* x;
  std::size_t x_stride;
  const Real* h;
  Real* next;
  Real* saved;  ///< null when nothing will be learned from this step
  std::size_t rows;
};

/// Gate gradients of one time step of R rows; `dh` in: ∂L/∂h', out: the part that by-passes the gates.
template <class Real>
struct CellBackward {
  const CellShape& shape;
  const Real* saved;
  const Real* h;
  Real* dh;
  Real* dgates;
  std::size_t block_stride;
  std::size_t row_offset;
  std::size_t rows;
};

/// A cell: a file pair with these entries, and a line in `find_cell`'s table.
template <class Real>
struct Cell {
  std::string_view name;                       ///< as on the command line: "gru"
  std::size_t gates;                           ///< products a unit
  std::size_t saved;                           ///< values kept a unit and step for the way back
  std::size_t gradients;                       ///< gate gradients a unit
  std::size_t input_first;                     ///< where the input product's gates begin among the gradients
  std::size_t recurrent_first;                 ///< where the recurrent product's begin
  std::array<std::size_t, 4> torch_input;      ///< PyTorch's gate number of packed input gate g
  std::array<std::size_t, 4> torch_recurrent;  ///< and of packed recurrent gate g
  void (*forward)(const Kernels<Real>&, const CellForward<Real>&) noexcept;
  void (*backward)(const Kernels<Real>&, const CellBackward<Real>&) noexcept;

  CellShape shape(std::size_t inputs, std::size_t hidden) const {
    return {{inputs, hidden, gates}, {hidden, hidden, gates}};
  }
};

/// Null if there is no cell of that name.
template <class Real>
const Cell<Real>* find_cell(std::string_view name) noexcept;

}  // namespace tidegate
