#include "model_file/model_file.h"

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "explain/normal_file.h"
#include "model/nets/net_file.h"
#include "model/nets/weights_file.h"
#include "model_file/info_json.h"
#include "options/options.h"
#include "preprocess/features_file.h"
#include "preprocess/scaling_file.h"
#include "score/score_file.h"
#include "scorer/scorer_file.h"
#include "series/time_axis_file.h"
#include "threshold/threshold_file.h"
#include "tidegate/config.h"
#include "tidegate/result.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kKey = "tidegate";

/// Options that only say that the network's own scorer stands alone are left out, as in files from before others.
Json options_json(const FittedChain& chain) {
  Json options = Json::object();
  for (const OptionInfo& option : detector_options())
    if (needs_section(chain.scorers) || !is_about_scorers(option.name))
      options[option.name] = option_text(chain.config, option.name);
  return options;
}

Error wrap_option(Error error) {
  error.problem.insert(0, "option ");
  return error;
}

/// Unknown options are those of a later library: they are ignored, as later libraries must mind. A value that a known
/// option does not have would make another detector of it: it is refused.
Status read_options(const TensorFile& file, const Json& json, DetectorConfig& config) {
  if (!json.is_object()) return file.error("its options are not a JSON object");
  for (const OptionInfo& option : detector_options()) {
    const auto kept = json.find(option.name);
    if (kept == json.end()) continue;
    const auto value = kept->get<std::string>();
    // Files of classifiers from before they had targets hold the forecaster's default.
    if (option.name == "target" && value == "next" && !allows(net_traits(config.net.net).targets, TargetKind::kNext))
      continue;
    if (option.name == "detector" && is_recipe_file(value)) continue;  // its parts are here; the file need not be
    if (auto set = set_option(config, option.name, value); !set) return file.error(wrap_option(set.error()));
  }
  if (const auto name = json.find("detector"); name != json.end() && is_recipe_file(name->get<std::string>()))
    config.detector = name->get<std::string>();
  fill_scorer_defaults(config);
  fill_net_defaults(config);
  if (auto events = check_event_config(config.event); !events) return file.error(events.error());
  return {};
}

Status read_description(const TensorFile& file, const Json& json, FittedChain& chain) {
  read_info(json, chain.info);
  if (chain.info.channels.size() != chain.channels())
    return file.error("lists " + std::to_string(chain.info.channels.size()) + " channels for a network of " +
                      std::to_string(chain.channels()) + " inputs");
  const LossHistory& history = chain.info.history;
  if (history.validation.size() != history.training.size() || history.best_epoch > history.training.size())
    return file.error(
        "its training history is invalid: every epoch needs both losses, and the best epoch must be one of them");
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

/// Weights and all that is worked out with them; a file in which no scorer goes by a network has none.
Status take_net(const TensorFile& file, const Json& json, FittedChain& chain) {
  if (json.is_null()) return {};
  auto net = read_net(file, json);
  if (!net) return net.error();
  chain.net = std::move(*net);
  chain.kernels = &best_kernels();
  chain.parameters.assign(chain.net.parameter_count(), 0.0F);
  return read_weights(file, chain.net, chain.parameters);
}

/// The network's own scorer alone, unless the file lists others.
Status take_scorers(const TensorFile& file, const Json& json, FittedChain& chain) {
  const auto section = json.find("scorers");
  if (section == json.end()) {
    if (!chain.has_net()) return file.error("has neither a network nor other scorers");
    auto own = parse_scorer(chain.net.shape().traits().scorer);
    if (!own) return own.error();
    chain.scorers = {std::move(*own)};
    return {};
  }
  auto scorers = read_scorers(file, *section);
  if (!scorers) return scorers.error();
  auto channels = read_judged(file, *section);
  if (!channels) return channels.error();
  chain.scorers = std::move(*scorers);
  chain.channel_count = channels->channels;
  chain.judged = std::move(channels->judged);
  if (auto fits = check_scorers(chain); !fits) return file.error(fits.error());
  return read_learned(file, *section, chain.judged.size(), chain.config.score.score, chain.scorers);
}

/// Features are no channels: none of them is predicted.
Status take_features(const TensorFile& file, const Json& json, FittedChain& chain) {
  if (!chain.has_net()) return {};
  const NetShape& shape = chain.net.shape();
  chain.features.channels = shape.predicts;
  chain.features.step = chain.axis.step;
  chain.features.ahead = shape.ahead();
  if (auto read = read_features(file, json, chain.features); !read) return read;
  if (shape.predicts.back() + feature_count(chain.features) >= shape.inputs)
    return file.error("it has more features and channels than the network has inputs");
  chain.channel_count = shape.inputs - feature_count(chain.features);
  chain.judged = shape.predicts;
  return {};
}

Status take_score(const TensorFile& file, const Json& json, FittedChain& chain) {
  place_scorers(chain);
  Scorer& leading = chain.scorers.front();
  if (!chain.has_net()) return {};
  leading.score.kind = chain.config.score.score;
  return read_score(file, json.at("score"), chain.residuals(), leading.score);
}

Status take_normal(const TensorFile& file, FittedChain& chain) {
  return chain.tells_kinds() ? read_normal(file, chain.scored(), chain.normal) : Status();
}

/// What stages have by their options alone.
Status take_options(const TensorFile& file, FittedChain& chain) {
  auto smoothing = parse_smoothing(chain.config.score.smoothing);
  if (!smoothing) return file.error("its option smoothing is invalid");
  chain.impute = {chain.config.missing.missing, std::vector<bool>(chain.channels(), false)};
  for (const std::size_t channel : chain.judged) chain.impute.predicted[channel] = !chain.gives_probabilities();
  chain.smoothing = *smoothing;
  chain.overlap = chain.config.score.overlap;
  if (chain.overlap != Overlap::kLast && !chain.net.shape().traits().may_overlap)
    return file.error("its option overlap needs an autoencoder");
  if (auto fits = check_waiting(chain); !fits) return file.error(fits.error());
  return {};
}

/// Where a stage writes its part: tensors, and a section of the description.
struct PartsToWrite {
  TensorFile& file;
  Json& json;
};

/// Where it reads it.
struct PartsToRead {
  const TensorFile& file;
  const Json& json;
};

/// A stage's part of a model file.
struct StagePart {
  void (*write)(const FittedChain& chain, const PartsToWrite& to);
  Status (*read)(const PartsToRead& from, FittedChain& chain);
};

using Chain = FittedChain;
using To = PartsToWrite;
using From = PartsToRead;

/// Read in this order: a stage may go by those above it. A further stage is a line here.
constexpr StagePart kParts[] = {
    {[](const Chain& c, const To& to) { to.json["options"] = options_json(c); },
     [](const From& from, Chain& c) { return read_options(from.file, from.json.at("options"), c.config); }},
    {[](const Chain& c, const To& to) { to.json["time_axis"] = time_axis_json(c.axis); },
     [](const From& from, Chain& c) { return read_time_axis(from.file, from.json.at("time_axis"), c.axis); }},
    {[](const Chain& c, const To& to) {
       if (!c.has_net()) return;
       to.json["network"] = net_json(c.net.shape());
       add_weights(to.file, c.net, c.parameters);
     },
     [](const From& from, Chain& c) { return take_net(from.file, from.json.at("network"), c); }},
    {[](const Chain& c, const To& to) {
       if (feature_count(c.features) > 0) to.json["features"] = features_json(c.features);
       add_features(to.file, c.features);
     },
     [](const From& from, Chain& c) { return take_features(from.file, from.json, c); }},
    {[](const Chain& c, const To& to) {
       if (needs_section(c.scorers)) to.json["scorers"] = scorers_json(c.scorers, {c.channels(), c.judged});
       add_scorers(to.file, c.scorers);
     },
     [](const From& from, Chain& c) { return take_scorers(from.file, from.json, c); }},
    {[](const Chain& c, const To& to) { add_scaler(to.file, c.scaler); },
     [](const From& from, Chain& c) { return read_scaler(from.file, c.channels(), c.scaler); }},
    {[](const Chain& c, const To& to) { add_transform(to.file, c.transform); },
     [](const From& from, Chain& c) { return read_transform(from.file, c.channels(), c.transform); }},
    {[](const Chain& c, const To& to) {
       if (!c.has_net()) return;
       to.json["score"] = score_json(c.leading().score);
       add_score(to.file, c.leading().score);
     },
     [](const From& from, Chain& c) { return take_score(from.file, from.json, c); }},
    {[](const Chain& c, const To& to) { add_normal(to.file, c.normal); },
     [](const From& from, Chain& c) { return take_normal(from.file, c); }},
    {[](const Chain&, const To&) {}, [](const From& from, Chain& c) { return take_options(from.file, c); }},
    {[](const Chain& c, const To& to) {
       to.json["threshold"] = threshold_json(c.threshold);
       add_threshold(to.file, c.threshold);
     },
     [](const From& from, Chain& c) {
       c.threshold.spec = c.config.threshold.threshold;
       return read_threshold(from.file, from.json.at("threshold"), c.threshold);
     }},
    {[](const Chain& c, const To& to) { to.json["info"] = info_json(c.info); },
     [](const From& from, Chain& c) {
       c.info.library_version = from.json.at("library_version").get<std::string>();
       return read_description(from.file, from.json.at("info"), c);
     }},
};

}  // namespace

TensorFile encode_model(const FittedChain& chain) {
  TensorFile file;
  Json json = {{"format_version", needs_section(chain.scorers) ? kModelFormat : 1},
               {"library_version", chain.info.library_version}};  // who fitted it
  for (const char* section : {"options", "time_axis", "network", "score", "threshold", "info"})
    json[section] = nullptr;  // in the order in which files have them; further ones stand behind
  for (const StagePart& part : kParts) part.write(chain, {file, json});
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
    for (const StagePart& part : kParts)
      if (auto read = part.read({file, *json}, chain); !read) return read.error();
  } catch (const nlohmann::json::exception& problem) {
    return file.error(std::string("its description is incomplete: ") + problem.what());
  }
  derive(chain);
  chain.digest = file.digest();
  return chain;
}

}  // namespace tidegate
