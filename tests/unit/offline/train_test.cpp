#include <gtest/gtest.h>

#include "series_support.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

const std::vector<Series>& three() {
  static const std::vector<Series> all = {small_series("a"), small_series("b", 1), small_series("c", 2)};
  return all;
}

/// What a detector says of some rows, which tells it from others.
std::vector<std::uint64_t> print_of(const Detector& detector) {
  return bits_of(scores_of(detector, small_series("unseen", 5)));
}

/// The detectors of `train_each`, as they were taken.
class Shelf {
 public:
  explicit Shelf(std::size_t tables) : all(tables) {}

  TakeDetector take() {
    return [this](std::size_t table, const Detector& detector) -> Status {
      all[table] = detector;
      return {};
    };
  }

  std::vector<std::optional<Detector>> all;
};

TEST(Train, LearnsFromAllRowsOfATableUnlessToldOtherwise) {
  const SeriesSet set = SeriesSet::of({small_series("a")});
  EXPECT_EQ(must(train(set, {.config = small_config()})).info().training_rows, kSmallRows);
  EXPECT_EQ(must(train(set, {.config = small_config(), .train_part = "100"})).info().training_rows, 100U);
}

TEST(Train, OneDetectorLearnsFromAllTablesOfACollection) {
  const Detector detector = must(train(SeriesSet::of(three()), {.config = small_config(), .train_part = "0.5"}));
  EXPECT_EQ(detector.info().training_series, 3U);
  EXPECT_EQ(detector.info().training_rows, 3 * kSmallRows / 2);
}

TEST(Train, TheSameRowsGiveTheSameDetectorInEveryShape) {
  const TemporaryFolder folder;
  const TrainRequest request{.config = small_config()};
  const auto expected = print_of(must(train(SeriesSet::of(three()), request)));
  EXPECT_EQ(print_of(must(train(folder_of(folder / "files", three()), request))), expected);
  const SeriesSet channels = opened(write_file(folder / "wide.csv", wide_csv(three())), each_channel());
  EXPECT_EQ(print_of(must(train(channels, request))), expected);
}

TEST(Train, TheDetectorDoesNotDependOnTheNumberOfThreads) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "files", three());
  TrainRequest request{.config = small_config()};
  const auto expected = print_of(must(train(set, request)));
  for (const std::int64_t threads : {2, 5}) {
    request.config.training.threads = threads;
    EXPECT_EQ(print_of(must(train(set, request))), expected) << threads;
  }
}

TEST(Train, ATableThatCannotBeReadEndsATrainingForAll) {
  const TemporaryFolder folder;
  folder_of(folder / "files", three());
  write_file(folder / "files/bad.csv", "time,value\n");
  const auto refused = train(opened(folder / "files"), {.config = small_config()});
  EXPECT_EQ(kind_of(refused), ErrorKind::kData);
  EXPECT_TRUE(message_of(refused).starts_with("bad: ")) << message_of(refused);
}

TEST(Train, AStopWhileReadingEndsIt) {
  Listener listener;
  listener.stop_after = 1;
  const auto ended = train(SeriesSet::of(three()), {.config = small_config()}, listener.observer());
  EXPECT_EQ(kind_of(ended), ErrorKind::kInterrupted);
}

TEST(Train, AStopWhileTrainingGivesTheBestSoFar) {
  Listener listener;
  listener.stop_after = 3 + 2;  // three tables are read
  const Detector detector = must(train(SeriesSet::of(three()), {.config = small_config()}, listener.observer()));
  EXPECT_TRUE(detector.info().history.interrupted);
}

TEST(Train, NotesOfOneTableReachTheObserver) {
  const DetectorConfig config = telling_config();
  Listener listener;
  const SeriesSet set = SeriesSet::of({long_series(three())});
  const Detector detector = must(train(set, {.config = config}, listener.observer()));
  EXPECT_EQ(listener.count(NoteKind::kTraining), detector.info().notes.size());
  EXPECT_GT(listener.count(NoteKind::kTraining), 0U);
  EXPECT_TRUE(listener.heard(NoteKind::kInput, "3 series")) << listener.all();
}

TEST(TrainEach, GivesTheDetectorsThatTrainGivesOfEachAloneWhateverTheThreads) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "files", three());
  TrainRequest request{.config = small_config(), .train_part = "0.7"};
  std::vector<std::vector<std::uint64_t>> alone;
  for (const Series& one : three()) alone.push_back(print_of(must(train(SeriesSet::of({one}), request))));
  EXPECT_NE(alone[0], alone[1]);
  for (const std::int64_t threads : {1, 2, 5}) {
    request.config.training.threads = threads;
    Shelf shelf(3);
    const SetOutcome outcome = must(train_each(set, request, shelf.take()));
    EXPECT_EQ(outcome.failed(), 0U);
    for (std::size_t i = 0; i < 3; ++i) {
      ASSERT_TRUE(shelf.all[i]) << i;
      EXPECT_EQ(print_of(*shelf.all[i]), alone[i]) << "table " << i << ", threads " << threads;
    }
  }
}

TEST(TrainEach, ATableThatFailsDoesNotEndTheOthers) {
  std::vector<Series> all = three();
  all[1] = small_series("short", 0, 10);
  Shelf shelf(3);
  const SetOutcome outcome = must(train_each(SeriesSet::of(all), {.config = small_config()}, shelf.take()));
  EXPECT_EQ(outcome.begun, 3U);
  EXPECT_EQ(outcome.failed(), 1U);
  EXPECT_EQ(kind_of(outcome.tables[1]), ErrorKind::kData);
  EXPECT_TRUE(shelf.all[0] && !shelf.all[1] && shelf.all[2]);
}

TEST(TrainEach, WhereADetectorCannotBeKeptTheTableFails) {
  const auto take = [](std::size_t table, const Detector&) -> Status {
    if (table == 2) return fail(ErrorKind::kOutput, "the disk is full");
    return {};
  };
  const SetOutcome outcome = must(train_each(SeriesSet::of(three()), {.config = small_config()}, take));
  EXPECT_EQ(outcome.failed(), 1U);
  EXPECT_EQ(kind_of(outcome.tables[2]), ErrorKind::kOutput);
}

TEST(TrainEach, OfASingleTableTheErrorIsReturned) {
  Shelf shelf(1);
  const auto refused = train_each(SeriesSet::of({small_series("a", 0, 10)}), {.config = small_config()}, shelf.take());
  EXPECT_EQ(kind_of(refused), ErrorKind::kData);
}

TEST(TrainEach, AStopKeepsNoHalfTrainedDetectorAndBeginsNoFurtherTable) {
  Listener listener;
  listener.stop_after = 2;  // before the first table, and after its first step
  Shelf shelf(3);
  TrainRequest request{.config = small_config()};
  const SetOutcome outcome = must(train_each(SeriesSet::of(three()), request, shelf.take(), listener.observer()));
  EXPECT_EQ(outcome.begun, 1U);
  EXPECT_EQ(kind_of(outcome.tables[0]), ErrorKind::kInterrupted);
  EXPECT_FALSE(shelf.all[0] || shelf.all[1] || shelf.all[2]);
}

TEST(TrainEach, NotesAreNotRepeatedForEachTable) {
  const DetectorConfig config = telling_config();
  Listener listener;
  Shelf shelf(3);
  must(train_each(SeriesSet::of(three()), {.config = config}, shelf.take(), listener.observer()));
  EXPECT_EQ(listener.count(NoteKind::kTraining), 0U) << listener.all();
  EXPECT_EQ(listener.count(NoteKind::kWork), 1U);
  EXPECT_TRUE(listener.heard(NoteKind::kWork, "training 3 detectors of ")) << listener.all();
  EXPECT_EQ(listener.epochs, 0U);
  EXPECT_EQ(listener.progress, 3U);
}

}  // namespace
}  // namespace tidegate
