#include "fit/keyed_parts.h"

#include <gtest/gtest.h>

#include <numeric>

#include "tidegate/series.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// A table of keys of these lengths; row t of each is `step(t)` seconds after its first.
template <class Step>
SeriesTable table_of(const std::vector<std::size_t>& lengths, Step&& step) {
  Series series = waves(std::accumulate(lengths.begin(), lengths.end(), std::size_t{0}), 1);
  series.source = "table.csv";
  series.time_column = "when";
  series.key_column = "who";
  series.rows.time.clear();
  for (std::size_t key = 0; key < lengths.size(); ++key) {
    series.keys.push_back("k" + std::to_string(key));
    for (std::size_t t = 0; t < lengths[key]; ++t) {
      series.rows.key.push_back(static_cast<std::uint32_t>(key));
      series.rows.time.emplace_back(std::chrono::seconds(100'000 * key + step(t)));
    }
  }
  return series_table(std::move(series));
}

std::size_t every_minute(std::size_t t) { return 60 * t; }
std::size_t unevenly(std::size_t t) { return t * t * 7 + t % 3; }

std::vector<SeriesPart> parts_of(const SeriesTable& keyed) {
  std::vector<SeriesPart> parts;
  for (std::size_t key = 0; key < keyed.series(); ++key)
    parts.push_back({keyed.table, {keyed.begin[key], keyed.begin[key + 1]}});
  return parts;
}

TEST(KeyedParts, AreNamedByTheirKey) {
  const SeriesTable keyed = table_of({5, 6}, every_minute);
  const auto parts = parts_of(keyed);
  EXPECT_TRUE(is_keyed(parts[1]));
  EXPECT_EQ(part_name(parts[1]), "table.csv, who 'k1'");
  const Series plain = waves(5, 1);
  EXPECT_EQ(part_name({plain, {0, 5}}), "waves");
}

TEST(KeyedParts, ThatComeAtOneStepHaveAnAxis) {
  const SeriesTable keyed = table_of({30, 20, 2}, every_minute);
  const auto axis = keyed_time_axis(parts_of(keyed), 0.25, 8);
  ASSERT_TRUE(axis.has_value()) << axis.error().message();
  EXPECT_EQ(axis->step, std::chrono::minutes(1));
  EXPECT_TRUE(axis->regular);
  EXPECT_FALSE(axis->repeats);
}

TEST(KeyedParts, ThatComeUnevenlyCountOneAfterTheOther) {
  const auto daily = [](std::size_t t) { return 86'400 * (t / 2 + t / 5); };  // whole days, some twice, some left out
  for (const SeriesTable& keyed : {table_of({30, 20}, unevenly), table_of({30, 20}, daily)}) {
    const auto axis = keyed_time_axis(parts_of(keyed), 0.25, 8);
    ASSERT_TRUE(axis.has_value()) << axis.error().message();
    EXPECT_EQ(axis->step, Duration(0));
    EXPECT_TRUE(axis->repeats);
  }
}

TEST(KeyedParts, MostlyLateRowsAreRefusedByKey) {
  const SeriesTable keyed = table_of({30, 20}, [](std::size_t t) { return t % 2 == 0 ? 60 * t : 0; });
  const auto axis = keyed_time_axis(parts_of(keyed), 0.25, 8);
  for (const char* word : {"table.csv, who 'k0'", "time runs backwards", "'when'", "--time none"})
    EXPECT_NE(message_of(axis).find(word), std::string::npos) << message_of(axis);
}

TEST(KeyedParts, OneLateRowInAShortKeyStopsNothing) {
  const SeriesTable keyed = table_of({30, 3}, [](std::size_t t) { return t == 2 ? 0 : 60 * t; });
  EXPECT_TRUE(keyed_time_axis(parts_of(keyed), 0.25, 8).has_value());
}

TEST(KeyedParts, GetAWindowThatMostRowsCanPass) {
  const auto window = [](const std::vector<std::size_t>& lengths) {
    const SeriesTable keyed = table_of(lengths, every_minute);
    return with_keyed_window(DetectorConfig(), parts_of(keyed)).net.window;
  };
  EXPECT_EQ(window({20, 20, 20}), 5);
  EXPECT_EQ(window({3, 3, 3}), 2);
  EXPECT_EQ(window({1, 1, 1, 200}), 50);
  EXPECT_EQ(window({1000}), 64);
  DetectorConfig config;
  config.net.window = 17;
  const SeriesTable keyed = table_of({20}, every_minute);
  EXPECT_EQ(with_keyed_window(config, parts_of(keyed)).net.window, 17);
}

TEST(KeyedParts, TogetherNeedRowsBehindTheWindow) {
  const SeriesTable keyed = table_of(std::vector<std::size_t>(20, 10), unevenly);
  EXPECT_TRUE(check_keyed_rows(parts_of(keyed), 8, 1));
  const auto refused = check_keyed_rows(parts_of(keyed), 10, 1);
  for (const char* word : {"200 rows of 20 series", "--window"})
    EXPECT_NE(message_of(refused).find(word), std::string::npos) << message_of(refused);
}

TEST(KeyedParts, TrainOneDetectorThatKnowsItsKey) {
  const SeriesTable keyed = table_of(std::vector<std::size_t>(20, 12), unevenly);
  DetectorConfig config = tiny_config();
  config.net.window = 0;
  const auto detector = Detector::train(parts_of(keyed), config);
  ASSERT_TRUE(detector.has_value()) << detector.error().message();
  EXPECT_EQ(detector->info().key, "who");
  EXPECT_EQ(detector->info().warmup_rows, 3U);
  EXPECT_EQ(training_words(detector->info()), "table.csv, 240 rows of 20 series (who)");
  EXPECT_EQ(detector->info().step, Duration(0));
}

TEST(KeyedParts, AKeyShorterThanTheWindowTakesPartMaskedAndWithoutScore) {
  std::vector<std::size_t> lengths(12, 20);
  const SeriesTable without = table_of(lengths, unevenly);
  lengths.push_back(5);
  const SeriesTable with = table_of(lengths, unevenly);
  const auto long_ones = Detector::train(parts_of(without), tiny_config());
  const auto all = Detector::train(parts_of(with), tiny_config());
  ASSERT_TRUE(long_ones.has_value() && all.has_value());
  EXPECT_NE(all->info().history.training, long_ones->info().history.training);
  for (const double loss : all->info().history.training) EXPECT_TRUE(std::isfinite(loss));
  Stream stream = all->stream();
  for (std::size_t row = with.begin[12]; row < with.begin[13]; ++row)
    EXPECT_EQ(push_row_of(stream, with.table, row).phase, Phase::kWarmup);
}

}  // namespace
}  // namespace tidegate
