#include "offline/table_fit.h"

#include <gtest/gtest.h>

#include "series_support.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

SeriesTable one_series(std::size_t rows = kSmallRows) { return series_table(small_series("a", 0, rows)); }

SeriesTable table_of_three() {
  return series_table(long_series({small_series("a", 0, 100), small_series("b", 1, 60), small_series("c", 2, 80)}));
}

/// "0-9 20-29"
std::string parts_text(const Result<std::vector<KeyedPart>>& parts) {
  if (!parts) return message_of(parts);
  std::string text;
  for (const KeyedPart& part : *parts)
    text += (text.empty() ? "" : " ") + std::to_string(part.key) + ":" + std::to_string(part.rows.begin) + "-" +
            std::to_string(part.rows.end - 1);
  return text;
}

TEST(TrainingRows, AreWhatTheRunTakesUnlessTheRequestSays) {
  EXPECT_EQ(parts_text(training_rows(one_series(100), {}, "0.5")), "0:0-49");
  EXPECT_EQ(parts_text(training_rows(one_series(100), {}, "1.0")), "0:0-99");
  EXPECT_EQ(parts_text(training_rows(one_series(100), {.config = {}, .train_part = "70"}, "0.5")), "0:0-69");
}

TEST(TrainingRows, AreTheLeadingOnesOfEveryId) {
  EXPECT_EQ(parts_text(training_rows(table_of_three(), {}, "0.5")), "0:0-49 1:100-129 2:160-199");
}

TEST(TrainingRows, TheFirstIdsAreTakenWhole) {
  EXPECT_EQ(parts_text(training_rows(table_of_three(), {.config = {}, .train_keys = "2"}, "0.5")), "0:0-99 1:100-159");
  EXPECT_EQ(parts_text(training_rows(table_of_three(), {.config = {}, .train_part = "10", .train_keys = "2"}, "0.5")),
            "0:0-9 1:100-109")
      << "unless a part is asked for too";
}

TEST(TrainingRows, OfOneSeriesThereAreNoFirstIds) {
  const auto refused = training_rows(one_series(), {.config = {}, .train_keys = "2"}, "0.5");
  EXPECT_EQ(kind_of(refused), ErrorKind::kUsage);
  EXPECT_EQ(refused.error().option, "train-keys");
}

TEST(FitTable, LearnsFromTheRowsItSays) {
  const TableFit fit = must(fit_table(one_series(), {.config = small_config()}, "0.5", {}));
  EXPECT_TRUE(fit.trained_here());
  EXPECT_EQ(fit.learned, std::vector<std::size_t>{80});
  EXPECT_EQ(fit.rows, 80U);
  EXPECT_EQ(fit.series, 1U);
  EXPECT_EQ(fit.detector.info().training_rows, 80U);
  const Series series = small_series("a");
  const Detector direct = must(Detector::train(series, {0, 80}, small_config()));
  EXPECT_EQ(bits_of(scores_of(fit.detector, series)), bits_of(scores_of(direct, series)));
}

TEST(FitTable, OfATableWithIdsTellsTheRowsOfEachId) {
  const TableFit fit = must(fit_table(table_of_three(), {.config = small_config(), .train_keys = "2"}, "0.5", {}));
  EXPECT_EQ(fit.learned, (std::vector<std::size_t>{100, 60, 0}));
  EXPECT_EQ(fit.rows, 160U);
  EXPECT_EQ(fit.series, 2U);
  EXPECT_EQ(fit.detector.info().key, "who");
}

TEST(FitTable, ADetectorThatWasLoadedLearnedNothingHere) {
  const TableFit fit{.detector = small_detector(), .learned = {}};
  EXPECT_FALSE(fit.trained_here());
}

TEST(FitTable, WhatADetectorDecidedByItselfIsNoted) {
  const DetectorConfig config = telling_config();
  Listener listener;
  const TableFit fit = must(fit_table(one_series(), {.config = config}, "0.5", listener.observer()));
  ASSERT_FALSE(fit.detector.info().notes.empty());
  EXPECT_EQ(listener.count(NoteKind::kTraining), fit.detector.info().notes.size());
  EXPECT_TRUE(listener.heard(NoteKind::kTraining, fit.detector.info().notes.front()));
}

TEST(TrainingControlOf, TheObserverWatchesEveryEpoch) {
  Listener listener;
  must(fit_table(one_series(), {.config = small_config()}, "1.0", listener.observer()));
  EXPECT_EQ(listener.trainings, 1U);
  EXPECT_EQ(listener.epochs, 2U);
}

TEST(TrainingControlOf, AStopEndsWithTheBestSoFar) {
  Listener listener;
  listener.stop_after = 0;
  const TableFit fit = must(fit_table(one_series(), {.config = small_config()}, "1.0", listener.observer()));
  EXPECT_TRUE(fit.detector.info().history.interrupted);
}

TEST(TrainingControlOf, TakesTheFilesOfTheRequest) {
  const TrainingControl control =
      training_control({.config = {}, .from = "weights.safetensors", .checkpoint = "kept.tidegate"}, {});
  EXPECT_EQ(control.from, "weights.safetensors");
  EXPECT_EQ(control.checkpoint, "kept.tidegate");
}

}  // namespace
}  // namespace tidegate
