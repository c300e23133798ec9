#include "model_file/info_json.h"

#include <limits>

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

Json time_json(const std::optional<Timestamp>& time) {
  return time ? Json(time->time_since_epoch().count()) : Json(nullptr);
}

std::optional<Timestamp> read_time(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return Timestamp(Duration(json.get<std::int64_t>()));
}

/// JSON has neither NaN nor infinities: they are null in the file.
double read_number(const Json& json) {
  return json.is_null() ? std::numeric_limits<double>::quiet_NaN() : json.get<double>();
}

std::vector<double> read_numbers(const Json& json) {
  std::vector<double> numbers;
  for (const Json& entry : json) numbers.push_back(read_number(entry));
  return numbers;
}

Json channels_json(const std::vector<Channel>& channels) {
  Json list = Json::array();
  for (const Channel& channel : channels) list.push_back({{"name", channel.name}, {"unit", channel.unit}});
  return list;
}

Json history_json(const LossHistory& history) {
  return {{"training", history.training},       {"validation", history.validation},
          {"best_epoch", history.best_epoch},   {"stopped", history.stopped},
          {"interrupted", history.interrupted}, {"untrained_loss", history.untrained_loss}};
}

LossHistory read_history(const Json& json) {
  LossHistory history;
  history.training = read_numbers(json.at("training"));
  history.validation = read_numbers(json.at("validation"));
  history.best_epoch = json.at("best_epoch").get<std::size_t>();
  history.stopped = json.at("stopped").get<std::string>();
  history.interrupted = json.at("interrupted").get<bool>();
  history.untrained_loss = read_number(json.at("untrained_loss"));
  return history;
}

}  // namespace

Json info_json(const DetectorInfo& info) {
  Json out{{"source", info.source},
           {"source_digest", info.source_digest},
           {"training_rows", info.training_rows},
           {"training_series", info.training_series},
           {"first_row", info.first_row},
           {"last_row", info.last_row},
           {"first_time_ns", time_json(info.first_time)},
           {"last_time_ns", time_json(info.last_time)},
           {"channels", channels_json(info.channels)},
           {"resample_ns", info.resample.count()},
           {"key", info.key},
           {"notes", info.notes},
           {"history", history_json(info.history)}};
  if (info.first_validating_row != kNoRow)
    out["validating_rows"] = {info.first_validating_row, info.last_validating_row};
  return out;
}

void read_info(const Json& json, DetectorInfo& info) {
  info.source = json.at("source").get<std::string>();
  info.source_digest = json.at("source_digest").get<std::string>();
  info.training_rows = json.at("training_rows").get<std::size_t>();
  info.training_series = json.value("training_series", std::size_t{1});
  info.first_row = json.at("first_row").get<std::size_t>();
  info.last_row = json.at("last_row").get<std::size_t>();
  if (const auto rows = json.find("validating_rows"); rows != json.end()) {
    info.first_validating_row = rows->at(0).get<std::size_t>();
    info.last_validating_row = rows->at(1).get<std::size_t>();
  }
  info.first_time = read_time(json.at("first_time_ns"));
  info.last_time = read_time(json.at("last_time_ns"));
  for (const Json& channel : json.at("channels"))
    info.channels.push_back({channel.at("name").get<std::string>(), channel.at("unit").get<std::string>()});
  info.resample = Duration(json.at("resample_ns").get<std::int64_t>());
  info.key = json.value("key", std::string());
  info.notes = json.at("notes").get<std::vector<std::string>>();
  info.history = read_history(json.at("history"));
}

}  // namespace tidegate
