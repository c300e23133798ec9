#include "model/cells/gru.h"

namespace tidegate {
namespace {

template <class Real>
void forward(const Kernels<Real>& kernels, const CellForward<Real>& s) noexcept {
  kernels.gru_forward({s.shape.input, s.shape.recurrent, s.wi, s.wh, s.x, s.x_stride, s.h, s.next, s.saved, s.rows});
}

template <class Real>
void backward(const Kernels<Real>& kernels, const CellBackward<Real>& s) noexcept {
  kernels.gru_backward({s.shape.recurrent, s.saved, s.h, s.dh, s.dgates, s.block_stride, s.row_offset, s.rows});
}

}  // namespace

template <class Real>
const Cell<Real>& gru_cell() noexcept {
  // Packed: input n, r, z; recurrent r, z, n; gradients n, r, z, nh. So both products read three neighbours.
  static constexpr Cell<Real> cell = {
      .name = "gru",
      .gates = 3,
      .saved = 4,
      .gradients = 4,
      .input_first = 0,
      .recurrent_first = 1,
      .torch_input = {2, 0, 1, 0},
      .torch_recurrent = {0, 1, 2, 0},
      .forward = forward<Real>,
      .backward = backward<Real>,
  };
  return cell;
}

template const Cell<float>& gru_cell<float>() noexcept;
template const Cell<double>& gru_cell<double>() noexcept;

}  // namespace tidegate
