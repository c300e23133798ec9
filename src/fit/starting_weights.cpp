#include "fit/starting_weights.h"

#include "base/text.h"
#include "model/nets/options.h"
#include "model/nets/weights.h"
#include "model/nets/weights_file.h"
#include "model_file/model_file.h"
#include "series/channel_names.h"

namespace tidegate {
namespace {

bool is_model(const TensorFile& file) { return file.metadata().contains("tidegate"); }

std::string layers_text(const NetShape& shape) {
  std::vector<std::string> hidden;
  for (const std::size_t units : shape.hidden) hidden.push_back(std::to_string(units));
  const std::string name =
      shape.bidirectional ? "a bidirectional " + std::string(word_of(shape.kind)) : std::string(shape.traits().one);
  return name + " of " + std::string(word_of(shape.cell)) + " layers of " + join(hidden, ",") + " units";
}

/// The body can be taken over by a net of the same layers only.
Status check_layers(const TensorFile& file, const NetShape& theirs, const NetShape& ours) {
  const bool decodes = theirs.traits().reconstructs || ours.traits().reconstructs;
  const bool same_kind = !decodes || theirs.kind == ours.kind;
  const bool same_ways = theirs.bidirectional == ours.bidirectional;
  if (theirs.cell == ours.cell && theirs.hidden == ours.hidden && same_kind && same_ways) return {};
  return file.error("is " + layers_text(theirs) + ", but the detector to train is " + layers_text(ours))
      .remedy("set " + option_named("cell") + ", " + option_named("hidden") + ", " + option_named("net") + " and " +
              option_named("bidirectional") + " to match");
}

/// A forecaster's head gives values and a classifier's a logit, however many there are of each.
bool same_ends(const NetShape& theirs, const NetShape& ours) {
  return theirs.kind == ours.kind && theirs.inputs == ours.inputs && theirs.predicts == ours.predicts &&
         theirs.outputs() == ours.outputs();
}

/// Features of the same kinds: an input then means the same, whatever it is centred by.
bool same_features(const FeatureParams& theirs, const FeatureParams& ours) {
  return theirs.calendar == ours.calendar && theirs.periods == ours.periods && theirs.windows == ours.windows &&
         theirs.difference == ours.difference;
}

Status read_body(const TensorFile& file, const Network<float>& net, std::span<float> parameters) {
  std::vector<NamedWeights> weights = export_weights(net, parameters);
  for (NamedWeights& slot : weights) {
    if (slot.name.starts_with("rnn.weight_ih_l0") || slot.name.starts_with("head.")) continue;
    auto values = file.read<float>(slot.name, slot.shape);
    if (!values) return values.error();
    slot.values = std::move(*values);
  }
  if (auto imported = import_weights(net, weights, parameters); !imported) return file.error(imported.error());
  return {};
}

Result<StartingWeights> take_over(const TensorFile& file, const std::string& name, const Network<float>& net,
                                  const std::vector<Channel>& channels, std::span<float> parameters,
                                  const FeatureParams& features) {
  const auto other = decode_model(file);
  if (!other) return other.error();
  if (!other->has_net()) return file.error("has no network whose weights could be taken");
  if (auto alike = check_layers(file, other->net.shape(), net.shape()); !alike) return alike.error();
  const bool single = channels.size() == 1 && other->info.channels.size() == 1;
  const bool same = single || channel_names(other->info.channels) == channel_names(channels);
  if (same && same_features(other->features, features) && same_ends(other->net.shape(), net.shape())) {
    if (auto read = read_weights(file, net, parameters); !read) return read.error();
    return StartingWeights{false, "Training starts from all weights of " + name + "."};
  }
  if (auto read = read_body(file, net, parameters); !read) return read.error();
  const NetKind kind = other->net.shape().kind;
  const std::string why = kind != net.shape().kind
                              ? "is " + std::string(net_traits(kind).one) + ", whose outputs have another meaning"
                              : "was trained on other channels or features";
  return StartingWeights{true, "Training starts from the recurrent layers of " + name + ", which " + why +
                                   "; the input and output layers are re-initialised."};
}

}  // namespace

Result<StartingWeights> starting_weights(const std::filesystem::path& from, std::uint64_t seed,
                                         const Network<float>& net, const std::vector<Channel>& channels,
                                         std::span<float> parameters, const FeatureParams& features) {
  Random random(seed);
  initialise<float>(net, random, parameters);
  if (from.empty()) return StartingWeights{};
  const auto file = read_tensor_file(from);
  if (!file) return file.error();
  if (is_model(*file)) return take_over(*file, from.filename().string(), net, channels, parameters, features);
  if (auto read = read_weights(*file, net, parameters); !read) return read.error();
  return StartingWeights{};
}

Status refuse_without_net(const TrainingControl& control) {
  const char* const option = !control.from.empty() ? "from" : !control.checkpoint.empty() ? "checkpoint" : nullptr;
  if (option == nullptr) return {};
  return fail(ErrorKind::kUsage, option_named(option) + " is for the weights of a network, and no scorer goes by one")
      .about(option)
      .remedy("leave it out")
      .remedy("add the network's scorer: " + option_named("scorers", "net"));
}

ParameterRange recurrent_body(const Network<float>& net) { return {net.layers().front().wh, net.head_offset()}; }

}  // namespace tidegate
