#include "model/nets/net_file.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "model/nets/options.h"

namespace tidegate {
namespace {

std::size_t stored_floats(const TensorFile& file) {
  std::size_t count = 0;
  for (const auto& [name, tensor] : file.tensors())
    if (tensor.dtype == Tensor::Dtype::kF32) count += element_count(tensor.shape);
  return count;
}

/// Limits keep a hostile file from asking for absurd memory; real nets are far below.
bool is_sane(const NetShape& shape) {
  const auto sane = [](std::size_t size) { return size >= 1 && size <= 65536; };
  bool good = sane(shape.inputs) && sane(shape.predicts.size()) && !shape.hidden.empty() && shape.hidden.size() <= 16;
  for (const std::size_t hidden : shape.hidden) good = good && sane(hidden);
  for (const std::size_t channel : shape.predicts) good = good && channel < shape.inputs;
  good = good && sane(shape.horizon) && shape.horizon <= 1000 && sane(shape.horizon * shape.predicts.size());
  good = good && shape.window <= 1'000'000 && shape.window * shape.inputs <= 100'000'000;
  const NetTraits& net = shape.traits();
  good = good && (net.forecasts || (!shape.gives_last && !shape.gaussian));
  good = good && (net.may_have_horizon || shape.horizon == 1) && (!net.reconstructs || shape.window > 0);
  good = good && (net.may_be_bidirectional || !shape.bidirectional);
  return good && std::ranges::adjacent_find(shape.predicts, std::greater_equal()) == shape.predicts.end();
}

}  // namespace

nlohmann::ordered_json net_json(const NetShape& shape) {
  return {{"cell", word_of(shape.cell)},         {"inputs", shape.inputs},      {"hidden", shape.hidden},
          {"predicts", shape.predicts},          {"kind", word_of(shape.kind)}, {"horizon", shape.horizon},
          {"gives_last", shape.gives_last},      {"gaussian", shape.gaussian},  {"window", shape.window},
          {"bidirectional", shape.bidirectional}};
}

Result<Network<float>> read_net(const TensorFile& file, const nlohmann::ordered_json& json) {
  const std::string kind = json.value("kind", "forecaster"), cell = json.at("cell").get<std::string>();
  const auto* known = find_word<NetKind>(kind);
  const auto* known_cell = find_word<CellKind>(cell);
  if (known == nullptr) return file.error("has a net '" + kind + "' that this version does not support");
  if (known_cell == nullptr)
    return file.error("unknown cell '" + cell + "'; there are: " + join(all_words<CellKind>()));
  const NetShape shape{.cell = *known_cell,
                       .inputs = json.at("inputs").get<std::size_t>(),
                       .hidden = json.at("hidden").get<std::vector<std::size_t>>(),
                       .predicts = json.at("predicts").get<std::vector<std::size_t>>(),
                       .kind = *known,
                       .horizon = json.value("horizon", std::size_t{1}),
                       .gives_last = json.value("gives_last", false),
                       .gaussian = json.value("gaussian", false),
                       .window = json.value("window", std::size_t{0}),
                       .bidirectional = json.value("bidirectional", false)};
  if (!is_sane(shape)) return file.error("the network's sizes are out of range or do not fit together");
  Network<float> net = Network<float>::build(shape);
  if (net.weight_count() > stored_floats(file))
    return file.error("its network has " + count_text(net.weight_count()) + " weights, but the file has " +
                      count_text(stored_floats(file)));
  return net;
}

}  // namespace tidegate
