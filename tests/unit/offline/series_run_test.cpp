#include "offline/series_run.h"

#include <gtest/gtest.h>

#include "series_support.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

const std::vector<std::size_t> kValueColumn = {0};

TableFit loaded(const DetectorConfig& config = small_config()) {
  return {.detector = small_detector(config), .learned = {}};
}

SeriesRun run_alone(const SeriesTable& table, const TableFit& fit, std::size_t series = 0) {
  SeriesRunner runner(table, fit, kValueColumn, {});
  return must(runner.run(series));
}

/// Enough rows to be shared among threads: 24 ids of 2,000 rows, some with a spike.
const SeriesTable& many_ids() {
  static const SeriesTable table = [] {
    std::vector<Series> all;
    for (std::size_t s = 0; s < 24; ++s) {
      const auto spikes = s % 5 == 0 ? std::vector<std::size_t>{300 + 10 * s} : std::vector<std::size_t>{};
      all.push_back(small_series("id" + std::to_string(s), s, 2000, spikes));
    }
    return series_table(long_series(all));
  }();
  return table;
}

struct AllRuns {
  std::vector<std::string> summaries, events;
  PhaseCounts counts;
};

AllRuns run_all(const TableFit& fit, std::int64_t threads) {
  std::vector<SeriesRun> runs(many_ids().series());
  AllRuns all;
  all.counts = must(run_series(many_ids(), fit, threads, {}, nullptr, [&](SeriesRunner& runner, std::size_t s) {
    auto one = runner.run(s);
    if (!one) return Status(one.error());
    runs[s] = std::move(*one);
    return Status();
  }));
  for (const SeriesRun& run : runs) {
    all.summaries.push_back(run.summary.key + " " + std::to_string(run.summary.rows) + " " +
                            std::to_string(run.summary.events) + " " +
                            std::to_string(std::bit_cast<std::uint64_t>(run.summary.score)) + " " +
                            std::to_string(std::bit_cast<std::uint64_t>(run.summary.severity)));
    for (const std::string& event : event_bits(run.events)) all.events.push_back(event);
  }
  return all;
}

TEST(SeriesRunner, FindsTheEventsOfASeriesWithTheirRows) {
  const SeriesTable table = series_table(small_series("a", 0, kSmallRows, {60, 120}));
  const SeriesRun run = run_alone(table, loaded());
  ASSERT_EQ(run.events.size(), 2U);
  EXPECT_EQ(run.events[0].peak_index, 60U);
  EXPECT_EQ(run.events[1].peak_index, 120U);
  EXPECT_TRUE(run.learned.empty());
  EXPECT_EQ(run.summary.events, 2U);
  EXPECT_EQ(run.summary.rows, kSmallRows);
  EXPECT_EQ(run.summary.severity, std::max(run.events[0].severity, run.events[1].severity));
  EXPECT_EQ(run.summary.score, std::max(run.events[0].score, run.events[1].score));
}

TEST(SeriesRunner, EventsInRowsThatWereLearnedFromAreKeptApart) {
  const SeriesTable table = series_table(small_series("a", 0, kSmallRows, {60, 120}));
  TableFit fit = loaded();
  fit.learned = {100};
  const SeriesRun run = run_alone(table, fit);
  ASSERT_EQ(run.learned.size(), 1U);
  ASSERT_EQ(run.events.size(), 1U);
  EXPECT_EQ(run.learned[0].peak_index, 60U);
  EXPECT_EQ(run.events[0].peak_index, 120U);
  EXPECT_EQ(run.summary.events, 1U);
  EXPECT_EQ(run.summary.severity, run.events[0].severity);
}

TEST(SeriesRunner, NoEventReachesFromRowsThatWereLearnedFromIntoLaterOnes) {
  const SeriesTable table = series_table(small_series("a", 0, kSmallRows, {98, 99, 100, 101}));
  TableFit fit = loaded();
  ASSERT_EQ(run_alone(table, fit).events.size(), 1U) << "one event if nothing was learned here";
  fit.learned = {100};
  const SeriesRun run = run_alone(table, fit);
  ASSERT_EQ(run.learned.size(), 1U);
  ASSERT_EQ(run.events.size(), 1U);
  EXPECT_EQ(run.learned[0].end_index, 99U);
  EXPECT_EQ(run.events[0].start_index, 100U);
}

TEST(SeriesRunner, TheHighestScoreIsOfRowsNotLearnedFrom) {
  const SeriesTable table = series_table(small_series("a", 0, kSmallRows, {60}));
  TableFit fit = loaded();
  const double with_spike = run_alone(table, fit).summary.score;
  fit.learned = {100};
  const double without = run_alone(table, fit).summary.score;
  EXPECT_LT(without, with_spike / 2);
  fit.learned = {kSmallRows};
  EXPECT_TRUE(std::isnan(run_alone(table, fit).summary.score)) << "there is no other row";
}

TEST(SeriesRunner, AnEventHasTheZoneOfItsOwnRow) {
  Series series = small_series("b", 0, kSmallRows, {60, 120});
  for (std::size_t row = 0; row < kSmallRows; ++row)
    series.rows.utc_offset_minutes.push_back(row < 100 ? std::int16_t{60} : std::int16_t{120});
  const SeriesRun alone = run_alone(series_table(series), loaded());
  ASSERT_EQ(alone.events.size(), 2U);
  EXPECT_EQ(alone.events[0].utc_offset_minutes, 60);
  EXPECT_EQ(alone.events[1].utc_offset_minutes, 120);
  Series ids = long_series({small_series("a", 1), series});
  for (std::size_t row = 0; row < kSmallRows; ++row)
    for (const std::int16_t offset : {std::int16_t{0}, series.rows.utc_offset_minutes[row]})
      ids.rows.utc_offset_minutes.push_back(offset);
  const SeriesRun second = run_alone(series_table(ids), loaded(), 1);
  ASSERT_EQ(second.events.size(), 2U);
  EXPECT_EQ(second.events[0].utc_offset_minutes, 60);
  EXPECT_EQ(second.events[1].utc_offset_minutes, 120);
  EXPECT_EQ(second.events[1].series, "b");
}

TEST(SeriesRunner, PutsScoresToTheirPlacesInTheTable) {
  const std::vector<Series> all = {small_series("a"), small_series("b", 1, 70), small_series("c", 2)};
  const SeriesTable table = series_table(long_series(all));
  const TableFit fit = loaded(with_delay());
  SeriesRunner runner(table, fit, kValueColumn, {});
  std::vector<double> scores(table.table.rows.size(), -1);
  ASSERT_TRUE(runner.score(1, scores));
  const auto first = scores.begin() + static_cast<std::ptrdiff_t>(kSmallRows);
  EXPECT_EQ(bits_of({first, first + 70}), bits_of(scores_of(fit.detector, all[1])));
  EXPECT_TRUE(std::all_of(scores.begin(), first, [](double score) { return score == -1; }));
  EXPECT_TRUE(std::all_of(first + 70, scores.end(), [](double score) { return score == -1; }));
}

TEST(SeriesRunner, KeepsWhatWasSaidOfEveryRow) {
  const SeriesTable table = series_table(small_series("a"));
  const TableFit fit = loaded(with_delay());
  Trace trace(kSmallRows, 1);
  SeriesRunner runner(table, fit, kValueColumn, {}, &trace);
  must(runner.run(0));
  const std::span<const double> kept = trace.score.flat();
  EXPECT_EQ(bits_of({kept.begin(), kept.end()}), bits_of(scores_of(fit.detector, table.table)));
  EXPECT_EQ(trace.value(50, 0), table.table.rows.values(50, 0));
}

TEST(SeriesRunner, CountsSeriesWithoutAScore) {
  const SeriesTable table = series_table(long_series({small_series("a"), small_series("b", 1, 5)}));
  const TableFit fit = loaded();
  SeriesRunner runner(table, fit, kValueColumn, {});
  must(runner.run(0));
  EXPECT_EQ(runner.counts().series_without_score, 0U);
  must(runner.run(1));
  EXPECT_EQ(runner.counts().series_without_score, 1U);
  EXPECT_EQ(runner.counts().rows, kSmallRows + 5);
}

TEST(SeriesRunner, AStopEndsARun) {
  Listener listener;
  listener.stop_after = 0;
  const SeriesTable table = series_table(small_series("a"));
  const TableFit fit = loaded();
  const Observer observer = listener.observer();
  SeriesRunner runner(table, fit, kValueColumn, observer);
  EXPECT_EQ(kind_of(runner.run(0)), ErrorKind::kInterrupted);
}

TEST(RunSeries, DoesNotDependOnTheNumberOfThreads) {
  const TableFit fit = loaded();
  const AllRuns expected = run_all(fit, 1);
  EXPECT_EQ(expected.events.size(), 5U);
  EXPECT_EQ(expected.counts.rows, 48000U);
  EXPECT_EQ(expected.counts.warmup, 24U * 8);
  for (const std::int64_t threads : {2, 5}) {
    const AllRuns found = run_all(fit, threads);
    EXPECT_EQ(found.summaries, expected.summaries) << threads;
    EXPECT_EQ(found.events, expected.events) << threads;
    EXPECT_EQ(found.counts.rows, expected.counts.rows);
    EXPECT_EQ(found.counts.scored, expected.counts.scored);
    EXPECT_EQ(found.counts.series, 24U);
  }
}

TEST(RunSeries, EverySeriesHasItsTurnOnce) {
  std::vector<std::atomic<int>> turns(24);
  must(run_series(many_ids(), loaded(), 5, {}, nullptr, [&](SeriesRunner&, std::size_t s) -> Status {
    ++turns[s];
    return {};
  }));
  for (const auto& turn : turns) EXPECT_EQ(turn, 1);
}

TEST(RunSeries, ReturnsTheErrorOfTheFirstSeriesThatFailsWhateverTheThreads) {
  for (const std::int64_t threads : {1, 2, 5}) {
    const auto ended =
        run_series(many_ids(), loaded(), threads, {}, nullptr, [](SeriesRunner&, std::size_t s) -> Status {
          if (s >= 3) return fail(ErrorKind::kData, "series " + std::to_string(s));
          return {};
        });
    EXPECT_EQ(message_of(ended), "series 3") << threads;
  }
}

TEST(RunSeries, AStopBeginsNoFurtherShare) {
  Listener listener;
  listener.stop_after = 1;
  std::size_t turns = 0;
  const auto ended =
      run_series(many_ids(), loaded(), 1, listener.observer(), nullptr, [&](SeriesRunner&, std::size_t) -> Status {
        ++turns;
        return {};
      });
  EXPECT_EQ(kind_of(ended), ErrorKind::kInterrupted);
  EXPECT_GT(turns, 0U);
  EXPECT_LT(turns, 24U);
}

TEST(RunSeries, RefusesATableWithoutTheDetectorsChannel) {
  Series series = small_series("a");
  series.channels[0].name = "other";
  const auto ended =
      run_series(series_table(series), loaded(), 1, {}, nullptr, [](SeriesRunner&, std::size_t) { return Status(); });
  EXPECT_EQ(kind_of(ended), ErrorKind::kModel);
}

TEST(RunSeries, RefusesRowsWithoutTheTimesItsFeaturesNeed) {
  DetectorConfig config = small_config();
  config.features.features = {"calendar"};
  const auto ended = run_series(series_table(untimed(small_series("a"))), loaded(config), 1, {}, nullptr,
                                [](SeriesRunner&, std::size_t) { return Status(); });
  EXPECT_EQ(kind_of(ended), ErrorKind::kModel);
}

}  // namespace
}  // namespace tidegate
