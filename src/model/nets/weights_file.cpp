#include "model/nets/weights_file.h"

#include "model/nets/weights.h"

namespace tidegate {

Status read_weights(const TensorFile& file, const Network<float>& net, std::span<float> parameters) {
  std::vector<NamedWeights> weights = weight_slots(net);
  for (NamedWeights& slot : weights) {
    auto values = file.read<float>(slot.name, slot.shape);
    if (!values) return values.error();
    slot.values = std::move(*values);
  }
  if (auto imported = import_weights(net, weights, parameters); !imported) return file.error(imported.error());
  return {};
}

void add_weights(TensorFile& file, const Network<float>& net, std::span<const float> parameters) {
  for (const NamedWeights& weights : export_weights(net, parameters))
    file.add<float>(weights.name, weights.shape, weights.values);
}

}  // namespace tidegate
