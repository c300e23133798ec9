#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "render/json_number.h"
#include "render/table.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

std::string number(double value, const char* form = "%.3f") {
  if (std::isnan(value)) return "–";
  char text[40];
  std::snprintf(text, sizeof text, form, value);
  return text;
}

std::string found_text(const Measured& one) {
  const PlantedFinds all = one.all_finds();
  return std::to_string(all.found) + " of " + std::to_string(all.planted);
}

Json json_of(const Measured& one) {
  Json finds = Json::object();
  for (const auto& [kind, of_kind] : one.finds) finds[kind] = {{"planted", of_kind.planted}, {"found", of_kind.found}};
  return {{"hidden", one.hidden.empty() ? Json(nullptr) : Json(one.hidden)},
          {"weights", one.weights},
          {"seconds", one.seconds},
          {"epochs", one.epochs},
          {"log_likelihood", number_or_null(one.log_likelihood())},
          {"error", number_or_null(one.error)},
          {"planted", finds},
          {"events", one.events},
          {"row_ns", one.step_ns},
          {"stream_bytes", one.stream_bytes}};
}

using Fields = std::vector<std::string>;

Fields line_of(const Measured& one) {
  return {one.name,
          one.hidden.empty() ? "–" : one.hidden,
          std::to_string(one.weights),
          number(one.seconds, "%.1f s"),
          number(one.log_likelihood()),
          number(one.error),
          found_text(one),
          std::to_string(one.events),
          number(one.step_ns / 1000, "%.2f µs"),
          bytes_text(static_cast<double>(one.stream_bytes))};
}

/// "Trained on rows 0–359, evaluated on the 240 rows after them."
std::string learned_words(const Comparison& made) {
  if (made.key_column.empty())
    return "Trained on rows 0–" + std::to_string(made.learned_rows - 1) + ", evaluated on the " +
           std::to_string(made.judged_rows) + " rows after them.";
  return "Trained on " + std::to_string(made.learned_rows) + " rows of " + std::to_string(made.learned_series) +
         " series (" + made.key_column + "), evaluated on " + std::to_string(made.judged_rows) + " other rows of " +
         std::to_string(made.judged_series) + ".";
}

}  // namespace

std::string format_comparison_text(const Comparison& made) {
  const Measured& baseline = made.value_before;
  std::vector<Fields> lines = {{"", "hidden", "weights", "trained", "likelihood", "error", "found", "events",
                                "time per row", "memory per stream"}};
  for (const Measured& one : made.detectors) lines.push_back(line_of(one));
  lines.push_back(
      {baseline.name, "–", "–", "–", number(baseline.log_likelihood()), number(baseline.error), "–", "–", "–", "–"});
  std::string text = aligned(lines) + "\n";
  text +=
      learned_words(made) +
      "\nlikelihood: mean log-likelihood per value in nats, higher is better; error: root mean squared, in units of\n"
      "each channel's scale; found: of the anomalies planted into the evaluated rows\n(";
  for (const auto& [kind, finds] : made.detectors.front().finds) text += (text.ends_with("(") ? "" : ", ") + kind;
  text +=
      "); events: reported on the unmodified rows.\n"
      "One seed, one split: a difference of one or two finds means nothing.\n\n";
  return text + made.advice + "\n";
}

std::string format_comparison_json(const Comparison& made) {
  const bool has_ids = !made.key_column.empty();
  Json detectors = Json::object();
  for (const Measured& one : made.detectors) detectors[one.name] = json_of(one);
  const Json trained_on = has_ids ? Json{{"rows", made.learned_rows}, {"keys", made.learned_series}}
                                  : Json{{"first", 0}, {"last", made.learned_rows - 1}};
  Json json = {{"source", made.source}, {"trained_on", trained_on}, {"judged_rows", made.judged_rows}};
  if (has_ids) json["judged_keys"] = made.judged_series;
  json["detectors"] = detectors;
  json["value_before"] = {{"log_likelihood", number_or_null(made.value_before.log_likelihood())},
                          {"error", number_or_null(made.value_before.error)}};
  json["recommended"] = made.detectors[made.recommended].name;
  json["advice"] = made.advice;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tidegate
