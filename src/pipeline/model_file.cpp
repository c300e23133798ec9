#include "pipeline/model_file.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "pipeline/info_json.h"
#include "pipeline/weights_file.h"
#include "tidegate/options.h"
#include "tidegate/version.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kKey = "tidegate";

Json options_json(const DetectorConfig& config) {
  Json options = Json::object();
  for (const OptionInfo& option : detector_options()) options[option.name] = option_text(config, option.name);
  return options;
}

/// Unknown options are those of a later library: they are ignored, as later libraries must mind.
DetectorConfig read_options(const Json& options) {
  DetectorConfig config;
  for (const auto& [name, value] : options.items())
    static_cast<void>(set_option(config, name, value.get<std::string>()));
  return config;
}

Json axis_json(const TimeAxisParams& axis) {
  return {{"step_ns", axis.step.count()},
          {"regular", axis.regular},
          {"tolerance", axis.tolerance},
          {"longest_gap", axis.longest_gap}};
}

TimeAxisParams read_axis(const Json& json) {
  TimeAxisParams axis;
  axis.step = Duration(json.at("step_ns").get<std::int64_t>());
  axis.regular = json.at("regular").get<bool>();
  axis.tolerance = json.at("tolerance").get<double>();
  axis.longest_gap = json.at("longest_gap").get<std::size_t>();
  return axis;
}

Json net_json(const ForecasterShape& shape) {
  return {{"cell", shape.cell}, {"inputs", shape.inputs}, {"hidden", shape.hidden}, {"predicts", shape.predicts}};
}

/// Limits keep a hostile file from asking for absurd memory; real nets are far below.
Result<Forecaster<float>> read_net(const TensorFile& file, const Json& json) {
  ForecasterShape shape{json.at("cell").get<std::string>(), json.at("inputs").get<std::size_t>(),
                        json.at("hidden").get<std::vector<std::size_t>>(),
                        json.at("predicts").get<std::vector<std::size_t>>()};
  const auto sane = [](std::size_t size) { return size >= 1 && size <= 65536; };
  bool good = sane(shape.inputs) && sane(shape.predicts.size()) && !shape.hidden.empty() && shape.hidden.size() <= 16;
  for (const std::size_t hidden : shape.hidden) good = good && sane(hidden);
  for (const std::size_t channel : shape.predicts) good = good && channel < shape.inputs;
  if (!good) return file.error("the network's sizes make no sense");
  auto net = Forecaster<float>::build(shape);
  if (!net) return file.error(net.error().message);
  return net;
}

Status read_doubles(const TensorFile& file, std::string_view name, std::size_t count, std::vector<double>& into) {
  const std::size_t shape[] = {count};
  auto values = file.read<double>(name, shape);
  if (!values) return tl::unexpected(values.error());
  for (const double value : *values)
    if (!std::isfinite(value)) return file.error("tensor '" + std::string(name) + "' holds a value that is not finite");
  into = std::move(*values);
  return {};
}

Status read_statistics(const TensorFile& file, FittedChain& chain) {
  const std::size_t inputs = chain.inputs(), outputs = chain.outputs();
  if (auto done = read_doubles(file, "scaler.center", inputs, chain.scaler.center); !done) return done;
  if (auto done = read_doubles(file, "scaler.scale", inputs, chain.scaler.scale); !done) return done;
  if (auto done = read_doubles(file, "score.mean", outputs, chain.score.mean); !done) return done;
  if (auto done = read_doubles(file, "score.deviation", outputs, chain.score.deviation); !done) return done;
  for (const double scale : chain.scaler.scale)
    if (!(scale > 0)) return file.error("tensor 'scaler.scale' holds a value that is not above 0");
  if (file.find("score.precision") == nullptr) return {};
  const std::size_t shape[] = {outputs, outputs};
  const auto precision = file.read<double>("score.precision", shape);
  if (!precision) return tl::unexpected(precision.error());
  chain.score.precision = Matrix<double>(outputs, outputs);
  std::ranges::copy(*precision, chain.score.precision.flat().begin());
  return {};
}

Result<Json> metadata_json(const TensorFile& file) {
  const auto text = file.metadata_value(kKey);
  if (!text) return file.error("is a safetensors file, but not a Tidegate model (no 'tidegate' in its metadata)");
  Json json = Json::parse(*text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return file.error("its description is not JSON");
  const int format = json.value("format_version", 0);
  if (format > kModelFormat)
    return file.error("was written by Tidegate " + json.value("library_version", std::string("?")) + " in format " +
                      std::to_string(format) + "; this is " + kVersion + ", which reads up to format " +
                      std::to_string(kModelFormat) + ": update tidegate");
  if (format < 1) return file.error("its description has no format version");
  return json;
}

Status read_chain(const TensorFile& file, const Json& json, FittedChain& chain) {
  chain.config = read_options(json.at("options"));
  chain.axis = read_axis(json.at("time_axis"));
  auto net = read_net(file, json.at("network"));
  if (!net) return tl::unexpected(net.error());
  chain.net = std::move(*net);
  chain.kernels = &best_kernels();
  chain.parameters.assign(chain.net.parameter_count(), 0.0F);
  if (auto weights = read_weights(file, chain.net, chain.parameters); !weights) return weights;
  if (auto statistics = read_statistics(file, chain); !statistics) return statistics;
  const auto imputation = parse_imputation(chain.config.missing);
  auto smoothing = parse_smoothing(chain.config.score.smoothing);
  if (!imputation || !smoothing) return file.error("its options make no sense");
  chain.impute = {*imputation, std::vector<bool>(chain.inputs(), false)};
  for (const std::size_t channel : chain.net.shape().predicts) chain.impute.predicted[channel] = true;
  chain.smoothing = *smoothing;
  chain.score.kind = chain.config.score.score;
  chain.score.shrinkage = json.at("score").at("shrinkage").get<double>();
  chain.threshold = {chain.config.threshold.threshold, json.at("threshold").at("value").get<double>(),
                     json.at("threshold").at("words").get<std::string>()};
  read_info(json.at("info"), chain.info);
  chain.info.library_version = json.value("library_version", "");
  if (chain.info.channels.size() != chain.inputs())
    return file.error("lists " + std::to_string(chain.info.channels.size()) + " channels for a network of " +
                      std::to_string(chain.inputs()) + " inputs");
  return {};
}

void complete(FittedChain& chain) {
  chain.info.scored = chain.impute.predicted;
  chain.info.center = chain.scaler.center;
  chain.info.scale = chain.scaler.scale;
  chain.info.parameters = chain.net.weight_count();
  chain.info.threshold = chain.threshold.value;
  chain.info.threshold_words = chain.threshold.words;
  chain.info.warmup_rows = static_cast<std::size_t>(chain.config.net.window);
  chain.info.step = chain.axis.step;
  for (std::size_t o = 0; o < chain.outputs(); ++o) {
    const double scale = chain.scaler.scale[chain.channel_of(o)];
    chain.info.residual_deviation.push_back(chain.score.deviation[o] * scale);
    chain.band.push_back(expected_band(chain.score, o, chain.threshold.value) * scale);
  }
}

}  // namespace

TensorFile encode_model(const FittedChain& chain) {
  TensorFile file;
  add_weights(file, chain.net, chain.parameters);
  const std::size_t outputs = chain.outputs();
  file.add<double>("scaler.center", {chain.inputs()}, chain.scaler.center);
  file.add<double>("scaler.scale", {chain.inputs()}, chain.scaler.scale);
  file.add<double>("score.mean", {outputs}, chain.score.mean);
  file.add<double>("score.deviation", {outputs}, chain.score.deviation);
  if (!chain.score.precision.empty())
    file.add<double>("score.precision", {outputs, outputs}, chain.score.precision.flat());
  const Json json = {{"format_version", kModelFormat},
                     {"library_version", kVersion},
                     {"options", options_json(chain.config)},
                     {"time_axis", axis_json(chain.axis)},
                     {"network", net_json(chain.net.shape())},
                     {"score", {{"shrinkage", chain.score.shrinkage}}},
                     {"threshold", {{"value", chain.threshold.value}, {"words", chain.threshold.words}}},
                     {"info", info_json(chain.info)}};
  file.metadata()[kKey] = json.dump();
  file.seal();
  return file;
}

Result<FittedChain> decode_model(const TensorFile& file) {
  const auto json = metadata_json(file);
  if (!json) return tl::unexpected(json.error());
  if (auto intact = file.check_digest(); !intact) return tl::unexpected(intact.error());
  FittedChain chain;
  try {  // a missing key or another type: the library throws, nothing is built yet
    if (auto read = read_chain(file, *json, chain); !read) return tl::unexpected(read.error());
  } catch (const nlohmann::json::exception& problem) {
    return file.error(std::string("its description is incomplete: ") + problem.what());
  }
  complete(chain);
  return chain;
}

}  // namespace tidegate
