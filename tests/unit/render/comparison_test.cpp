#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/missing.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

using Json = nlohmann::json;

/// A forecaster, and a net that forecasts no values.
Comparison sample_comparison() {
  Comparison made{.source = "pump.csv", .learned_rows = 360, .judged_rows = 240};
  made.detectors = {{.name = "gru",
                     .hidden = "32",
                     .weights = 3297,
                     .seconds = 1.25,
                     .epochs = 40,
                     .log_densities = {1, 2, 0.5, 1.25},
                     .error = 0.21349,
                     .finds = {{"spike", {10, 9}}, {"drift", {10, 4}}},
                     .events = 3,
                     .step_ns = 1534,
                     .stream_bytes = 2048},
                    {.name = "autoencoder",
                     .hidden = "16,4",
                     .weights = 120,
                     .seconds = 12,
                     .epochs = 7,
                     .error = kMissingValue,
                     .finds = {{"spike", {10, 10}}, {"drift", {10, 0}}},
                     .events = 12,
                     .step_ns = 980,
                     .stream_bytes = 512}};
  made.value_before = {.name = "value before", .log_densities = {-1, -2}, .error = 0.5};
  made.recommended = 1;
  made.advice = "Take autoencoder: it costs least.";
  return made;
}

Comparison of_ids() {
  Comparison made = sample_comparison();
  made.key_column = "account";
  made.learned_series = 12, made.judged_series = 8;
  return made;
}

TEST(Comparison, TextIsATableThenWhatItsColumnsMeanThenTheAdvice) {
  EXPECT_EQ(
      format_comparison_text(sample_comparison()),
      "              hidden  weights  trained  likelihood  error     found  events  time per row  memory per stream\n"
      "gru               32     3297    1.2 s       1.188  0.213  13 of 20       3       1.53 µs            2.05 kB\n"
      "autoencoder     16,4      120   12.0 s           –      –  10 of 20      12       0.98 µs              512 B\n"
      "value before       –        –        –      -1.500  0.500         –       –             –                  –\n"
      "\n"
      "Trained on rows 0–359, evaluated on the 240 rows after them.\n"
      "likelihood: mean log-likelihood per value in nats, higher is better; error: root mean squared, in units of\n"
      "each channel's scale; found: of the anomalies planted into the evaluated rows\n"
      "(spike, drift); events: reported on the unmodified rows.\n"
      "One seed, one split: a difference of one or two finds means nothing.\n"
      "\n"
      "Take autoencoder: it costs least.\n");
}

TEST(Comparison, TextOfATableOfIdsCountsThem) {
  const std::string text = format_comparison_text(of_ids());
  EXPECT_NE(text.find("\nTrained on 360 rows of 12 series (account), evaluated on 240 other rows of 8.\nlikelihood:"),
            std::string::npos)
      << text;
}

TEST(Comparison, JsonHoldsEveryMeasurementByName) {
  const Json json = Json::parse(format_comparison_json(sample_comparison()));
  EXPECT_EQ(json.at("source"), "pump.csv");
  EXPECT_EQ(json.at("trained_on"), Json::parse(R"({"first": 0, "last": 359})"));
  EXPECT_EQ(json.at("judged_rows"), 240);
  EXPECT_FALSE(json.contains("judged_keys"));
  EXPECT_EQ(json.at("detectors").at("gru"),
            Json::parse(R"({"hidden": "32", "weights": 3297, "seconds": 1.25, "epochs": 40, "log_likelihood": 1.1875,
                            "error": 0.21349, "planted": {"spike": {"planted": 10, "found": 9},
                            "drift": {"planted": 10, "found": 4}}, "events": 3, "row_ns": 1534.0,
                            "stream_bytes": 2048})"));
  EXPECT_EQ(json.at("value_before"), Json::parse(R"({"log_likelihood": -1.5, "error": 0.5})"));
  EXPECT_EQ(json.at("recommended"), "autoencoder");
  EXPECT_EQ(json.at("advice"), "Take autoencoder: it costs least.");
}

TEST(Comparison, JsonOfWhatWasNotMeasuredIsNull) {
  const Json json = Json::parse(format_comparison_json(sample_comparison()));
  EXPECT_TRUE(json.at("detectors").at("autoencoder").at("log_likelihood").is_null());
  EXPECT_TRUE(json.at("detectors").at("autoencoder").at("error").is_null());
}

TEST(Comparison, JsonOfATableOfIdsCountsThem) {
  const Json json = Json::parse(format_comparison_json(of_ids()));
  EXPECT_EQ(json.at("trained_on"), Json::parse(R"({"rows": 360, "keys": 12})"));
  EXPECT_EQ(json.at("judged_keys"), 8);
}

TEST(Comparison, JsonIsOneLineWithDetectorsInTheOrderOfTheText) {
  const std::string text = format_comparison_json(sample_comparison());
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  EXPECT_LT(text.find("\"gru\""), text.find("\"autoencoder\""));
}

}  // namespace
}  // namespace tidegate
