#include "pipeline/calibrate.h"

#include <gtest/gtest.h>

#include "fitted.h"

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

TEST(Calibrate, LearnsScoreAndThresholdFromWhatTheNetworkSaysOfTheTrainingRows) {
  const Series series = waves(kRows, 2);
  FittedChain chain = fitted_chain(series);
  const double before = chain.threshold.value;
  const SeriesPart half{series, 0, kRows / 2};
  const Matrix<double> frames = series.rows.values;
  ASSERT_TRUE(calibrate(chain, {{&half, 1}, frames, {kNoRow}}).has_value());
  EXPECT_NE(chain.threshold.value, before);
  EXPECT_NE(chain.threshold.words.find("of 91 scores"), std::string::npos) << chain.threshold.words;
}

TEST(Calibrate, AClassifiersProbabilityIsFittedWhereItDidNotLearn) {
  const Series series = labelled();
  FittedChain chain = fitted_chain(series, classifier_config());
  EXPECT_EQ(chain.score.kind, "probability");
  const SeriesPart part{series, 0, kRows - 1};
  chain.info.notes.clear();
  ASSERT_TRUE(calibrate(chain, {{&part, 1}, series.rows.values, {150}}).has_value());
  EXPECT_TRUE(chain.info.notes.empty());
  ASSERT_TRUE(calibrate(chain, {{&part, 1}, series.rows.values, {kNoRow}}).has_value());
  ASSERT_EQ(chain.info.notes.size(), 1U);
  EXPECT_NE(chain.info.notes[0].find("learned from"), std::string::npos);
}

TEST(Calibrate, RowsThatCannotBeScoredAreAnError) {
  const Series series = waves(kRows, 1);
  FittedChain chain = fitted_chain(series);
  const SeriesPart few{series, 0, 5};
  const Status done = calibrate(chain, {{&few, 1}, series.rows.values, {kNoRow}});
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().kind, ErrorKind::kData);
}

}  // namespace
}  // namespace tidegate
