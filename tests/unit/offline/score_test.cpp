#include <gtest/gtest.h>

#include "series_support.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

std::vector<Series> three_to_score(std::size_t rows_of_b = kSmallRows) {
  return {small_series("a", 0, kSmallRows, {100}), small_series("b", 1, rows_of_b, {30}), small_series("c", 2)};
}

Detectors with_small(const DetectorConfig& config = small_config()) {
  return Detectors::shared(small_detector(config));
}

/// What the writers are given must not matter to the test.
MakeSink forget_rows() {
  static KeptRows ignored;
  return [](std::size_t, const ScoredColumns&) -> Result<std::unique_ptr<ScoredRowSink>> {
    class Forget final : public ScoredRowSink {
      Status write(const ScoredRow&) override { return {}; }
      Status finish() override { return {}; }
    };
    return std::unique_ptr<ScoredRowSink>(std::make_unique<Forget>());
  };
}

TEST(Score, TheSameRowsScoreTheSameInEveryShape) {
  const TemporaryFolder folder;
  const std::vector<Series> all = three_to_score();
  for (const DetectorConfig& config : {small_config(), with_delay()}) {
    const Detectors detectors = with_small(config);
    const auto in_long = scored_rows(opened(write_file(folder / "long.csv", long_csv(all)), with_ids()), detectors);
    const auto in_long_memory = scored_rows(SeriesSet::of({long_series(all)}), detectors);
    const auto in_wide = scored_rows(opened(write_file(folder / "wide.csv", wide_csv(all)), each_channel()), detectors);
    for (std::size_t s = 0; s < all.size(); ++s) {
      const Series& one = all[s];
      const auto expected = bits_of(scores_of(*detectors.shared(), one));
      ASSERT_EQ(expected.size(), kSmallRows);
      const auto file = write_file(folder / ("one" + one.source) / "only.csv", csv_of(one));
      EXPECT_EQ(bits_of(scores_in(scored_rows(opened(file), detectors)[0])), expected) << "a file";
      EXPECT_EQ(bits_of(scores_in(scored_rows(opened(file.parent_path()), detectors)[0])), expected) << "a folder";
      EXPECT_EQ(bits_of(scores_in(in_wide[s])), expected) << "a channel";
      EXPECT_EQ(bits_of(scores_in(in_long[0], one.source)), expected) << "an id";
      EXPECT_EQ(bits_of(scores_in(in_long_memory[0], one.source)), expected) << "an id in memory";
      EXPECT_EQ(bits_of(scores_in(scored_rows(SeriesSet::of({one}), detectors)[0])), expected) << "in memory";
    }
  }
}

TEST(Score, DoesNotDependOnTheNumberOfThreads) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "files", three_to_score());
  const Detectors detectors = with_small();
  const auto expected = scored_rows(set, detectors, {.detail = true, .threads = 1});
  for (const std::int64_t threads : {2, 5}) {
    const auto found = scored_rows(set, detectors, {.detail = true, .threads = threads});
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(bits_of(scores_in(found[i])), bits_of(scores_in(expected[i])));
      ASSERT_EQ(found[i].size(), expected[i].size());
      for (std::size_t row = 0; row < found[i].size(); ++row)
        EXPECT_EQ(bits_of(found[i][row].details), bits_of(expected[i][row].details));
    }
  }
}

TEST(Score, RowsComeInTheInputsOrderThoughVerdictsComeLaterAndIdsEndAtDifferentRows) {
  const TemporaryFolder folder;
  const SeriesSet set = opened(write_file(folder / "long.csv", long_csv(three_to_score(35))), with_ids());
  const KeptRows rows = scored_rows(set, with_small(with_delay()))[0];
  ASSERT_EQ(rows.size(), 2 * kSmallRows + 35);
  for (std::size_t row = 0; row < rows.size(); ++row) EXPECT_EQ(rows[row].index, row);
  EXPECT_EQ(rows[0].key, "a");
  EXPECT_EQ(rows[4].key, "b");
  EXPECT_EQ(rows.back().time, minute_text(kSmallRows - 1));
}

TEST(Score, WritersAreToldTheScoredChannelsAndTheColumnOfIds) {
  std::vector<ScoredColumns> told;
  KeptRows rows;
  const MakeSink make = [&](std::size_t, const ScoredColumns& columns) -> Result<std::unique_ptr<ScoredRowSink>> {
    told.push_back(columns);
    return std::unique_ptr<ScoredRowSink>(std::make_unique<KeepingSink>(rows));
  };
  must(score(SeriesSet::of({long_series(three_to_score())}), with_small(), {.detail = true, .threads = 1}, make));
  must(score(SeriesSet::of({small_series("a")}), with_small(), {.detail = false, .threads = 1}, make));
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].channels, std::vector<std::string>{"value"});
  EXPECT_TRUE(told[0].detail && !told[1].detail);
  EXPECT_EQ(told[0].key_column, "who");
  EXPECT_EQ(told[1].key_column, "");
}

TEST(Score, TellsWhetherAnyRowWasAnomalous) {
  const Detectors detectors = with_small();
  EXPECT_TRUE(must(score(SeriesSet::of(three_to_score()), detectors, {}, forget_rows())).any_anomalous);
  EXPECT_FALSE(must(score(SeriesSet::of({small_series("c", 2)}), detectors, {}, forget_rows())).any_anomalous);
}

TEST(Score, ASeriesInMemoryNeedsNoTextsOfItsTimes) {
  Series bare = small_series("a");
  bare.rows.time_chars.clear();
  bare.rows.time_ends.clear();
  const Detectors detectors = with_small();
  EXPECT_EQ(bits_of(scores_in(scored_rows(SeriesSet::of({bare}), detectors)[0])),
            bits_of(scores_of(*detectors.shared(), bare)));
}

TEST(Score, ATableThatFailsDoesNotEndTheOthers) {
  const TemporaryFolder folder;
  folder_of(folder / "files", three_to_score());
  write_file(folder / "files/bad.csv", "time,other\n" + minute_text(0) + ",1\n");
  const SeriesSet set = opened(folder / "files");
  ASSERT_EQ(set.id(1), "b");
  ASSERT_EQ(set.id(2), "bad");
  std::vector<KeptRows> tables(4);
  const SetScores scores = must(score(set, with_small(), {.threads = 2}, keep_rows(tables)));
  EXPECT_EQ(scores.outcome.begun, 4U);
  EXPECT_EQ(scores.outcome.failed(), 1U);
  EXPECT_EQ(kind_of(scores.outcome.tables[2]), ErrorKind::kModel);
  for (const std::size_t i : {0, 1, 3}) EXPECT_EQ(tables[i].size(), kSmallRows);
}

TEST(Score, OfASingleTableTheErrorIsReturned) {
  const TemporaryFolder folder;
  const SeriesSet set = opened(write_file(folder / "bad.csv", "time,other\n" + minute_text(0) + ",1\n"));
  EXPECT_EQ(kind_of(score(set, with_small(), {}, forget_rows())), ErrorKind::kModel);
}

TEST(Score, AnErrorOfTheWriterIsTheTables) {
  KeptRows rows;
  const MakeSink full = [&](std::size_t, const ScoredColumns&) -> Result<std::unique_ptr<ScoredRowSink>> {
    return std::unique_ptr<ScoredRowSink>(std::make_unique<KeepingSink>(rows, 10));
  };
  const MakeSink none = [](std::size_t, const ScoredColumns&) -> Result<std::unique_ptr<ScoredRowSink>> {
    return fail(ErrorKind::kOutput, "no place to write");
  };
  const SeriesSet set = SeriesSet::of({small_series("a")});
  EXPECT_EQ(kind_of(score(set, with_small(), {}, full)), ErrorKind::kOutput);
  EXPECT_EQ(rows.size(), 10U);
  EXPECT_EQ(message_of(score(set, with_small(), {}, none)), "no place to write");
}

TEST(Score, AWriterIsFinishedOnceAfterTheLastRow) {
  struct Log {
    std::size_t rows = 0, finished_after = 0, finished = 0;
  } log;
  class Logging final : public ScoredRowSink {
   public:
    explicit Logging(Log& log) : log_(&log) {}
    Status write(const ScoredRow&) override { return ++log_->rows, Status(); }
    Status finish() override {
      log_->finished_after = log_->rows, ++log_->finished;
      return fail(ErrorKind::kOutput, "the disk is full");
    }

   private:
    Log* log_;
  };
  const MakeSink make = [&](std::size_t, const ScoredColumns&) -> Result<std::unique_ptr<ScoredRowSink>> {
    return std::unique_ptr<ScoredRowSink>(std::make_unique<Logging>(log));
  };
  const auto ended = score(SeriesSet::of({small_series("a")}), with_small(with_delay()), {}, make);
  EXPECT_EQ(kind_of(ended), ErrorKind::kOutput) << "its error counts";
  EXPECT_EQ(log.finished_after, kSmallRows);
  EXPECT_EQ(log.finished, 1U);
}

TEST(Score, AStopEndsASingleTable) {
  Listener listener;
  listener.stop_after = 0;
  std::vector<KeptRows> tables(1);
  const auto ended =
      score(SeriesSet::of({small_series("a")}), with_small(), {}, keep_rows(tables), listener.observer());
  EXPECT_EQ(kind_of(ended), ErrorKind::kInterrupted);
  EXPECT_TRUE(tables[0].empty());
}

TEST(Score, AStopBeginsNoFurtherTableOfACollection) {
  Listener listener;
  listener.stop_after = 3;  // before the first table, at its only block, at its end; then the second
  std::vector<KeptRows> tables(3);
  const SetScores scores = must(
      score(SeriesSet::of(three_to_score()), with_small(), {.threads = 1}, keep_rows(tables), listener.observer()));
  EXPECT_EQ(scores.outcome.begun, 1U);
  EXPECT_EQ(scores.outcome.failed(), 0U);
  EXPECT_EQ(tables[0].size(), kSmallRows);
  EXPECT_TRUE(tables[1].empty() && tables[2].empty());
}

TEST(Score, AThresholdOfTheScoredDataIsFittedOnEachTable) {
  const Detector detector = small_detector(with_threshold("percentile:90", ThresholdData::kScored));
  const auto tables = scored_rows(SeriesSet::of(three_to_score()), Detectors::shared(detector));
  std::vector<double> thresholds;
  for (std::size_t i = 0; i < 3; ++i) {
    const Detector fitted = must(detector.with_threshold_on(scores_of(detector, three_to_score()[i]), "these"));
    thresholds.push_back(tables[i].front().threshold);
    EXPECT_EQ(thresholds.back(), fitted.info().threshold) << i;
  }
  EXPECT_NE(thresholds[0], thresholds[2]);
}

TEST(Score, AThresholdOfTheScoredDataNeedsAnInputThatCanBeReadTwice) {
  const Detectors detectors = with_small(with_threshold("percentile:90", ThresholdData::kScored));
  const auto refused = score(opened("-"), detectors, {}, forget_rows());
  EXPECT_EQ(kind_of(refused), ErrorKind::kUsage) << message_of(refused);
  EXPECT_NE(message_of(refused).find("read twice"), std::string::npos) << message_of(refused);
}

TEST(Score, DetectorsOfAFolderGoToTheTableOfTheSameName) {
  const TemporaryFolder folder;
  const SeriesSet set = folder_of(folder / "files", three_to_score());
  std::filesystem::create_directories(folder / "models");
  ASSERT_TRUE(small_detector(with_threshold("fixed:1")).save(folder / "models/c.tidegate"));
  ASSERT_TRUE(small_detector(with_threshold("fixed:2")).save(folder / "models/a.tidegate"));
  std::vector<KeptRows> tables(3);
  const SetScores scores = must(score(set, must(Detectors::open(folder / "models")), {}, keep_rows(tables)));
  EXPECT_EQ(tables[0].front().threshold, 2);
  EXPECT_EQ(tables[2].front().threshold, 1);
  EXPECT_EQ(scores.outcome.failed(), 1U);
  EXPECT_EQ(kind_of(scores.outcome.tables[1]), ErrorKind::kModel) << "b has none";
}

TEST(Score, ADetectorOfIdsIsRefusedForACollection) {
  const SetScores scores =
      must(score(SeriesSet::of(three_to_score()), Detectors::shared(keyed_detector()), {}, forget_rows()));
  EXPECT_EQ(scores.outcome.failed(), 3U);
  for (const Status& one : scores.outcome.tables) EXPECT_EQ(kind_of(one), ErrorKind::kModel);
}

TEST(Score, ADetectorOfIdsTakesTheirColumnByItself) {
  const TemporaryFolder folder;
  const SeriesSet set = opened(write_file(folder / "long.csv", long_csv(three_to_score())));
  const Detectors detectors = Detectors::shared(keyed_detector());
  const KeptRows rows = scored_rows(set, detectors)[0];
  EXPECT_EQ(rows[1].key, "b");
  EXPECT_EQ(bits_of(scores_in(rows, "c")), bits_of(scores_of(*detectors.shared(), three_to_score()[2])));
}

TEST(Score, NotesOfASingleTableReachTheObserver) {
  Series series = small_series("a");
  series.rows.values(50, 0) = kMissingValue;
  series.notes.left_out = {"comment"};
  Listener listener;
  must(score(SeriesSet::of({series}), with_small(), {}, forget_rows(), listener.observer()));
  EXPECT_TRUE(listener.heard(NoteKind::kScoring, "1 row without a value")) << listener.all();
  EXPECT_TRUE(listener.heard(NoteKind::kInput, "comment")) << listener.all();
}

TEST(Score, NotesAreNotRepeatedForEachTable) {
  std::vector<Series> all = three_to_score();
  for (Series& one : all) one.rows.values(50, 0) = kMissingValue;
  Listener listener;
  must(score(SeriesSet::of(all), with_small(), {}, forget_rows(), listener.observer()));
  EXPECT_EQ(listener.all(), "");
  EXPECT_EQ(listener.progress, 3U);
}

}  // namespace
}  // namespace tidegate
