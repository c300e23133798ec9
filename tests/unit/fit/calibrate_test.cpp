#include "fit/calibrate.h"

#include <gtest/gtest.h>

#include "fit/told_labels.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

DetectorConfig classifier_config() {
  DetectorConfig config = tiny_config();
  config.net.net = "classifier";
  config.training.loss = "cross-entropy";
  config.score.score = "probability";
  config.score.smoothing = "none";
  config.threshold.threshold = "fixed:0.5";
  return config;
}

/// Every 20th row is far off and says so.
Series labelled() {
  Series series = waves(kRows, 1);
  series.rows.label.assign(kRows, 0);
  for (std::size_t t = 5; t < kRows; t += 20) series.rows.label[t] = 1, series.rows.values(t, 0) += 6;
  return series;
}

std::vector<std::vector<float>> labels_of(const SeriesPart& part, std::size_t reach) {
  return told_labels({&part, 1}, *training_frames({&part, 1}, {}, 10), reach).rows;
}

TEST(Calibrate, LearnsScoreAndThresholdFromWhatTheNetworkSaysOfTheTrainingRows) {
  const Series series = waves(kRows, 2);
  FittedChain chain = fitted_chain(series);
  const double before = chain.threshold.value;
  const SeriesPart half{series, 0, kRows / 2};
  const Matrix<double> frames = series.rows.values;
  ASSERT_TRUE(calibrate(chain, {{&half, 1}, frames, {kNoRow}, {}}).has_value());
  EXPECT_NE(chain.threshold.value, before);
  EXPECT_NE(chain.threshold.words.find("of 91 scores"), std::string::npos) << chain.threshold.words;
}

TEST(Calibrate, AClassifiersProbabilityIsFittedWhereItDidNotLearn) {
  const Series series = labelled();
  FittedChain chain = fitted_chain(series, classifier_config());
  EXPECT_EQ(chain.score.kind, "probability");
  const SeriesPart part{series, 0, kRows - 1};
  const std::vector<std::vector<float>> labels = labels_of(part, 1);
  chain.info.notes.clear();
  ASSERT_TRUE(calibrate(chain, {{&part, 1}, series.rows.values, {150}, labels}).has_value());
  EXPECT_TRUE(chain.info.notes.empty());
  ASSERT_TRUE(calibrate(chain, {{&part, 1}, series.rows.values, {kNoRow}, labels}).has_value());
  ASSERT_EQ(chain.info.notes.size(), 1U);
  EXPECT_NE(chain.info.notes[0].find("calibrated on the training rows"), std::string::npos);
}

/// The mean of the probabilities that a chain calibrated on these labels gives.
double mean_probability(FittedChain chain, const Series& series, const std::vector<std::vector<float>>& labels) {
  const SeriesPart part{series, 0, kRows - 1};
  EXPECT_TRUE(calibrate(chain, {{&part, 1}, series.rows.values, {0}, labels}).has_value());
  ChainState state(chain);
  double sum = 0;
  std::size_t count = 0;
  for (const double score : push_rows(chain, state, series, 0, kRows - 1))
    if (!std::isnan(score)) sum += score, ++count;
  return sum / static_cast<double>(count);
}

TEST(Calibrate, AProbabilityAndALimitFollowTheLabelsTheyAreGiven) {
  const Series series = labelled();
  const SeriesPart part{series, 0, kRows - 1};
  FittedChain chain = fitted_chain(series, classifier_config());
  // Platt's sigmoid keeps the share of anomalous rows: 1 in 20, or 10 in 20 of windows of ten rows.
  EXPECT_NEAR(mean_probability(chain, series, labels_of(part, 1)), 0.05, 0.03);
  EXPECT_NEAR(mean_probability(chain, series, labels_of(part, 10)), 0.5, 0.05);
  chain.config.threshold.threshold = "recall:1";
  const auto limit = [&](std::size_t reach) {
    const auto labels = labels_of(part, reach);
    EXPECT_TRUE(calibrate(chain, {{&part, 1}, series.rows.values, {0}, labels}).has_value());
    return chain.threshold.value;
  };
  EXPECT_NE(limit(1), limit(10));
}

TEST(Calibrate, RowsThatCannotBeScoredAreAnError) {
  const Series series = waves(kRows, 1);
  FittedChain chain = fitted_chain(series);
  const SeriesPart few{series, 0, 5};
  const Status done = calibrate(chain, {{&few, 1}, series.rows.values, {kNoRow}, {}});
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().kind, ErrorKind::kData);
}

}  // namespace
}  // namespace tidegate
