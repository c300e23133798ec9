#include "benchmark/trial_file.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/missing.h"
#include "base/sha256.h"
#include "benchmark/metric_json.h"
#include "store/tensor_file.h"
#include "tidegate/output_file.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

/// A name that any file system takes; names that look alike are told apart by a digest.
std::string file_name(std::string_view name) {
  std::string safe;
  for (const char c : name) safe += std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' ? c : '_';
  return safe.substr(0, 80) + "-" + sha256_hex(name).substr(0, 8);
}

Json tally_json(const EventTally& tally) { return {tally.found, tally.wrong, tally.missed}; }
EventTally tally_of(const Json& json) {
  return {json.at(0).get<std::size_t>(), json.at(1).get<std::size_t>(), json.at(2).get<std::size_t>()};
}

Json trial_json(const Trial& trial) {
  return {{"series", trial.series},
          {"family", trial.family},
          {"metrics", metrics_json(trial.metrics)},
          {"events", tally_json(trial.events)},
          {"like_length", tally_json(trial.like_length)},
          {"training_rows", trial.training_rows},
          {"judged_rows", trial.judged_rows},
          {"normal_rows", trial.normal_rows},
          {"anomalies", trial.anomalies},
          {"reported", trial.reported},
          {"false_events", trial.false_events},
          {"train_seconds", trial.train_seconds},
          {"score_seconds", trial.score_seconds},
          {"failure", trial.failure}};
}

Trial trial_of(const Json& json) {
  Trial trial;
  trial.series = json.at("series").get<std::string>();
  trial.family = json.at("family").get<std::string>();
  for (const MetricInfo& info : metric_infos())
    if (json.at("metrics").contains(info.name))
      trial.metrics[info.metric] = json.at("metrics").at(info.name).get<double>();
  trial.events = tally_of(json.at("events"));
  trial.like_length = tally_of(json.at("like_length"));
  trial.training_rows = json.at("training_rows").get<std::size_t>();
  trial.judged_rows = json.at("judged_rows").get<std::size_t>();
  trial.normal_rows = json.at("normal_rows").get<std::size_t>();
  trial.anomalies = json.at("anomalies").get<std::size_t>();
  trial.reported = json.at("reported").get<std::size_t>();
  trial.false_events = json.at("false_events").get<std::size_t>();
  trial.train_seconds = json.at("train_seconds").get<double>();
  trial.score_seconds = json.at("score_seconds").get<double>();
  trial.failure = json.at("failure").get<std::string>();
  return trial;
}

/// Of an event what drawing and NAB's score need.
Json event_json(const Event& event) {
  return {event.start_index, event.end_index, event.peak_index, event.severity, event.kind};
}

Event event_of(const Json& json) {
  Event event;
  event.start_index = json.at(0).get<std::size_t>();
  event.end_index = json.at(1).get<std::size_t>();
  event.peak_index = json.at(2).get<std::size_t>();
  event.severity = json.at(3).get<double>();
  event.kind = json.at(4).get<std::string>();
  return event;
}

Result<KeptTrial> kept_of(const TensorFile& file) {
  const auto text = file.metadata_value("trial");
  if (!text) return text.error();
  const Json json = Json::parse(*text);
  KeptTrial kept{.trial = trial_of(json.at("trial")), .judged = {}};
  const std::size_t shape[] = {kept.trial.judged_rows};
  auto score = file.read<double>("score", shape), threshold = file.read<double>("threshold", shape);
  auto flags = file.read<std::uint8_t>("flags", shape);
  if (!score || !threshold || !flags) return file.error("it lacks scores");
  kept.judged = {std::move(*score), std::move(*threshold), std::move(*flags), {}};
  for (const Json& event : json.at("events")) kept.judged.events.push_back(event_of(event));
  return kept;
}

Error unusable(const std::filesystem::path& file, std::string problem) {
  return fail(ErrorKind::kData, std::move(problem)).at({.source = file.string()});
}

}  // namespace

std::filesystem::path trial_file(const std::filesystem::path& folder, std::string_view detector,
                                 std::string_view series) {
  return folder / "trials" / file_name(detector) / (file_name(series) + ".safetensors");
}

Status write_trial(const std::filesystem::path& file, std::string_view fingerprint, const KeptTrial& kept) {
  TensorFile tensors(file.string());
  Json events = Json::array();
  for (const Event& event : kept.judged.events) events.push_back(event_json(event));
  tensors.metadata()["fingerprint"] = fingerprint;
  tensors.metadata()["trial"] = Json{{"trial", trial_json(kept.trial)}, {"events", events}}.dump();
  const std::vector<std::size_t> shape = {kept.judged.score.size()};
  tensors.add<double>("score", shape, kept.judged.score);
  tensors.add<double>("threshold", shape, kept.judged.threshold);
  tensors.add<std::uint8_t>("flags", shape, kept.judged.flags);
  tensors.seal();
  if (auto made = make_folder(file.parent_path()); !made) return made;
  return write_file(file, serialise(tensors));
}

Result<KeptTrial> read_trial(const std::filesystem::path& file, std::string_view fingerprint) {
  const auto tensors = read_tensor_file(file);
  if (!tensors) return unusable(file, "is no trial: " + tensors.error().problem);
  if (auto whole = tensors->check_digest(); !whole) return unusable(file, "is damaged");
  const auto own = tensors->metadata_value("fingerprint");
  if (!own || (!fingerprint.empty() && *own != fingerprint))
    return unusable(file, "is a trial of another configuration");
  try {  // nlohmann throws where a field is missing; exceptions stop here
    auto kept = kept_of(*tensors);
    if (!kept) return unusable(file, kept.error().problem);
    return kept;
  } catch (const Json::exception&) {
    return unusable(file, "is no trial of this version");
  }
}

}  // namespace tidegate
