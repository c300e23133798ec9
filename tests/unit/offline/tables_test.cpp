#include "offline/tables.h"

#include <gtest/gtest.h>

#include <thread>

#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

SeriesSet five_tables() {
  return SeriesSet::of({small_series("a"), small_series("b"), small_series("c"), small_series("d"), small_series("e")});
}

Status fails_at(std::size_t table, std::size_t bad) {
  if (table == bad) return fail(ErrorKind::kData, "table " + std::to_string(table) + " is bad");
  return {};
}

TEST(DetectorsOf, AFileServesAllTables) {
  const TemporaryFolder folder;
  ASSERT_TRUE(small_detector(with_threshold("fixed:3")).save(folder / "m.tidegate"));
  const Detectors detectors = must(Detectors::open(folder / "m.tidegate"));
  ASSERT_NE(detectors.shared(), nullptr);
  EXPECT_EQ(must(detectors.of(five_tables(), 4)).info().threshold, 3);
}

TEST(DetectorsOf, AFolderHasAFileForEachTable) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "data", {small_series("a"), small_series("deep/b")});
  std::filesystem::create_directories(folder / "models/deep");
  ASSERT_TRUE(small_detector(with_threshold("fixed:1")).save(folder / "models/a.tidegate"));
  ASSERT_TRUE(small_detector(with_threshold("fixed:2")).save(folder / "models/deep/b.tidegate"));
  const Detectors detectors = must(Detectors::open(folder / "models"));
  EXPECT_EQ(detectors.shared(), nullptr);
  EXPECT_EQ(must(detectors.of(set, 0)).info().threshold, 1);
  EXPECT_EQ(must(detectors.of(set, 1)).info().threshold, 2);
  std::filesystem::remove(folder / "models/a.tidegate");
  EXPECT_EQ(kind_of(detectors.of(set, 0)), ErrorKind::kModel);
}

TEST(DetectorsOf, NoSuchFileIsAnErrorAtOnce) {
  const TemporaryFolder folder;
  EXPECT_EQ(kind_of(Detectors::open(folder / "none.tidegate")), ErrorKind::kModel);
}

TEST(TableFile, LiesInTheFoldersThatItsNameNeeds) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "data", {small_series("deep/a")});
  const auto file = table_file(set, 0, folder / "out", ".csv");
  ASSERT_TRUE(file) << message_of(file);
  EXPECT_EQ(*file, folder / "out/deep/a.csv");
  EXPECT_TRUE(std::filesystem::is_directory(folder / "out/deep"));
}

TEST(TableFile, AFileInTheWayIsAnError) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "data", {small_series("deep/a")});
  write_file(folder / "out/deep", "in the way");
  EXPECT_EQ(kind_of(table_file(set, 0, folder / "out", ".csv")), ErrorKind::kOutput);
}

class ReadingFor : public testing::Test {
 protected:
  const TemporaryFolder folder_;
  const std::filesystem::path file_ = write_file(folder_ / "a.csv", csv_of(small_series("a")));
};

TEST_F(ReadingFor, PrefersTheDetectorsOwnChannelsAndIds) {
  const ReadOptions reading = must(reading_for(opened(file_), keyed_detector()));
  EXPECT_EQ(reading.preferred_channels, std::vector<std::string>{"value"});
  EXPECT_EQ(reading.preferred_key, "who");
}

TEST_F(ReadingFor, TakesTheDetectorsBinsUnlessTheUserSaysOtherwise) {
  Series binned = small_series("binned");
  binned.resample = std::chrono::minutes(1);
  const Detector detector = must(Detector::train(binned, {0, kSmallRows}, small_config()));
  EXPECT_EQ(must(reading_for(opened(file_), detector)).resample, std::chrono::minutes(1));
  SetOptions options;
  options.reading.resample = std::chrono::minutes(5);
  EXPECT_EQ(must(reading_for(opened(file_, options), detector)).resample, std::chrono::minutes(5));
}

TEST_F(ReadingFor, RefusesCategoriesWhichADetectorKnowsItself) {
  SetOptions options;
  options.reading.categories = {"kind"};
  const auto refused = reading_for(opened(file_, options), small_detector());
  EXPECT_EQ(kind_of(refused), ErrorKind::kUsage);
  EXPECT_EQ(refused.error().option, "categories");
}

TEST_F(ReadingFor, RefusesADetectorOfIdsForACollectionUnlessEachIsOneSeries) {
  const Detector keyed = keyed_detector();
  EXPECT_EQ(kind_of(reading_for(opened(folder_.path()), keyed)), ErrorKind::kModel);
  EXPECT_EQ(kind_of(reading_for(opened(file_, each_channel()), keyed)), ErrorKind::kModel);
  SetOptions options;
  options.reading.key = "none";
  EXPECT_TRUE(reading_for(opened(folder_.path(), options), keyed));
  EXPECT_TRUE(reading_for(opened(folder_.path()), small_detector()));
}

TEST(NoteReading, TellsHowManyIdsThereAre) {
  Listener listener;
  const SeriesSet set = SeriesSet::of({long_series({small_series("a"), small_series("b", 1)})});
  must(read_noted(set, 0, {}, listener.observer()));
  EXPECT_TRUE(listener.heard(NoteKind::kInput, "2 series (who)")) << listener.all();
  Listener silent;
  must(read_noted(five_tables(), 0, {}, silent.observer()));
  EXPECT_EQ(silent.all(), "");
}

TEST(NoteReading, TellsWhatWasLeftOut) {
  Series series = small_series("a");
  series.notes.left_out = {"comment"};
  Listener listener;
  note_reading(series_table(series), listener.observer());
  EXPECT_TRUE(listener.heard(NoteKind::kInput, "comment")) << listener.all();
}

TEST(Quiet, MayStopAndHearsNothing) {
  Listener listener;
  listener.stop_after = 1;
  const Observer observer = quiet(listener.observer());
  observer.note(NoteKind::kInput, "a note");
  EXPECT_EQ(listener.all(), "");
  EXPECT_FALSE(observer.on_progress || observer.on_training || observer.on_epoch);
  EXPECT_FALSE(observer.stopped());
  EXPECT_TRUE(observer.stopped());
}

TEST(WorkOn, TheErrorOfASingleTableIsReturned) {
  const auto outcome =
      work_on(SeriesSet::of({small_series("a")}), "working", 1, {}, [](std::size_t i) { return fails_at(i, 0); });
  EXPECT_EQ(kind_of(outcome), ErrorKind::kData);
}

TEST(WorkOn, ATableThatFailsDoesNotEndTheOthers) {
  for (const std::int64_t threads : {1, 2, 5}) {
    std::atomic<int> worked = 0;
    const SetOutcome outcome = must(work_on(five_tables(), "working", threads, {}, [&](std::size_t i) {
      ++worked;
      return fails_at(i, 1);
    }));
    EXPECT_EQ(worked, 5);
    EXPECT_EQ(outcome.begun, 5U);
    EXPECT_EQ(outcome.failed(), 1U);
    ASSERT_EQ(outcome.tables.size(), 5U);
    EXPECT_EQ(message_of(outcome.tables[1]), "table 1 is bad");
    EXPECT_TRUE(outcome.tables[2]);
  }
}

TEST(WorkOn, AStopBeginsNoFurtherTable) {
  Listener listener;
  listener.stop_after = 2;
  std::vector<std::size_t> worked;
  const SetOutcome outcome =
      must(work_on(five_tables(), "working", 1, listener.observer(), [&](std::size_t i) -> Status {
        worked.push_back(i);
        return {};
      }));
  EXPECT_EQ(outcome.begun, 2U);
  EXPECT_EQ(worked, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(outcome.failed(), 0U) << "not begun is no failure";
}

TEST(WorkOn, TellsProgressOfACollectionOnly) {
  Listener many, one;
  const auto nothing = [](std::size_t) { return Status(); };
  must(work_on(five_tables(), "working", 2, many.observer(), nothing));
  EXPECT_EQ(many.progress, 5U);
  EXPECT_EQ(many.doing, "working");
  must(work_on(SeriesSet::of({small_series("a")}), "working", 2, one.observer(), nothing));
  EXPECT_EQ(one.progress, 0U);
}

TEST(WorkOn, TheNotesOfASingleTableComeFromTheCallingThread) {
  std::thread::id worker;
  must(work_on(SeriesSet::of({small_series("a")}), "working", 5, {}, [&](std::size_t) -> Status {
    worker = std::this_thread::get_id();
    return {};
  }));
  EXPECT_EQ(worker, std::this_thread::get_id());
}

TEST(InterruptedError, SaysWhatBecameOfTheResult) {
  EXPECT_EQ(interrupted_error().kind, ErrorKind::kInterrupted);
  EXPECT_EQ(interrupted_error().message(), "interrupted; nothing was written");
  EXPECT_EQ(interrupted_error("no result was written").message(), "interrupted; no result was written");
}

}  // namespace
}  // namespace tidegate
