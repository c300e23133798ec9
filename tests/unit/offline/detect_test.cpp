#include <gtest/gtest.h>

#include "series_support.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

DetectRequest with_shared(const Detector& detector, std::int64_t threads = 1) {
  return {.detectors = Detectors::shared(detector), .threads = threads};
}

DetectRequest learning_request() { return {.training = {.config = small_config()}, .threads = 1}; }

std::vector<Series> three_series(std::size_t rows_of_b = kSmallRows) {
  return {small_series("a", 0, kSmallRows, {100, 140}), small_series("b", 1, rows_of_b, {30}), small_series("c", 2)};
}

std::vector<std::string> events_of(const SeriesSet& set, const DetectRequest& request) {
  std::vector<std::string> texts;
  for (const Detection& table : must(detect(set, request)).tables)
    for (const Event& event : table.events) texts.push_back(table.source + event_bits(event));
  return texts;
}

TEST(Detect, TheSameRowsGiveTheSameEventsInEveryShape) {
  const TemporaryFolder folder;
  const std::vector<Series> all = three_series();
  for (const DetectorConfig& config : {small_config(), with_delay()}) {
    const Detector detector = small_detector(config);
    const DetectRequest request = with_shared(detector);
    const auto found = [&](const SeriesSet& set, std::size_t table = 0) {
      return must(detect(set, request)).tables.at(table).events;
    };
    const auto in_long = found(opened(write_file(folder / "long.csv", long_csv(all)), with_ids()));
    const SeriesSet wide = opened(write_file(folder / "wide.csv", wide_csv(all)), each_channel());
    std::size_t events = 0;
    for (std::size_t s = 0; s < all.size(); ++s) {
      const Series& one = all[s];
      const auto expected = event_bits(must(detect(detector, one)));
      events += expected.size();
      const auto file = write_file(folder / ("one" + one.source) / "only.csv", csv_of(one));
      EXPECT_EQ(event_bits(found(opened(file))), expected) << "a file";
      EXPECT_EQ(event_bits(found(opened(file.parent_path()))), expected) << "a folder";
      EXPECT_EQ(event_bits(found(wide, s)), expected) << "a channel";
      EXPECT_EQ(event_bits(in_long, one.source), expected) << "an id";
      EXPECT_EQ(event_bits(found(SeriesSet::of({one}))), expected) << "in memory";
      EXPECT_EQ(event_bits(found(SeriesSet::of(all), s)), expected) << "in memory, of several";
    }
    EXPECT_EQ(events, 3U);
  }
}

TEST(Detect, LearningFromEachTableGivesWhatItGivesAlone) {
  const TemporaryFolder folder;
  const std::vector<Series> all = three_series();
  const SetDetections found = must(detect(folder_of(folder / "files", all), learning_request()));
  for (std::size_t s = 0; s < all.size(); ++s) {
    const SetDetections alone = must(detect(SeriesSet::of({all[s]}), learning_request()));
    EXPECT_EQ(event_bits(found.tables[s].events), event_bits(alone.tables[0].events));
    EXPECT_EQ(found.tables[s].threshold, alone.tables[0].threshold);
    EXPECT_EQ(found.tables[s].trained_on, alone.tables[0].trained_on);
  }
  EXPECT_NE(found.tables[0].threshold, found.tables[2].threshold);
}

TEST(Detect, DoesNotDependOnTheNumberOfThreads) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "files", three_series());
  DetectRequest request = learning_request();
  const auto expected = events_of(set, request);
  EXPECT_GT(expected.size(), 0U);
  for (const std::int64_t threads : {2, 5}) {
    request.threads = threads, request.training.config.training.threads = threads;
    EXPECT_EQ(events_of(set, request), expected) << threads;
  }
}

TEST(Detect, TheIdsOfATableDoNotDependOnTheNumberOfThreads) {
  std::vector<Series> all;
  for (std::size_t s = 0; s < 12; ++s)
    all.push_back(small_series("id" + std::to_string(s), s, 4000 + 10 * s, {3000 + s}));
  const SeriesSet set = SeriesSet::of({long_series(all)});
  const Detector detector = small_detector(with_threshold("percentile:99.9", ThresholdData::kScored));
  const auto expected = events_of(set, with_shared(detector, 1));
  EXPECT_GE(expected.size(), 12U);
  for (const std::int64_t threads : {2, 5})
    EXPECT_EQ(events_of(set, with_shared(detector, threads)), expected) << threads;
}

TEST(Detect, ATableThatFailsDoesNotEndTheOthers) {
  std::vector<Series> all = three_series();
  all[1] = small_series("short", 0, 10);
  const SetDetections found = must(detect(SeriesSet::of(all), learning_request()));
  EXPECT_EQ(found.outcome.begun, 3U);
  EXPECT_EQ(found.outcome.failed(), 1U);
  EXPECT_EQ(kind_of(found.outcome.tables[1]), ErrorKind::kData);
  ASSERT_EQ(found.tables.size(), 3U);
  EXPECT_EQ(found.tables[1].rows, 0U);
  EXPECT_EQ(found.tables[0].events.size(), 2U);
  EXPECT_EQ(found.tables[2].rows, kSmallRows);
}

TEST(Detect, OfASingleTableTheErrorIsReturned) {
  EXPECT_EQ(kind_of(detect(SeriesSet::of({small_series("short", 0, 10)}), learning_request())), ErrorKind::kData);
}

TEST(Detect, AStopEndsASingleTable) {
  Listener listener;
  listener.stop_after = 0;
  const auto ended = detect(SeriesSet::of({small_series("a")}), learning_request(), listener.observer());
  EXPECT_EQ(kind_of(ended), ErrorKind::kInterrupted);
  EXPECT_EQ(kind_of(detect(small_detector(), small_series("a"), listener.observer())), ErrorKind::kInterrupted);
}

TEST(Detect, AStopBeginsNoFurtherTableOfACollection) {
  Listener listener;
  listener.stop_after = 2;  // before the first table; in it
  const SetDetections found =
      must(detect(SeriesSet::of(three_series()), with_shared(small_detector()), listener.observer()));
  EXPECT_EQ(found.outcome.begun, 1U);
  EXPECT_EQ(kind_of(found.outcome.tables[0]), ErrorKind::kInterrupted);
  for (const Detection& table : found.tables) EXPECT_EQ(table.rows, 0U);
}

TEST(Detect, DetectorsOfAFolderGoToTheTableOfTheSameName) {
  const TemporaryFolder folder;
  std::filesystem::create_directories(folder / "models");
  ASSERT_TRUE(small_detector(with_threshold("fixed:1")).save(folder / "models/c.tidegate"));
  ASSERT_TRUE(small_detector(with_threshold("fixed:2")).save(folder / "models/a.tidegate"));
  DetectRequest request;
  request.detectors = must(Detectors::open(folder / "models"));
  const SetDetections found = must(detect(folder_of(folder / "files", three_series()), request));
  EXPECT_EQ(found.tables[0].threshold, 2);
  EXPECT_EQ(found.tables[2].threshold, 1);
  EXPECT_EQ(kind_of(found.outcome.tables[1]), ErrorKind::kModel) << "b has none";
}

TEST(Detect, ADetectorOfIdsIsRefusedForACollectionAndTakesATableWithIds) {
  const Detector keyed = keyed_detector();
  const SetDetections refused = must(detect(SeriesSet::of(three_series()), with_shared(keyed)));
  for (const Status& one : refused.outcome.tables) EXPECT_EQ(kind_of(one), ErrorKind::kModel);
  const TemporaryFolder folder;
  const SeriesSet table = opened(write_file(folder / "long.csv", long_csv(three_series())));
  const SetDetections found = must(detect(table, with_shared(keyed)));
  ASSERT_TRUE(found.tables[0].keyed);
  EXPECT_EQ(found.tables[0].keyed->column, "who");
}

TEST(Detect, ARunIsKeptOfASingleTableOnly) {
  DetectRequest request = with_shared(small_detector());
  request.keep_run = true;
  EXPECT_TRUE(must(detect(SeriesSet::of({small_series("a")}), request)).run);
  EXPECT_FALSE(must(detect(SeriesSet::of(three_series()), request)).run);
}

TEST(Detect, NotesOfASingleTableReachTheObserver) {
  DetectRequest request = learning_request();
  request.training.config = telling_config();
  Series series = small_series("a");
  series.notes.left_out = {"comment"};
  series.rows.values(120, 0) = kMissingValue;
  Listener listener;
  must(detect(SeriesSet::of({series}), request, listener.observer()));
  EXPECT_EQ(listener.count(NoteKind::kInput), 1U) << listener.all();
  EXPECT_GT(listener.count(NoteKind::kTraining), 0U) << listener.all();
  EXPECT_TRUE(listener.heard(NoteKind::kScoring, "1 row without a value")) << listener.all();
  EXPECT_EQ(listener.epochs, 2U);
}

TEST(Detect, NotesAreNotRepeatedForEachTable) {
  std::vector<Series> all = three_series();
  for (Series& one : all) one.rows.values(120, 0) = kMissingValue, one.notes.left_out = {"comment"};
  DetectRequest request = learning_request();
  request.training.config = telling_config();
  Listener listener;
  must(detect(SeriesSet::of(all), request, listener.observer()));
  EXPECT_EQ(listener.all(), "");
  EXPECT_EQ(listener.epochs, 0U);
  EXPECT_EQ(listener.progress, 3U);
  EXPECT_EQ(listener.doing, "detecting in");
}

TEST(Detect, TablesWithoutAScoreAreCountedInOneNote) {
  std::vector<Series> all = three_series();
  all[1] = small_series("b", 1, 5);
  all[2] = small_series("c", 1, 6);
  Listener listener;
  must(detect(SeriesSet::of(all), with_shared(small_detector()), listener.observer()));
  EXPECT_EQ(listener.count(NoteKind::kScoring), 1U) << listener.all();
  EXPECT_TRUE(listener.heard(NoteKind::kScoring, "2 series have no score")) << listener.all();
}

TEST(Detect, TheEventsOfASeriesInMemoryAreExplained) {
  const auto events = must(detect(small_detector(), small_series("a", 0, kSmallRows, {100})));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].peak_index, 100U);
  EXPECT_EQ(events[0].peak, minute_time(100));
  EXPECT_FALSE(events[0].mattered.empty());
}

TEST(Detect, InASeriesWithoutRowsThereIsNoEvent) {
  EXPECT_TRUE(must(detect(small_detector(), small_series("none", 0, 0))).empty());
}

}  // namespace
}  // namespace tidegate
