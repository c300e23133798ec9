#include "model_file/model_file.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "model_file/features_file.h"
#include "model_file/info_json.h"
#include "model_file/weights_file.h"
#include "options/options.h"
#include "threshold/threshold_file.h"
#include "tidegate/options.h"
#include "tidegate/version.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kKey = "tidegate";
constexpr const char* kNormal = "explain.normal";

Json options_json(const DetectorConfig& config) {
  Json options = Json::object();
  for (const OptionInfo& option : detector_options()) options[option.name] = option_text(config, option.name);
  return options;
}

Error wrap_option(Error error) {
  error.problem.insert(0, "option ");
  return error;
}

/// Unknown options are those of a later library: they are ignored, as later libraries must mind. A value that a known
/// option does not have would make another detector of it: it is refused.
Result<DetectorConfig> read_options(const TensorFile& file, const Json& json) {
  if (!json.is_object()) return file.error("its options make no sense");
  DetectorConfig config;
  for (const OptionInfo& option : detector_options()) {
    const auto kept = json.find(option.name);
    if (kept == json.end()) continue;
    const auto value = kept->get<std::string>();
    // Files of classifiers from before they had targets hold the forecaster's default.
    if (option.name == "target" && value == "next" && config.net.net == "classifier") continue;
    if (auto set = set_option(config, option.name, value); !set) return file.error(wrap_option(set.error()));
  }
  if (auto events = check_event_config(config.event); !events) return file.error(events.error());
  return config;
}

Json axis_json(const TimeAxisParams& axis) {
  return {{"step_ns", axis.step.count()},
          {"regular", axis.regular},
          {"tolerance", axis.tolerance},
          {"longest_gap", axis.longest_gap},
          {"repeats", axis.repeats}};
}

/// A stream walks through a gap row by row, so its longest length has the limit of the window it stems from.
Result<TimeAxisParams> read_axis(const TensorFile& file, const Json& json) {
  constexpr std::size_t longest_window = 1'000'000;
  TimeAxisParams axis;
  axis.step = Duration(json.at("step_ns").get<std::int64_t>());
  axis.regular = json.at("regular").get<bool>();
  axis.tolerance = json.at("tolerance").get<double>();
  axis.longest_gap = json.at("longest_gap").get<std::size_t>();
  axis.repeats = json.value("repeats", false);
  if (axis.step < Duration::zero() || axis.longest_gap > longest_window)
    return file.error("its time axis makes no sense");
  return axis;
}

Json net_json(const NetShape& shape) {
  return {{"cell", shape.cell},
          {"inputs", shape.inputs},
          {"hidden", shape.hidden},
          {"predicts", shape.predicts},
          {"kind", net_name(shape.kind)},
          {"horizon", shape.horizon},
          {"gives_last", shape.gives_last},
          {"gaussian", shape.gaussian},
          {"window", shape.window},
          {"bidirectional", shape.bidirectional}};
}

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
  const bool forecasts = shape.kind == NetKind::kForecaster;
  good = good && (forecasts || (shape.horizon == 1 && !shape.gives_last && !shape.gaussian));
  const bool decodes = shape.kind == NetKind::kAutoencoder;
  good = good && (!decodes || shape.window > 0) && (decodes || !shape.bidirectional);
  return good && std::ranges::adjacent_find(shape.predicts, std::greater_equal()) == shape.predicts.end();
}

/// Files written before there were other nets hold a forecaster of one step.
Result<Network<float>> read_net(const TensorFile& file, const Json& json) {
  const std::string kind = json.value("kind", "forecaster");
  const NetKind* known = find_net(kind);
  if (known == nullptr) return file.error("holds a net '" + kind + "', which this version does not know");
  const NetShape shape{.cell = json.at("cell").get<std::string>(),
                       .inputs = json.at("inputs").get<std::size_t>(),
                       .hidden = json.at("hidden").get<std::vector<std::size_t>>(),
                       .predicts = json.at("predicts").get<std::vector<std::size_t>>(),
                       .kind = *known,
                       .horizon = json.value("horizon", std::size_t{1}),
                       .gives_last = json.value("gives_last", false),
                       .gaussian = json.value("gaussian", false),
                       .window = json.value("window", std::size_t{0}),
                       .bidirectional = json.value("bidirectional", false)};
  if (!is_sane(shape)) return file.error("the network's sizes make no sense");
  auto net = Network<float>::build(shape);
  if (!net) return file.error(net.error());
  if (net->weight_count() > stored_floats(file))
    return file.error("its network has " + count_text(net->weight_count()) + " weights, the file holds " +
                      count_text(stored_floats(file)));
  return net;
}

Status read_doubles(const TensorFile& file, std::string_view name, const std::vector<std::size_t>& shape,
                    std::vector<double>& into) {
  auto values = file.read<double>(name, shape);
  if (!values) return values.error();
  for (const double value : *values)
    if (!std::isfinite(value))
      return file.error("tensor '" + std::string(name) + "' holds a value that is not finite", name);
  into = std::move(*values);
  return {};
}

Status check_above_zero(const TensorFile& file, const std::string& name, const std::vector<double>& values) {
  for (const double value : values)
    if (!(value > 0)) return file.error("tensor '" + name + "' holds a value that is not above 0", name);
  return {};
}

/// Absent in files of earlier builds, of networks that foresee nothing, and with `kinds` off: such a detector tells no
/// kinds.
Status read_normal(const TensorFile& file, FittedChain& chain) {
  if (!chain.tells_kinds() || !file.tensors().contains(kNormal)) return {};
  std::vector<double> numbers;
  if (auto done = read_doubles(file, kNormal, {chain.scored(), kNormalNumbers}, numbers); !done) return done;
  chain.normal = normal_from_numbers(numbers);
  if (chain.normal.empty()) return file.error("tensor '" + std::string(kNormal) + "' makes no sense", kNormal);
  return {};
}

/// A file without it transforms no channel.
Status read_transform(const TensorFile& file, FittedChain& chain) {
  const std::size_t channels = chain.channels();
  TransformParams& params = chain.transform;
  if (file.find("transform.size") == nullptr) return {};
  if (auto done = read_doubles(file, "transform.size", {channels}, params.size); !done) return done;
  if (auto done = read_doubles(file, "transform.center", {channels}, params.center); !done) return done;
  if (auto done = read_doubles(file, "transform.scale", {channels}, params.scale); !done) return done;
  for (const double size : params.size)
    if (size < 0) return file.error("tensor 'transform.size' holds a value below 0", "transform.size");
  return check_above_zero(file, "transform.scale", params.scale);
}

Status read_statistics(const TensorFile& file, FittedChain& chain) {
  const std::size_t channels = chain.channels(), residuals = chain.residuals();
  if (auto done = read_doubles(file, "scaler.center", {channels}, chain.scaler.center); !done) return done;
  if (auto done = read_doubles(file, "scaler.scale", {channels}, chain.scaler.scale); !done) return done;
  if (auto done = read_doubles(file, "score.mean", {residuals}, chain.score.mean); !done) return done;
  if (auto done = read_doubles(file, "score.deviation", {residuals}, chain.score.deviation); !done) return done;
  if (auto above = check_above_zero(file, "scaler.scale", chain.scaler.scale); !above) return above;
  if (auto done = read_transform(file, chain); !done) return done;
  if (auto above = check_above_zero(file, "score.deviation", chain.score.deviation); !above) return above;
  if (auto done = read_normal(file, chain); !done) return done;
  if (chain.config.score.score != "mahalanobis") return {};
  std::vector<double> precision;
  if (auto done = read_doubles(file, "score.precision", {residuals, residuals}, precision); !done) return done;
  chain.score.precision = Matrix<double>(residuals, residuals);
  std::ranges::copy(precision, chain.score.precision.flat().begin());
  return {};
}

Status read_threshold(const TensorFile& file, const Json& json, FittedChain& chain) {
  chain.threshold = {
      chain.config.threshold.threshold, json.at("value").get<double>(), json.at("words").get<std::string>(), {}};
  if (chain.threshold.value > 0 && std::isfinite(chain.threshold.value)) return read_adaptive(file, chain.threshold);
  return file.error("its threshold is " + round_text(chain.threshold.value) + ", it must be a positive number");
}

Status read_description(const TensorFile& file, const Json& json, FittedChain& chain) {
  read_info(json, chain.info);
  if (chain.info.channels.size() != chain.channels())
    return file.error("lists " + std::to_string(chain.info.channels.size()) + " channels for a network of " +
                      std::to_string(chain.channels()) + " inputs");
  const LossHistory& history = chain.info.history;
  if (history.validation.size() != history.training.size() || history.best_epoch > history.training.size())
    return file.error("its training history makes no sense");
  if (chain.info.first_validating_row > chain.info.last_validating_row)
    return file.error("its validating rows end before they begin");
  return {};
}

std::string text_at(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>() : "?";
}

Result<Json> metadata_json(const TensorFile& file) {
  const auto text = file.metadata_value(kKey);
  if (!text) return file.error("is a safetensors file, but not a Tidegate model (no 'tidegate' in its metadata)");
  Json json = Json::parse(*text, nullptr, false);
  if (json.is_discarded() || !json.is_object()) return file.error("its description is not JSON");
  const auto version = json.find("format_version");
  if (version == json.end() || !version->is_number_integer() || *version < 1)
    return file.error("its description has no format version");
  if (*version > kModelFormat)
    return file.error("was written by Tidegate " + text_at(json, "library_version") + " in format " + version->dump() +
                      "; this is " + kVersion + ", which reads up to format " + std::to_string(kModelFormat) +
                      ": update tidegate");
  return json;
}

/// Features are no channels: none of them is predicted.
Status take_features(const TensorFile& file, const Json& json, FittedChain& chain) {
  const NetShape& shape = chain.net.shape();
  chain.features.channels = shape.predicts;
  chain.features.step = chain.axis.step;
  chain.features.ahead = shape.ahead();
  if (auto read = read_features(file, json, chain.features); !read) return read;
  if (shape.predicts.back() + feature_count(chain.features) < shape.inputs) return {};
  return file.error("its features and channels are more than the network's inputs");
}

Status read_chain(const TensorFile& file, const Json& json, FittedChain& chain) {
  auto config = read_options(file, json.at("options"));
  if (!config) return config.error();
  chain.config = std::move(*config);
  const auto axis = read_axis(file, json.at("time_axis"));
  if (!axis) return axis.error();
  chain.axis = *axis;
  auto net = read_net(file, json.at("network"));
  if (!net) return net.error();
  chain.net = std::move(*net);
  if (auto features = take_features(file, json, chain); !features) return features;
  chain.kernels = &best_kernels();
  chain.parameters.assign(chain.net.parameter_count(), 0.0F);
  if (auto weights = read_weights(file, chain.net, chain.parameters); !weights) return weights;
  if (auto statistics = read_statistics(file, chain); !statistics) return statistics;
  const auto imputation = parse_imputation(chain.config.missing);
  auto smoothing = parse_smoothing(chain.config.score.smoothing);
  if (!imputation || !smoothing) return file.error("its options make no sense");
  chain.impute = {*imputation, std::vector<bool>(chain.channels(), false)};
  for (const std::size_t channel : chain.net.shape().predicts)
    chain.impute.predicted[channel] = chain.net.shape().kind != NetKind::kClassifier;
  chain.smoothing = *smoothing;
  chain.overlap = *find_overlap(chain.config.score.overlap);
  if (chain.overlap != Overlap::kLast && chain.net.shape().kind != NetKind::kAutoencoder)
    return file.error("its options make no sense");
  if (auto fits = check_waiting(chain); !fits) return file.error(fits.error());
  chain.score.kind = chain.config.score.score;
  chain.score.shrinkage = json.at("score").at("shrinkage").get<double>();
  if (auto done = read_threshold(file, json.at("threshold"), chain); !done) return done;
  chain.info.library_version = json.at("library_version").get<std::string>();
  return read_description(file, json.at("info"), chain);
}

}  // namespace

TensorFile encode_model(const FittedChain& chain) {
  TensorFile file;
  add_weights(file, chain.net, chain.parameters);
  const std::size_t residuals = chain.residuals();
  file.add<double>("scaler.center", {chain.channels()}, chain.scaler.center);
  file.add<double>("scaler.scale", {chain.channels()}, chain.scaler.scale);
  if (chain.transform.any()) {
    file.add<double>("transform.size", {chain.channels()}, chain.transform.size);
    file.add<double>("transform.center", {chain.channels()}, chain.transform.center);
    file.add<double>("transform.scale", {chain.channels()}, chain.transform.scale);
  }
  file.add<double>("score.mean", {residuals}, chain.score.mean);
  file.add<double>("score.deviation", {residuals}, chain.score.deviation);
  if (!chain.normal.empty()) file.add<double>(kNormal, {chain.scored(), kNormalNumbers}, normal_numbers(chain.normal));
  if (!chain.score.precision.empty())
    file.add<double>("score.precision", {residuals, residuals}, chain.score.precision.flat());
  add_threshold(file, chain.threshold);
  add_features(file, chain.features);
  Json json = {{"format_version", kModelFormat},
               {"library_version", chain.info.library_version},  // who fitted it: a later release saves the same bytes
               {"options", options_json(chain.config)},
               {"time_axis", axis_json(chain.axis)},
               {"network", net_json(chain.net.shape())},
               {"score", {{"shrinkage", chain.score.shrinkage}}},
               {"threshold", {{"value", chain.threshold.value}, {"words", chain.threshold.words}}},
               {"info", info_json(chain.info)}};
  if (feature_count(chain.features) > 0) json["features"] = features_json(chain.features);
  // Names may come from a file in another encoding; JSON is UTF-8, and writing must not fail after a long training.
  file.metadata()[kKey] = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  file.seal();
  return file;
}

Result<FittedChain> decode_model(const TensorFile& file) {
  const auto json = metadata_json(file);
  if (!json) return json.error();
  if (auto intact = file.check_digest(); !intact) return intact.error();
  FittedChain chain;
  try {  // a missing key or another type: the library throws, nothing is built yet
    if (auto read = read_chain(file, *json, chain); !read) return read.error();
  } catch (const nlohmann::json::exception& problem) {
    return file.error(std::string("its description is incomplete: ") + problem.what());
  }
  derive(chain);
  chain.digest = file.digest();
  return chain;
}

}  // namespace tidegate
