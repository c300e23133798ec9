#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tidegate/render.h"

namespace tidegate {
namespace {

TEST(BenchmarkJson, HoldsWhatTheContractNames) {
  Benchmark made;
  made.data_set = {.name = "ucr", .title = "Archive", .one_anomaly = true};
  DetectorResult detector;
  detector.name = "gru-forecaster";
  detector.seconds = 412;
  detector.peak_mb = 310;
  detector.metrics[Metric::kUcrScore] = 0.61;
  detector.trials = {{.series = "005", .family = "plain"}, {.series = "006", .family = "plain", .failure = "short"}};
  detector.trials[0].metrics[Metric::kVusPr] = 0.4;
  detector.failed = 1;
  made.detectors = {detector};
  const auto json =
      nlohmann::json::parse(format_benchmark_json(made, {.command = "tidegate eval ucr", .configurations_tried = 4}));
  EXPECT_EQ(json.at("dataset"), "ucr");
  EXPECT_EQ(json.at("series"), 2);
  EXPECT_EQ(json.at("command"), "tidegate eval ucr");
  EXPECT_EQ(json.at("configurations_tried"), 4);
  const auto& one = json.at("detectors").at("gru-forecaster");
  EXPECT_EQ(one.at("metrics").at("ucr_score"), 0.61);
  EXPECT_FALSE(one.at("metrics").contains("vus_pr"));
  EXPECT_EQ(one.at("seconds"), 412);
  EXPECT_EQ(one.at("peak_mb"), 310);
  EXPECT_EQ(one.at("failed"), 1);
  EXPECT_EQ(one.at("failures").at(0).at("series"), "006");
  EXPECT_EQ(one.at("by_series").at("005").at("vus_pr"), 0.4);
  EXPECT_TRUE(json.at("ranks").is_null());
}

}  // namespace
}  // namespace tidegate
