#include "model/cells/cell.h"

#include "base/contracts.h"

namespace tidegate {
namespace {

template <class Real>
using K = Kernels<Real>;

/// In the order of `CellKind`. Weights are interchangeable with PyTorch's nn.RNN, nn.LSTM (gates i, f, g, o) and nn.GRU
/// (r, z, n).
template <class Real>
constexpr Cell<Real> kCells[] = {
    {.kind = CellKind::kRnn,
     .gates = 1,
     .has_memory = false,
     .saved = 1,
     .gradients = 1,
     .input_first = 0,
     .recurrent_first = 0,
     .torch_input = {0},
     .torch_recurrent = {0},
     .forward = &K<Real>::rnn_tanh_forward,
     .backward = &K<Real>::rnn_tanh_backward},
    {.kind = CellKind::kRnnRelu,
     .gates = 1,
     .has_memory = false,
     .saved = 1,
     .gradients = 1,
     .input_first = 0,
     .recurrent_first = 0,
     .torch_input = {0},
     .torch_recurrent = {0},
     .forward = &K<Real>::rnn_relu_forward,
     .backward = &K<Real>::rnn_relu_backward},
    {.kind = CellKind::kLstm,
     .gates = 4,
     .has_memory = true,
     .saved = 5,
     .gradients = 4,
     .input_first = 0,
     .recurrent_first = 0,
     .torch_input = {0, 1, 2, 3},
     .torch_recurrent = {0, 1, 2, 3},
     .forward = &K<Real>::lstm_forward,
     .backward = &K<Real>::lstm_backward},
    // Packed: input n, r, z; recurrent r, z, n; gradients n, r, z, nh. So both products read three neighbours.
    {.kind = CellKind::kGru,
     .gates = 3,
     .has_memory = false,
     .saved = 4,
     .gradients = 4,
     .input_first = 0,
     .recurrent_first = 1,
     .torch_input = {2, 0, 1},
     .torch_recurrent = {0, 1, 2},
     .forward = &K<Real>::gru_forward,
     .backward = &K<Real>::gru_backward},
};

}  // namespace

template <class Real>
const Cell<Real>& cell_of(CellKind kind) noexcept {
  const Cell<Real>& cell = kCells<Real>[static_cast<std::size_t>(kind)];
  TIDEGATE_EXPECTS(cell.kind == kind);
  return cell;
}

template const Cell<float>& cell_of<float>(CellKind) noexcept;
template const Cell<double>& cell_of<double>(CellKind) noexcept;

}  // namespace tidegate
