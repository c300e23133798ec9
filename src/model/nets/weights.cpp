#include "model/nets/weights.h"

#include <cmath>

#include "base/text.h"

namespace tidegate {
namespace {

/// One product as PyTorch keeps it: a matrix (G·H, K) and a bias (G·H).
struct Product {
  std::string weight_name, bias_name;
  PackedShape shape;
  std::size_t offset;
  std::array<std::size_t, 4> torch_gate;
};

template <class Real>
std::vector<Product> products(const Network<Real>& net) {
  std::vector<Product> all;
  const auto add = [&all](const std::string& module, const RecurrentLayer<Real>& layer, const std::string& suffix) {
    const std::string ih = "_ih_" + suffix, hh = "_hh_" + suffix;
    all.push_back(
        {module + ".weight" + ih, module + ".bias" + ih, layer.shape.input, layer.wi, layer.cell->torch_input});
    all.push_back(
        {module + ".weight" + hh, module + ".bias" + hh, layer.shape.recurrent, layer.wh, layer.cell->torch_recurrent});
  };
  for (std::size_t l = 0; l < net.layers().size(); ++l) {
    add("rnn", net.layers()[l], "l" + std::to_string(l));
    if (!net.twins().empty()) add("rnn", net.twins()[l], "l" + std::to_string(l) + "_reverse");
  }
  for (std::size_t l = 0; l < net.decoder().size(); ++l) add("decoder", net.decoder()[l], "l" + std::to_string(l));
  all.push_back({"head.weight", "head.bias", net.head(), net.head_offset(), {0, 0, 0, 0}});
  return all;
}

/// Calls f(packed index, weight row in PyTorch, column or −1 for the bias) for every weight of a product.
template <class F>
void for_each_weight(const Product& product, F&& f) {
  for (std::size_t gate = 0; gate < product.shape.gates; ++gate)
    for (std::size_t unit = 0; unit < product.shape.units; ++unit) {
      const std::size_t row = product.torch_gate[gate] * product.shape.units + unit;
      f(product.offset + product.shape.bias_index(unit, gate), row, -1);
      for (std::size_t k = 0; k < product.shape.inputs; ++k)
        f(product.offset + product.shape.weight_index(unit, gate, k), row, static_cast<int>(k));
    }
}

template <class Real>
Status check_slot(const NamedTensor<Real>& weights, const NamedTensor<Real>& slot) {
  if (weights.values.size() != slot.values.size() || weights.shape != slot.shape)
    return fail(ErrorKind::kModel, "tensor '" + weights.name + "' has " + count_text(weights.values.size()) +
                                       " values, expected " + count_text(slot.values.size()));
  for (const Real value : weights.values)
    if (!std::isfinite(value))
      return fail(ErrorKind::kModel, "tensor '" + weights.name + "' has a value that is not finite");
  return {};
}

}  // namespace

template <class Real>
void initialise(const Network<Real>& net, Random& random, std::span<Real> parameters) {
  std::fill(parameters.begin(), parameters.end(), Real{0});
  for (const Product& product : products(net)) {
    // Input products are scaled by the layer's own width as in nn.GRU, the head by its inputs as in nn.Linear.
    const bool is_head = product.offset == net.head_offset();
    const double limit = 1.0 / std::sqrt(static_cast<double>(is_head ? product.shape.inputs : product.shape.units));
    for_each_weight(product, [&](std::size_t index, std::size_t, int) {
      parameters[index] = static_cast<Real>(random.uniform(-limit, limit));
    });
  }
}

template <class Real>
std::vector<NamedTensor<Real>> weight_slots(const Network<Real>& net) {
  std::vector<NamedTensor<Real>> slots;
  for (const Product& product : products(net)) {
    const std::size_t rows = product.shape.gates * product.shape.units;
    slots.push_back(
        {product.weight_name, {rows, product.shape.inputs}, std::vector<Real>(rows * product.shape.inputs)});
    slots.push_back({product.bias_name, {rows}, std::vector<Real>(rows)});
  }
  return slots;
}

template <class Real>
std::vector<NamedTensor<Real>> export_weights(const Network<Real>& net,
                                              std::type_identity_t<std::span<const Real>> parameters) {
  std::vector<NamedTensor<Real>> weights = weight_slots(net);
  std::size_t at = 0;
  for (const Product& product : products(net)) {
    NamedTensor<Real>& matrix = weights[at++];
    NamedTensor<Real>& bias = weights[at++];
    for_each_weight(product, [&](std::size_t index, std::size_t row, int column) {
      if (column < 0)
        bias.values[row] = parameters[index];
      else
        matrix.values[row * product.shape.inputs + static_cast<std::size_t>(column)] = parameters[index];
    });
  }
  return weights;
}

template <class Real>
Status import_weights(const Network<Real>& net, std::type_identity_t<std::span<const NamedTensor<Real>>> weights,
                      std::type_identity_t<std::span<Real>> parameters) {
  const std::vector<NamedTensor<Real>> slots = weight_slots(net);
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (auto checked = check_slot(weights[i], slots[i]); !checked) return checked;
  std::fill(parameters.begin(), parameters.end(), Real{0});
  std::size_t at = 0;
  for (const Product& product : products(net)) {
    const NamedTensor<Real>& matrix = weights[at++];
    const NamedTensor<Real>& bias = weights[at++];
    for_each_weight(product, [&](std::size_t index, std::size_t row, int column) {
      parameters[index] =
          column < 0 ? bias.values[row] : matrix.values[row * product.shape.inputs + static_cast<std::size_t>(column)];
    });
  }
  return {};
}

template void initialise(const Network<float>&, Random&, std::span<float>);
template void initialise(const Network<double>&, Random&, std::span<double>);
template std::vector<NamedTensor<float>> weight_slots(const Network<float>&);
template std::vector<NamedTensor<double>> weight_slots(const Network<double>&);
template std::vector<NamedTensor<float>> export_weights(const Network<float>&, std::span<const float>);
template std::vector<NamedTensor<double>> export_weights(const Network<double>&, std::span<const double>);
template Status import_weights(const Network<float>&, std::span<const NamedTensor<float>>, std::span<float>);
template Status import_weights(const Network<double>&, std::span<const NamedTensor<double>>, std::span<double>);

}  // namespace tidegate
