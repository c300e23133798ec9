#include "offline/detect_table.h"

#include <gtest/gtest.h>

#include "series_support.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

DetectRequest with_detector(const Detector& detector) { return {.detectors = Detectors::shared(detector)}; }

DetectRequest learning(std::optional<std::string> train_part = {}) {
  return {.training = {.config = small_config(), .train_part = train_part}};
}

DetectedTable detected(const Series& series, const DetectRequest& request, const Observer& observer = {}) {
  return must(detect_table(SeriesSet::of({series}), 0, request, 1, observer));
}

/// c's event is the more severe.
std::vector<Series> three_ids() {
  Series c = small_series("c", 2);
  for (const std::size_t row : {120, 121, 122}) c.rows.values(row, 0) += 30;
  return {small_series("a"), small_series("b", 1, kSmallRows, {100}), c};
}

TEST(DetectTable, WithoutADetectorTheLeadingHalfIsLearnedFrom) {
  const Detection found = detected(small_series("a", 0, kSmallRows, {120}), learning()).detection;
  EXPECT_EQ(found.trained_on, (RowRange{0, kSmallRows / 2}));
  ASSERT_EQ(found.events.size(), 1U);
  EXPECT_EQ(found.events[0].peak_index, 120U);
}

TEST(DetectTable, EventsOfTheTrainingPartAreKeptApart) {
  DetectRequest request = learning();
  request.keep_run = true;
  request.training.config.threshold.threshold = "fixed:4";
  const DetectedTable found = detected(small_series("a", 0, kSmallRows, {40, 120}), request);
  ASSERT_EQ(found.detection.events.size(), 1U);
  EXPECT_EQ(found.detection.events[0].peak_index, 120U);
  ASSERT_TRUE(found.run);
  ASSERT_EQ(found.run->training_events.size(), 1U);
  EXPECT_EQ(found.run->training_events[0].peak_index, 40U);
}

TEST(DetectTable, WhatAnEventIsLikeIsNoEventOfTheTrainingPart) {
  DetectRequest request = learning();
  request.training.config.threshold.threshold = "fixed:4";
  const Detection found = detected(small_series("a", 0, kSmallRows, {36, 120}), request).detection;  // of one phase
  ASSERT_EQ(found.events.size(), 1U);
  ASSERT_TRUE(found.events[0].similar);
  const SimilarStretch& similar = *found.events[0].similar;
  EXPECT_TRUE(similar.end_index < 36 || similar.start_index > 36) << similar.start_index << "-" << similar.end_index;
}

TEST(DetectTable, WithADetectorNothingIsLearned) {
  const Detection found = detected(small_series("a", 0, kSmallRows, {40}), with_detector(small_detector())).detection;
  EXPECT_FALSE(found.trained_on);
  ASSERT_EQ(found.events.size(), 1U);
  EXPECT_EQ(found.events[0].peak_index, 40U);
}

TEST(DetectTable, DescribesTheTableAndItsDetector) {
  const Detector detector = small_detector(with_delay());
  const DetectedTable found = detected(small_series("a"), with_detector(detector));
  EXPECT_EQ(found.detection.source, "a");
  EXPECT_EQ(found.detection.rows, kSmallRows);
  EXPECT_EQ(found.detection.channels, std::vector<std::string>{"value"});
  EXPECT_TRUE(found.detection.has_time);
  EXPECT_EQ(found.detection.step, std::chrono::minutes(1));
  EXPECT_EQ(found.detection.threshold, detector.info().threshold);
  EXPECT_EQ(found.detection.warmup_rows, detector.info().warmup_rows);
  EXPECT_EQ(found.detection.delay_rows, 2U);
  EXPECT_FALSE(found.detection.keyed);
  EXPECT_EQ(found.scored_rows, kSmallRows - detector.info().warmup_rows);
  EXPECT_FALSE(found.run) << "it was not asked for";
}

TEST(DetectTable, AnEventsRowsAreThoseOfTheInput) {
  const Detection found = detected(long_series(three_ids()), with_detector(small_detector())).detection;
  ASSERT_EQ(found.events.size(), 2U);
  const Event &c = found.events[0], &b = found.events[1];
  EXPECT_EQ(b.series, "b");
  EXPECT_EQ(b.peak_index, 3U * 100 + 1);
  EXPECT_EQ(b.peak, minute_time(100));
  EXPECT_EQ(c.series, "c");
  EXPECT_EQ(c.start_index, 3U * 120 + 2);
  EXPECT_EQ(c.start, minute_time(120));
  for (const Event& event : found.events) {
    const std::size_t place = event.series == "b" ? 1 : 2;
    ASSERT_FALSE(event.mattered.empty());
    for (const MatteringRow& row : event.mattered) EXPECT_EQ(row.time, minute_time((row.index - place) / 3));
    ASSERT_TRUE(event.similar);
    EXPECT_EQ(event.similar->start, minute_time((event.similar->start_index - place) / 3));
    EXPECT_EQ(event.similar->end, minute_time((event.similar->end_index - place) / 3));
  }
}

TEST(DetectTable, IdsAreSummedUpTheMostSevereFirst) {
  const Detection found = detected(long_series(three_ids()), with_detector(small_detector())).detection;
  ASSERT_TRUE(found.keyed);
  EXPECT_EQ(found.keyed->column, "who");
  EXPECT_EQ(found.keyed->trained_keys, 0U);
  ASSERT_EQ(found.keyed->keys.size(), 3U);
  EXPECT_EQ(found.keyed->keys[0].key, "c");
  EXPECT_EQ(found.keyed->keys[1].key, "b");
  EXPECT_EQ(found.keyed->keys[2].key, "a");
  EXPECT_EQ(found.keyed->keys[0].severity, found.events[0].severity);
  EXPECT_EQ(found.keyed->keys[2].events, 0U);
  EXPECT_EQ(found.keyed->keys[2].rows, kSmallRows);
}

TEST(DetectTable, OfIdsWithoutAnEventTheHighestScoreLeadsAndNoScoreIsLast) {
  const std::vector<Series> all = {small_series("short", 0, 5), small_series("calm", 1),
                                   small_series("odd", 2, kSmallRows, {100})};
  const Detection found =
      detected(long_series(all), with_detector(small_detector(with_threshold("fixed:1e6")))).detection;
  ASSERT_TRUE(found.keyed);
  EXPECT_TRUE(found.events.empty());
  EXPECT_EQ(found.keyed->keys[0].key, "odd");
  EXPECT_EQ(found.keyed->keys[1].key, "calm");
  EXPECT_EQ(found.keyed->keys[2].key, "short");
}

TEST(DetectTable, TellsHowManyIdsWereLearnedFrom) {
  DetectRequest request = learning("50");
  const Detection found = detected(long_series(three_ids()), request).detection;
  EXPECT_EQ(found.keyed->trained_rows, 150U);
  EXPECT_EQ(found.keyed->trained_keys, 3U);
  EXPECT_FALSE(found.trained_on);
}

TEST(DetectTable, ARunIsKeptOfOneSeriesOnly) {
  DetectRequest request = with_detector(small_detector());
  request.keep_run = true;
  const DetectedTable one = detected(small_series("a"), request);
  ASSERT_TRUE(one.run);
  EXPECT_EQ(one.run->table.table.rows.size(), kSmallRows);
  const std::span<const double> kept = one.run->trace.score.flat();
  EXPECT_EQ(bits_of({kept.begin(), kept.end()}), bits_of(scores_of(small_detector(), small_series("a"))));
  EXPECT_FALSE(detected(long_series(three_ids()), request).run);
}

TEST(DetectTable, ExplainsEventsOnlyIfAskedTo) {
  DetectRequest request = with_detector(small_detector());
  const Series series = small_series("a", 0, kSmallRows, {100});
  const Event explained = detected(series, request).detection.events.at(0);
  EXPECT_FALSE(explained.mattered.empty());
  EXPECT_FALSE(std::isnan(explained.peak_score));
  request.explain = false;
  const Event plain = detected(series, request).detection.events.at(0);
  EXPECT_TRUE(plain.mattered.empty());
  EXPECT_EQ(plain.score, explained.score);
}

TEST(DetectTable, AThresholdOfTheScoredDataIsFittedOnTheTable) {
  const Detector detector = small_detector(with_threshold("percentile:90", ThresholdData::kScored));
  for (const DetectRequest& request :
       {with_detector(detector), DetectRequest{.training = {.config = detector.config()}}}) {
    const Series series = small_series("a", 2, kSmallRows, {100});
    const Detection found = detected(series, request).detection;
    std::size_t flagged = 0;
    for (const Event& event : found.events) flagged += event.flagged_rows;
    EXPECT_NE(found.threshold_words.find("the scored data"), std::string::npos) << found.threshold_words;
    if (request.detectors) {
      EXPECT_EQ(found.threshold,
                must(detector.with_threshold_on(scores_of(detector, series), "these")).info().threshold);
      EXPECT_NEAR(static_cast<double>(flagged), 0.1 * (kSmallRows - 8), 2);
    }
  }
}

TEST(DetectTable, AThresholdOfTheScoredDataIsTheSameAsInScoring) {
  const Detector detector = small_detector(with_threshold("percentile:90", ThresholdData::kScored));
  const SeriesSet set = SeriesSet::of({long_series(three_ids())});
  const Detection found = must(detect_table(set, 0, with_detector(detector), 1, {})).detection;
  EXPECT_EQ(found.threshold, scored_rows(set, Detectors::shared(detector))[0].front().threshold);
}

TEST(DetectTable, AStopEndsIt) {
  const SeriesSet set = SeriesSet::of({small_series("a", 0, kSmallRows, {120})});
  for (const DetectRequest& request : {with_detector(small_detector()), learning()}) {
    Listener listener;
    listener.stop_after = 0;
    EXPECT_EQ(kind_of(detect_table(set, 0, request, 1, listener.observer())), ErrorKind::kInterrupted);
  }
}

TEST(DetectTable, NotesWhatWasReadLearnedAndNotJudged) {
  Series series = long_series(three_ids());
  series.rows.values(400, 0) = kMissingValue;
  DetectRequest request = learning();
  request.training.config = telling_config();
  Listener listener;
  detected(series, request, listener.observer());
  EXPECT_TRUE(listener.heard(NoteKind::kInput, "3 series")) << listener.all();
  EXPECT_GT(listener.count(NoteKind::kTraining), 0U) << listener.all();
  EXPECT_TRUE(listener.heard(NoteKind::kScoring, "1 row without a value")) << listener.all();
}

TEST(DetectTable, ADetectorThatIsMissingOrOfOtherChannelsIsAnError) {
  const TemporaryFolder folder;
  const SeriesSet set = SeriesSet::of({small_series("a")});
  DetectRequest request;
  request.detectors = must(Detectors::open(folder.path()));
  EXPECT_EQ(kind_of(detect_table(set, 0, request, 1, {})), ErrorKind::kModel);
  Series other = small_series("b");
  other.channels[0].name = "other";
  EXPECT_EQ(kind_of(detect_table(SeriesSet::of({other}), 0, with_detector(small_detector()), 1, {})),
            ErrorKind::kModel);
}

}  // namespace
}  // namespace tidegate
