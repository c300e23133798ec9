#include "evaluate/candidates.h"

#include <gtest/gtest.h>

#include <numbers>

#include "choices.h"
#include "unit/offline/small_sets.h"

namespace tidegate {
namespace {

using namespace testing_support;

DetectorConfig of_kind(const std::string& cell, std::vector<std::int64_t> hidden = {12}) {
  DetectorConfig config = small_config();
  config.detector = cell + "-forecaster";
  config.net.cell = choice<CellKind>(cell);
  config.net.hidden = std::move(hidden);
  return config;
}

class Candidates : public testing::Test {
 protected:
  const SeriesTable table_ = series_table(small_series("a", 0, 400));
  const ComparedRows rows_ = must(compared_rows(table_, {}));
};

TEST_F(Candidates, GetAboutAsManyWeightsAsTheFirstHasWithItsOwnUnits) {
  const auto all = must(
      candidates({{"gru", of_kind("gru")}, {"lstm", of_kind("lstm", {32})}, {"rnn", of_kind("rnn", {3, 6})}}, rows_));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].config.net.hidden, std::vector<std::int64_t>{12});
  EXPECT_EQ(all[0].weights, must(detector_size(of_kind("gru"), 1, 240)).weights);
  for (const Candidate& one : all)
    EXPECT_NEAR(static_cast<double>(one.weights) / static_cast<double>(all[0].weights), 1, 0.15) << one.name;
  ASSERT_EQ(all[2].config.net.hidden.size(), 2U) << "layers stay layers";
  EXPECT_NEAR(static_cast<double>(all[2].config.net.hidden[1]) / static_cast<double>(all[2].config.net.hidden[0]), 2,
              0.2);
}

TEST_F(Candidates, OptionsThatAreWrongAreRefused) {
  DetectorConfig wrong = of_kind("gru");
  wrong.training.batch = 0;
  EXPECT_EQ(kind_of(candidates({{"gru", of_kind("gru")}, {"odd", wrong}}, rows_)), ErrorKind::kUsage);
}

TEST_F(Candidates, TheWarmUpIsThatOfTheLongestWindow) {
  Candidate eight{"a", small_config(), 0}, twenty = eight, automatic = eight;
  twenty.config.net.window = 20, automatic.config.net.window = 0;
  EXPECT_EQ(longest_warmup({eight}, rows_), 8U);
  EXPECT_EQ(longest_warmup({eight, twenty, eight}, rows_), 20U);
  EXPECT_EQ(longest_warmup({eight, automatic}, rows_), 30U) << "an eighth of the rows learned from";
  const SeriesTable ids = series_table(long_series({small_series("a", 0, 100), small_series("b", 1, 100)}));
  EXPECT_EQ(longest_warmup({automatic}, must(compared_rows(ids, {}))), 15U) << "a quarter of an id's";
}

TEST_F(Candidates, AreMeasuredOnTheRowsBehindThoseLearnedFrom) {
  DetectorConfig config = small_config();
  config.training.epochs = 20, config.threshold.threshold = "sigma:5";
  const Measured measured = must(measure({"gru", config, 0}, rows_, 8, {}));
  EXPECT_EQ(measured.name, "gru");
  EXPECT_EQ(measured.hidden, "4");
  EXPECT_EQ(measured.weights, must(detector_size(config, 1, 240)).weights);
  EXPECT_EQ(measured.epochs, 20U);
  EXPECT_EQ(measured.log_densities.size(), 160U);
  EXPECT_EQ(measured.events, 0U);
  EXPECT_EQ(measured.finds.size(), 6U);
  EXPECT_EQ(measured.all_finds().planted, 36U);
  EXPECT_GE(measured.finds[0].second.found, 5U) << "spikes";
  EXPECT_GT(measured.step_ns, 0);
  EXPECT_GT(measured.stream_bytes, 0U);
}

TEST_F(Candidates, EventsCountAmongTheRowsThatAreJudgedOnly) {
  const SeriesTable table = series_table(small_series("a", 0, 400, {100, 300, 350}));
  const ComparedRows rows = must(compared_rows(table, {}));
  const Measured measured = must(measure({"gru", with_threshold("fixed:4"), 0}, rows, 8, {}));
  EXPECT_EQ(measured.events, 2U);
}

TEST_F(Candidates, ANetThatDoesNotForeseeHasNoLikelihood) {
  DetectorConfig config = small_config();
  config.detector = "gru-autoencoder";
  config.net.net = NetKind::kAutoencoder, config.net.state = StateKind::kWindow;
  const Measured measured = must(measure({"autoencoder", config, 0}, rows_, 8, {}));
  EXPECT_TRUE(measured.log_densities.empty());
  EXPECT_TRUE(std::isnan(measured.error));
  EXPECT_TRUE(std::isnan(measured.log_likelihood()));
}

TEST_F(Candidates, AStopEndsIt) {
  Listener listener;
  listener.stop_after = 0;
  EXPECT_EQ(kind_of(measure({"gru", small_config(), 0}, rows_, 8, listener.observer())), ErrorKind::kInterrupted);
}

TEST_F(Candidates, AnErrorNamesTheDetector) {
  const SeriesTable table = series_table(small_series("a", 0, 30));
  const auto failed = measure({"my net", small_config(), 0}, must(compared_rows(table, {})), 8, {});
  EXPECT_EQ(kind_of(failed), ErrorKind::kData);
  EXPECT_EQ(message_of(failed).find("my net"), 0U) << message_of(failed);
}

TEST(ValueBefore, ForeseesThatNothingChanges) {
  Series series = untimed(small_series("a", 0, 100));
  for (std::size_t row = 0; row < 100; ++row) series.rows.values(row, 0) = row % 2 == 0 ? 1 : -1;
  const SeriesTable table = series_table(series);
  const Measured measured = value_before(must(compared_rows(table, {})));
  EXPECT_EQ(measured.log_densities.size(), 40U) << "the first judged row follows one that was learned from";
  EXPECT_DOUBLE_EQ(measured.error, 2) << "deviations";
  EXPECT_NEAR(measured.log_likelihood(), -0.5 - std::log(2) - std::log(2 * std::numbers::pi) / 2, 1e-12);
}

TEST(ValueBefore, KnowsOnlyTheChangesThatWereLearnedFrom) {
  Series series = untimed(small_series("a", 0, 100));
  for (std::size_t row = 0; row < 100; ++row) series.rows.values(row, 0) = (row % 2 == 0 ? 1 : -1) * (row < 60 ? 1 : 3);
  const SeriesTable table = series_table(series);
  const Measured measured = value_before(must(compared_rows(table, {})));
  EXPECT_DOUBLE_EQ(measured.error, std::sqrt((16 + 39 * 36) / 40.0));
  EXPECT_NEAR(measured.log_likelihood(), -(4 + 39 * 9) / 80.0 - std::log(2) - std::log(2 * std::numbers::pi) / 2,
              1e-12);
}

TEST(ValueBefore, StepsOverWhatIsMissingAndWhatIsConstant) {
  Series series = untimed(small_series("a", 0, 100));
  series.channels.push_back({"constant", ""});
  series.rows.values = Matrix<double>(100, 2);
  for (std::size_t row = 0; row < 100; ++row) series.rows.values(row, 0) = row % 2 == 0 ? 1 : -1;
  series.rows.values(80, 0) = std::numeric_limits<double>::quiet_NaN();
  const SeriesTable table = series_table(series);
  const Measured measured = value_before(must(compared_rows(table, {})));
  EXPECT_EQ(measured.log_densities.size(), 38U) << "neither into row 80 nor out of it";
  EXPECT_DOUBLE_EQ(measured.error, 2);
}

}  // namespace
}  // namespace tidegate
