#include "model/cells/cell.h"

#include <vector>

#include "base/text.h"

namespace tidegate {
namespace {

template <class Real>
using K = Kernels<Real>;

/// Weights are interchangeable with PyTorch's nn.RNN, nn.LSTM (gates i, f, g, o) and nn.GRU (r, z, n).
template <class Real>
constexpr Cell<Real> kCells[] = {
    {.name = "rnn",
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
    {.name = "rnn-relu",
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
    {.name = "lstm",
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
    {.name = "gru",
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
const Cell<Real>* find_cell(std::string_view name) noexcept {
  for (const Cell<Real>& cell : kCells<Real>)
    if (cell.name == name) return &cell;
  return nullptr;
}

std::string cell_names() {
  std::vector<std::string> names;
  for (const Cell<float>& cell : kCells<float>) names.emplace_back(cell.name);
  return join(names);
}

template const Cell<float>* find_cell<float>(std::string_view) noexcept;
template const Cell<double>* find_cell<double>(std::string_view) noexcept;

}  // namespace tidegate
