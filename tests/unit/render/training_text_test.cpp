#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "spelled.h"
#include "tidegate/render.h"
#include "unit/series/test_series.h"

namespace tidegate {
namespace {

using Json = nlohmann::json;

/// Three series, of which b failed.
SeriesSet three_series() {
  std::vector<Series> series;
  for (const char* name : {"a", "b", "c"}) {
    series.push_back(test_series({1, 2}));
    series.back().source = name;
  }
  return SeriesSet::of(std::move(series));
}

SetOutcome one_failed() {
  SetOutcome outcome{.tables = std::vector<Status>(3), .begun = 3, .seconds = 1.5};
  outcome.tables[1] = fail(ErrorKind::kData, "too few rows")
                          .at({.source = "b.csv"})
                          .remedy("give more, or a shorter " + option_named("window"));
  return outcome;
}

TEST(TrainingText, CountsWhatWasSavedAndHowFast) {
  const SetOutcome outcome{.tables = std::vector<Status>(30), .begun = 30, .seconds = 12};
  EXPECT_EQ(format_training_text(outcome, "models"), "30 detectors saved to models in 12 s, 2.5 series per second\n");
}

TEST(TrainingText, ThoseThatFailedAreNoneOfThem) {
  EXPECT_EQ(format_training_text(one_failed(), "out/m"),
            "2 detectors saved to out/m in 1.5 s, 2 series per second; 1 series failed\n");
}

TEST(TrainingText, ThoseNotBegunWereNotSaved) {
  const SetOutcome outcome{.tables = std::vector<Status>(3), .begun = 1, .seconds = 2};
  EXPECT_EQ(format_training_text(outcome, "m"), "1 detector saved to m in 2 s, 0.5 series per second\n");
}

TEST(TrainingText, NoTimeAtAllGivesARateStill) {
  const SetOutcome outcome{.tables = std::vector<Status>(1), .begun = 0, .seconds = 0};
  EXPECT_EQ(format_training_text(outcome, "m"), "0 detectors saved to m in 0 s, 0 series per second\n");
}

TEST(TrainingText, JsonNamesTheSeriesThatFailedAndWhy) {
  const Json json = Json::parse(format_training_json(three_series(), one_failed(), "models"));
  EXPECT_EQ(json, Json::parse(R"({"models": "models", "series": 3, "trained": 2, "seconds": 1.5, "failed":
      [{"series": "b", "error": "b.csv: too few rows; give more, or a shorter window"}]})"));
}

TEST(TrainingText, JsonSpellsOptionsAsTheCallerWritesThem) {
  const Json json = Json::parse(format_training_json(three_series(), one_failed(), "models", as_flags));
  EXPECT_EQ(json.at("failed")[0].at("error"), "b.csv: too few rows; give more, or a shorter --window");
}

TEST(TrainingText, JsonOfNamesThatAreNotUtf8IsStillJson) {
  Series series = test_series({1});
  series.source =
      "\xB0"
      "C";
  SetOutcome outcome{.tables = std::vector<Status>(1), .begun = 1};
  outcome.tables[0] = fail(ErrorKind::kData, "bad");
  EXPECT_TRUE(Json::accept(format_training_json(SeriesSet::of({series}), outcome, "m")));
}

}  // namespace
}  // namespace tidegate
