#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "tidegate/config.h"
#include "tidegate/render.h"
#include "tidegate/series.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

std::string rounded(double value) {
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.4g", value);
  return buffer;
}

void line(std::string& text, const std::string& key, const std::string& value) {
  text += key + std::string(key.size() < 14 ? 14 - key.size() : 1, ' ') + value + "\n";
}

std::string hidden_text(const DetectorConfig& config) { return option_text(config, "hidden"); }

std::string history_text(const LossHistory& history) {
  if (history.training.empty()) return "none (" + history.stopped + ")";
  std::string text = std::to_string(history.training.size()) + " epochs, best " + std::to_string(history.best_epoch) +
                     "; " + history.stopped;
  if (history.best_epoch > 0 && !std::isnan(history.validation[history.best_epoch - 1]))
    text += "; validation loss " + rounded(history.validation[history.best_epoch - 1]) + " (untrained " +
            rounded(history.untrained_loss) + ")";
  return text;
}

std::string channel_text(const DetectorInfo& info, std::size_t channel) {
  std::string text = info.channels[channel].name;
  if (!info.log_size.empty() && info.log_size[channel] > 0) text += " (log)";
  return info.scored[channel] ? text : text + " (input only)";
}

std::string channels_text(const DetectorInfo& info) {
  std::string text;
  for (std::size_t c = 0; c < info.channels.size() && c < 12; ++c) text += (c == 0 ? "" : ", ") + channel_text(info, c);
  if (info.channels.size() > 12) text += " and " + std::to_string(info.channels.size() - 12) + " more";
  return text;
}

std::string features_text(const DetectorInfo& info) {
  std::string text;
  for (std::size_t f = 0; f < info.features.size() && f < 12; ++f) text += (f == 0 ? "" : ", ") + info.features[f];
  if (info.features.size() > 12) text += " and " + std::to_string(info.features.size() - 12) + " more";
  return text;
}

/// "gru 32, 3393 weights", or the scorers where there is no network.
std::string made_of(const DetectorInfo& info, const DetectorConfig& config) {
  if (!info.has_network) return join(info.scorers) + ", no network";
  return option_text(config, "cell") + " " + hidden_text(config) + ", " + std::to_string(info.parameters) + " weights";
}

std::string score_text(const DetectorInfo& info, const DetectorConfig& config) {
  if (!info.score_words.empty()) return info.score_words;
  return info.has_network || info.forecasts ? option_text(config, "score") : "the largest excess over usual operation";
}

/// JSON has no NaN: null.
Json numbers(const std::vector<double>& values) {
  Json list = Json::array();
  for (const double value : values) list.push_back(std::isnan(value) ? Json(nullptr) : Json(value));
  return list;
}

Json channels_json(const DetectorInfo& info) {
  Json list = Json::array();
  for (std::size_t c = 0; c < info.channels.size(); ++c)
    list.push_back({{"name", info.channels[c].name},
                    {"unit", info.channels[c].unit},
                    {"scored", static_cast<bool>(info.scored[c])},
                    {"center", info.center[c]},
                    {"scale", info.scale[c]},
                    {"log_size", info.log_size.empty() ? 0.0 : info.log_size[c]}});
  return list;
}

Json options_json(const DetectorConfig& config) {
  Json options = Json::object();
  for (const OptionInfo& option : detector_options()) options[option.name] = option_text(config, option.name);
  return options;
}

Json notes_json(const DetectorInfo& info, Spelling spelling) {
  Json list = Json::array();
  for (const std::string& note : info.notes) list.push_back(spell(note, spelling));
  return list;
}

Json time_json(const std::optional<Timestamp>& time) { return time ? Json(format_time(*time)) : Json(nullptr); }

}  // namespace

std::string format_detector_text(const Detector& detector, Spelling spelling) {
  const DetectorInfo& info = detector.info();
  const DetectorConfig& config = detector.config();
  std::string text;
  line(text, "detector", config.detector + ": " + made_of(info, config));
  line(text, "trained on", training_words(info));
  if (info.first_time) line(text, "", format_time(*info.first_time) + " to " + format_time(*info.last_time));
  if (!info.key.empty()) line(text, "key", info.key + " (series id): one series per value");
  line(text, "training", history_text(info.history));
  line(text, "channels", channels_text(info));
  if (!info.features.empty()) line(text, "features", features_text(info));
  if (info.scorers.size() > 1)
    line(text, "scorers",
         join(info.scorers) + "; calibration " + option_text(config, "calibration") + ", aggregation " +
             option_text(config, "aggregation"));
  line(text, "score", score_text(info, config) + ", smoothing " + config.score.smoothing);
  line(text, "threshold", rounded(info.threshold) + ": " + info.threshold_words);
  if (config.threshold.data == ThresholdData::kScored)
    line(text, "",
         spell("refitted on the scores of each scored file (" + option_named("threshold-data", "scored") + ")",
               spelling));
  line(text, "warm-up", std::to_string(info.warmup_rows) + " rows without a score");
  if (info.delay_rows > 0)
    line(text, "delay",
         "a row gets its verdict after " + plural(static_cast<std::size_t>(info.delay_rows), "more row"));
  for (const std::string& note : info.notes) line(text, "note", spell(note, spelling));
  return text;
}

std::string format_detector_json(const Detector& detector, Spelling spelling) {
  const DetectorInfo& info = detector.info();
  const LossHistory& history = info.history;
  const Json json = {{"tidegate", info.library_version},
                     {"detector", detector.config().detector},
                     {"trained_on",
                      {{"source", info.source},
                       {"series", info.training_series},
                       {"rows", info.training_rows},
                       {"first", info.first_row},
                       {"last", info.last_row},
                       {"first_time", time_json(info.first_time)},
                       {"last_time", time_json(info.last_time)},
                       {"sha256", info.source_digest}}},
                     {"key", info.key.empty() ? Json(nullptr) : Json(info.key)},
                     {"channels", channels_json(info)},
                     {"scorers", info.scorers},
                     {"features", info.features},
                     {"step_seconds", std::chrono::duration<double>(info.step).count()},
                     {"resample_seconds", std::chrono::duration<double>(info.resample).count()},
                     {"parameters", info.parameters},
                     {"warmup_rows", info.warmup_rows},
                     {"delay_rows", info.delay_rows},
                     {"score_words", info.score_words.empty() ? Json(nullptr) : Json(info.score_words)},
                     {"threshold", info.threshold},
                     {"threshold_words", info.threshold_words},
                     {"residual_deviation", info.residual_deviation},
                     {"training",
                      {{"epochs", history.training.size()},
                       {"best_epoch", history.best_epoch},
                       {"stopped", history.stopped},
                       {"untrained_loss", history.untrained_loss},
                       {"loss", numbers(history.training)},
                       {"validation_loss", numbers(history.validation)}}},
                     {"options", options_json(detector.config())},
                     {"notes", notes_json(info, spelling)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tidegate
