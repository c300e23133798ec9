#include "evaluate/signals.h"

#include <gtest/gtest.h>

#include "series_support.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

std::vector<Series> three() {
  return {small_series("a", 0, kSmallRows, {100}), small_series("b", 1), small_series("c", 2, kSmallRows, {50})};
}

CorrelateRequest of(SignalKind kind) { return {.detectors = {}, .signal = kind, .threads = 1}; }

CorrelateRequest of(SignalKind kind, const Detector& detector) {
  return {.detectors = Detectors::shared(detector), .signal = kind, .threads = 1};
}

std::vector<std::string> names_in(const SignalSet& set) {
  std::vector<std::string> names;
  for (const Signal& signal : set.signals) names.push_back(signal.name);
  return names;
}

std::vector<double> values_in(const Series& series) {
  const auto flat = series.rows.values.flat();
  return {flat.begin(), flat.end()};
}

class Signals : public testing::Test {
 protected:
  const TemporaryFolder folder_;
  const SeriesSet table_ = opened(write_file(folder_ / "wide.csv", wide_csv(three())));
  const SeriesSet files_ = folder_of(folder_ / "files", three());
};

TEST_F(Signals, TheChannelsOfATableAreItsSeries) {
  const SignalSet set = must(read_signals(table_, of(SignalKind::kValues), {}));
  EXPECT_EQ(names_in(set), (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_EQ(set.rows.size(), 1U);
  EXPECT_EQ(set.rows[0].rows, kSmallRows);
  EXPECT_EQ(set.rows[0].time[3], minute_time(3));
  for (std::size_t s = 0; s < 3; ++s) {
    EXPECT_EQ(set.signals[s].rows, 0U);
    EXPECT_EQ(set.signals[s].values, values_in(three()[s]));
  }
  EXPECT_TRUE(set.events.empty());
}

TEST_F(Signals, OfACollectionTheyAreThoseOfAllTablesInEveryShape) {
  const SeriesSet channels = opened(folder_ / "wide.csv", each_channel());
  for (const SeriesSet& one : {files_, channels, SeriesSet::of(three())}) {
    const SignalSet set = must(read_signals(one, of(SignalKind::kValues), {}));
    EXPECT_EQ(names_in(set), (std::vector<std::string>{"a", "b", "c"}));
    for (std::size_t s = 0; s < 3; ++s) {
      EXPECT_EQ(set.signals[s].rows, s);
      EXPECT_EQ(set.signals[s].values, values_in(three()[s]));
    }
  }
}

TEST_F(Signals, SeveralChannelsOfOneOfManyTablesBearItsName) {
  write_file(folder_ / "mixed/one.csv", csv_of(small_series("one")));
  write_file(folder_ / "mixed/two.csv", wide_csv({small_series("x"), small_series("y")}));
  const SignalSet set = must(read_signals(opened(folder_ / "mixed"), of(SignalKind::kValues), {}));
  EXPECT_EQ(names_in(set), (std::vector<std::string>{"one", "two: x", "two: y"}));
  EXPECT_EQ(set.signals[2].rows, 1U);
}

TEST_F(Signals, ChangesAreFromRowToRow) {
  const SignalSet set = must(read_signals(table_, of(SignalKind::kChanges), {}));
  const std::vector<double> values = values_in(three()[1]);
  EXPECT_TRUE(std::isnan(set.signals[1].values[0]));
  for (std::size_t row = 1; row < kSmallRows; ++row)
    EXPECT_EQ(set.signals[1].values[row], values[row] - values[row - 1]);
}

TEST_F(Signals, ResidualsAreWhatTheDetectorDidNotExpect) {
  const Detector detector = small_detector();
  const SignalSet set = must(read_signals(files_, of(SignalKind::kResiduals, detector), {}));
  Stream stream = detector.stream();
  const Series series = three()[1];
  std::vector<double> expected;
  judge_rows(stream, series, 0, [&](const Verdict& verdict) {
    expected.push_back(verdict.scored() ? series.rows.values(verdict.row, 0) - verdict.expected[0] : kMissingValue);
  });
  ASSERT_EQ(set.signals.size(), 3U);
  for (std::size_t row = 8; row < kSmallRows; ++row) EXPECT_EQ(set.signals[1].values[row], expected[row]) << row;
  EXPECT_TRUE(std::isnan(set.signals[1].values[0]));
}

TEST_F(Signals, ScoresAreTheDetectors) {
  const Detector detector = small_detector(with_delay());
  const SignalSet set = must(read_signals(files_, of(SignalKind::kScores, detector), {}));
  for (std::size_t s = 0; s < 3; ++s)
    EXPECT_EQ(bits_of(set.signals[s].values), bits_of(scores_of(detector, three()[s]))) << s;
}

TEST_F(Signals, EventsBelongToTheirSeries) {
  const SignalSet set = must(read_signals(files_, of(SignalKind::kValues, small_detector()), {}));
  ASSERT_EQ(set.events.size(), 2U);
  EXPECT_EQ(set.events[0].signal, 0U);
  EXPECT_EQ(set.events[0].event.peak_index, 100U);
  EXPECT_EQ(set.events[1].signal, 2U);
  EXPECT_EQ(set.events[1].event.peak_index, 50U);
}

TEST_F(Signals, AnEventOfATableBelongsToItsStrongestChannel) {
  DetectorConfig config = small_config();
  config.training.epochs = 10;
  const Detector detector = must(train(table_, {.config = config, .train_part = "45"}));
  const SignalSet set = must(read_signals(table_, of(SignalKind::kResiduals, detector), {}));
  ASSERT_GE(set.events.size(), 2U);
  for (const SignalEvent& one : set.events) {
    if (one.event.peak_index == 50) {
      EXPECT_EQ(one.signal, 2U);
    }
    if (one.event.peak_index == 100) {
      EXPECT_EQ(one.signal, 0U);
    }
  }
}

TEST_F(Signals, DoNotDependOnTheNumberOfThreads) {
  CorrelateRequest request = of(SignalKind::kScores, small_detector());
  const SignalSet expected = must(read_signals(files_, request, {}));
  for (const std::int64_t threads : {2, 5}) {
    request.threads = threads;
    const SignalSet set = must(read_signals(files_, request, {}));
    EXPECT_EQ(names_in(set), names_in(expected));
    for (std::size_t s = 0; s < 3; ++s) EXPECT_EQ(bits_of(set.signals[s].values), bits_of(expected.signals[s].values));
    EXPECT_EQ(set.events.size(), expected.events.size());
  }
}

TEST_F(Signals, TablesThatCannotBeReadAreLeftOut) {
  write_file(folder_ / "files/aa.csv", "time,value\n");
  const SignalSet set = must(read_signals(opened(folder_ / "files"), of(SignalKind::kValues), {}));
  EXPECT_EQ(names_in(set), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(set.outcome.failed(), 1U);
  EXPECT_FALSE(set.outcome.tables[1]);
  EXPECT_EQ(set.signals[2].rows, 2U);
  EXPECT_EQ(set.rows.size(), 3U);
}

TEST_F(Signals, ResidualsAndScoresNeedADetector) {
  for (const SignalKind kind : {SignalKind::kResiduals, SignalKind::kScores}) {
    const auto refused = read_signals(files_, of(kind), {});
    EXPECT_EQ(kind_of(refused), ErrorKind::kUsage);
    EXPECT_NE(message_of(refused).find(signal_words(kind)), std::string::npos) << message_of(refused);
  }
}

TEST_F(Signals, ATableHasOneScoreForAllItsChannels) {
  const Detector detector = must(train(table_, {.config = small_config()}));
  EXPECT_EQ(kind_of(read_signals(table_, of(SignalKind::kScores, detector), {})), ErrorKind::kUsage);
}

TEST_F(Signals, ADetectorThatExpectsNoValuesHasNoResiduals) {
  Series labelled = small_series("a");
  for (std::size_t row = 0; row < kSmallRows; ++row) labelled.rows.label.push_back(row % 9 == 0 ? 1 : 0);
  DetectorConfig config = small_config();
  config.detector = "gru-classifier";
  config.net.net = NetKind::kClassifier, config.net.target = TargetKind::kRow,
  config.training.loss = LossKind::kCrossEntropy;
  config.score.score = ScoreKind::kProbability, config.threshold.threshold = "fixed:0.5";
  const Detector detector = must(Detector::train(labelled, {0, kSmallRows}, config));
  const SeriesSet one = SeriesSet::of({small_series("a")});
  EXPECT_EQ(kind_of(read_signals(one, of(SignalKind::kResiduals, detector), {})), ErrorKind::kModel);
  EXPECT_TRUE(read_signals(one, of(SignalKind::kValues, detector), {}));
}

TEST_F(Signals, ADetectorOfIdsIsRefused) {
  const auto refused = read_signals(SeriesSet::of({small_series("a")}), of(SignalKind::kValues, keyed_detector()), {});
  EXPECT_EQ(kind_of(refused), ErrorKind::kModel);
}

TEST_F(Signals, ATableWithIdsIsRefused) {
  const SeriesSet ids = SeriesSet::of({long_series(three())});
  EXPECT_EQ(kind_of(read_signals(ids, of(SignalKind::kValues), {})), ErrorKind::kUsage);
  EXPECT_EQ(kind_of(read_signals(ids, of(SignalKind::kValues, small_detector()), {})), ErrorKind::kUsage);
}

TEST_F(Signals, AStopEndsTheReading) {
  Listener listener;
  listener.stop_after = 1;
  EXPECT_EQ(kind_of(read_signals(files_, of(SignalKind::kValues), listener.observer())), ErrorKind::kInterrupted);
}

TEST_F(Signals, NotesOfATableAreToldAndThoseOfManyAreNot) {
  std::vector<Series> all = three();
  for (Series& one : all) one.notes.left_out = {"comment"};
  Listener one, many;
  must(read_signals(SeriesSet::of({all[0]}), of(SignalKind::kValues), one.observer()));
  must(read_signals(SeriesSet::of(all), of(SignalKind::kValues), many.observer()));
  EXPECT_EQ(one.count(NoteKind::kInput), 1U);
  EXPECT_EQ(many.all(), "");
}

}  // namespace
}  // namespace tidegate
