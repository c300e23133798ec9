#include "offline/row_scorer.h"

#include <gtest/gtest.h>

#include "series_support.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// What a scorer asks of an input: its channels, its ids.
class Head final : public Source {
 public:
  explicit Head(const Series& series) : series_(&series), keys_(series.keys) {}

  const std::string& name() const override { return series_->source; }
  const std::string& time_column() const override { return series_->time_column; }
  const std::vector<Channel>& channels() const override { return series_->channels; }
  const ReadNotes& notes() const override { return series_->notes; }
  const std::string& key_column() const override { return series_->key_column; }
  const std::vector<std::string>& keys() const override { return keys_; }
  Result<bool> next(Rows&) override { return false; }

  void know_keys(std::size_t count) { keys_.assign(series_->keys.begin(), series_->keys.begin() + count); }

 private:
  const Series* series_;
  std::vector<std::string> keys_;
};

/// Rows [first, end) as a block of an input.
Rows block_of(const Rows& all, std::size_t first, std::size_t end) {
  Rows rows;
  rows.first_row = all.first_row + first;
  rows.values = Matrix<double>(end - first, all.values.cols());
  for (std::size_t row = first; row < end; ++row) {
    std::ranges::copy(all.values.row(row), rows.values.row(row - first).begin());
    if (all.has_time()) rows.time.push_back(all.time[row]);
    if (!all.key.empty()) rows.key.push_back(all.key[row]);
    if (all.time_ends.empty()) continue;
    rows.time_chars += all.time_text(row);
    rows.time_ends.push_back(rows.time_chars.size());
  }
  return rows;
}

struct Scored {
  KeptRows rows;
  PhaseCounts counts;
  bool any_anomalous = false;
};

/// Block by block; ids are known as far as they have been met.
Scored scored(const Detector& detector, const Series& series, std::size_t block = kNoRow, bool detail = false) {
  Head head(series);
  if (!series.keys.empty()) head.know_keys(0);
  RowScorer scorer = must(RowScorer::create(detector, head, detail));
  Scored result;
  KeepingSink sink(result.rows);
  std::size_t known = 0;
  for (std::size_t first = 0; first < series.rows.size();) {
    const std::size_t end = first + std::min(block, series.rows.size() - first);
    const Rows rows = block_of(series.rows, first, end);
    for (const std::uint32_t key : rows.key) known = std::max<std::size_t>(known, key + 1);
    if (!series.keys.empty()) head.know_keys(known);
    EXPECT_TRUE(scorer.push(rows, sink));
    first = end;
  }
  EXPECT_TRUE(scorer.finish(sink));
  result.counts = scorer.counts();
  result.any_anomalous = scorer.any_anomalous();
  return result;
}

void expect_rows_in_order(const KeptRows& rows, const Series& series) {
  ASSERT_EQ(rows.size(), series.rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    EXPECT_EQ(rows[row].index, row);
    EXPECT_EQ(rows[row].time, series.rows.time_text(row));
    EXPECT_EQ(rows[row].key, series.keys.empty() ? "" : series.keys[series.rows.key[row]]);
  }
}

/// Ids that end at different rows, some with a spike, one with fewer rows than the window.
std::vector<Series> uneven() {
  return {small_series("a", 0, 90, {60}), small_series("b", 1, 40), small_series("c", 2, 120, {50, 100}),
          small_series("d", 3, 5), small_series("e", 4, 89)};
}

TEST(RowScorer, GivesWhatAStreamGives) {
  const Detector detector = small_detector();
  const Series series = small_series("a", 0, kSmallRows, {100});
  const Scored found = scored(detector, series);
  expect_rows_in_order(found.rows, series);
  EXPECT_EQ(bits_of(scores_in(found.rows)), bits_of(scores_of(detector, series)));
  EXPECT_TRUE(std::isnan(found.rows[7].score)) << "warm-up";
  EXPECT_FALSE(std::isnan(found.rows[8].score));
  EXPECT_TRUE(found.rows[100].anomaly);
  EXPECT_EQ(found.rows[100].threshold, detector.info().threshold);
}

TEST(RowScorer, RowsLeaveInTheInputsOrderThoughVerdictsComeLater) {
  const Detector detector = small_detector(with_delay());
  ASSERT_EQ(detector.info().delay_rows, 2U);
  const Series series = small_series("a", 0, kSmallRows, {100});
  for (const std::size_t block : {kNoRow, std::size_t{1}, std::size_t{7}}) {
    const Scored found = scored(detector, series, block);
    expect_rows_in_order(found.rows, series);
    EXPECT_EQ(bits_of(scores_in(found.rows)), bits_of(scores_of(detector, series))) << block;
    EXPECT_FALSE(std::isnan(found.rows.back().score)) << "judged at the end by what there is";
  }
}

TEST(RowScorer, EachIdGetsTheScoresItGetsAlone) {
  for (const DetectorConfig& config : {small_config(), with_delay()}) {
    const Detector detector = small_detector(config);
    const Series table = long_series(uneven());
    for (const std::size_t block : {kNoRow, std::size_t{1}, std::size_t{64}}) {
      const Scored found = scored(detector, table, block);
      expect_rows_in_order(found.rows, table);
      for (const Series& one : uneven())
        EXPECT_EQ(bits_of(scores_in(found.rows, one.source)), bits_of(scores_of(detector, one)))
            << one.source << " in blocks of " << block << ", " << config.score.smoothing;
    }
  }
}

TEST(RowScorer, ARowThatIsLateOrRepeatedHasNoScoreAndHoldsUpNoOther) {
  const Detector detector = small_detector(with_delay());
  Series series = small_series("a");
  series.rows.time[50] = series.rows.time[49];
  series.rows.time[70] = series.rows.time[60];
  Series table = series;
  table.key_column = "who", table.keys = {"a"};
  table.rows.key.assign(kSmallRows, 0);
  for (const Series* input : {&series, &table}) {
    const Scored found = scored(detector, *input, 10);
    expect_rows_in_order(found.rows, *input);
    EXPECT_EQ(found.counts.duplicates, 1U);
    EXPECT_EQ(found.counts.late, 1U);
    std::size_t without = 0;
    for (std::size_t row = 8; row < kSmallRows; ++row) without += std::isnan(found.rows[row].score) ? 1 : 0;
    EXPECT_EQ(without, 2U);
    EXPECT_TRUE(std::isnan(found.rows[50].score) && std::isnan(found.rows[70].score));
  }
}

TEST(RowScorer, CountsSeriesOfWhichNoRowWasScored) {
  const Scored found = scored(small_detector(), long_series(uneven()), 50);
  EXPECT_EQ(found.counts.series, 5U);
  EXPECT_EQ(found.counts.series_without_score, 1U) << "d";
  EXPECT_EQ(found.counts.rows, 90U + 40 + 120 + 5 + 89);
  EXPECT_EQ(found.counts.warmup, 4U * 8 + 5);
  EXPECT_EQ(found.counts.later_warmup, 0U) << "another id's first rows are no gap";
}

TEST(RowScorer, TellsWhetherARowWasAnomalous) {
  const Detector detector = small_detector();
  EXPECT_TRUE(scored(detector, small_series("a", 0, kSmallRows, {100})).any_anomalous);
  EXPECT_FALSE(scored(detector, small_series("a")).any_anomalous);
  EXPECT_TRUE(scored(detector, long_series(uneven())).any_anomalous);
}

TEST(RowScorer, KeepsTheChannelsOnlyIfTheyAreAskedFor) {
  const Detector detector = small_detector();
  const Series series = small_series("a");
  const Scored plain = scored(detector, series), detailed = scored(detector, series, kNoRow, true);
  EXPECT_TRUE(plain.rows[20].details.empty());
  ASSERT_EQ(detailed.rows[20].details.size(), 5U);
  EXPECT_EQ(detailed.rows[20].details[0], series.rows.values(20, 0));
  EXPECT_EQ(detailed.rows[20].details[4], 1) << "the only channel has the whole share";
  EXPECT_EQ(bits_of(scores_in(plain.rows)), bits_of(scores_in(detailed.rows)));
}

TEST(RowScorer, FindsItsChannelAmongOthers) {
  const Detector detector = small_detector();
  const Series series = small_series("a");
  Series wide = series;
  wide.channels = {{"other", ""}, {"value", ""}};
  wide.rows.values = Matrix<double>(kSmallRows, 2);
  for (std::size_t row = 0; row < kSmallRows; ++row) wide.rows.values(row, 1) = series.rows.values(row, 0);
  EXPECT_EQ(bits_of(scores_in(scored(detector, wide).rows)), bits_of(scores_of(detector, series)));
  wide.channels[1].name = "another";
  EXPECT_EQ(kind_of(RowScorer::create(detector, Head(wide), false)), ErrorKind::kModel);
}

TEST(RowScorer, AnErrorOfTheWriterEndsThePush) {
  const Detector detector = small_detector();
  for (const Series& series : {small_series("a"), long_series(uneven())}) {
    const Head head(series);
    RowScorer scorer = must(RowScorer::create(detector, head, false));
    KeptRows rows;
    KeepingSink sink(rows, 30);
    EXPECT_EQ(kind_of(scorer.push(series.rows, sink)), ErrorKind::kOutput);
    EXPECT_EQ(rows.size(), 30U);
  }
}

TEST(RowScorer, RefusesRowsWithoutTheTimesItsFeaturesNeed) {
  DetectorConfig config = small_config();
  config.features.features = {"calendar"};
  const Detector detector = small_detector(config);
  const Series bare = untimed(small_series("a"));
  const Head head(bare);
  RowScorer scorer = must(RowScorer::create(detector, head, false));
  KeptRows rows;
  KeepingSink sink(rows);
  EXPECT_EQ(kind_of(scorer.push(bare.rows, sink)), ErrorKind::kModel);
  EXPECT_TRUE(rows.empty());
}

}  // namespace
}  // namespace tidegate
