#include "fit/scaling.h"

#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// e to the power of waves: positive, heavy at the top.
Series exponential(std::size_t rows = kRows) {
  Series series = waves(rows, 2);
  for (std::size_t t = 0; t < rows; ++t) series.rows.values(t, 1) = std::exp(3 * series.rows.values(t, 1));
  return series;
}

FittedChain chain_with(TransformKind transform) {
  DetectorConfig config = tiny_config();
  config.transform.transform = transform;
  return fitted_chain(exponential(), config);
}

TEST(Scaling, IsFittedOnTheTransformedRowsAndToldOfThePlainOnes) {
  const FittedChain plain = chain_with(TransformKind::kNone), log = chain_with(TransformKind::kLog);
  EXPECT_FALSE(plain.transform.any());
  EXPECT_NE(log.scaler.scale, plain.scaler.scale);
  EXPECT_EQ(log.info.center, plain.info.center);
  EXPECT_EQ(log.info.scale, plain.info.scale);
  EXPECT_EQ(log.info.log_size, log.transform.size);
}

TEST(Scaling, AutoLeavesChannelsWithValuesBelowZeroAsTheyAre) {
  const FittedChain chain = chain_with(TransformKind::kAuto);
  ASSERT_TRUE(chain.transform.any());
  EXPECT_EQ(chain.transform.size[0], 0);
  EXPECT_GT(chain.transform.size[1], 0);
}

TEST(Scaling, TrainingSeesTheBitsThatAStreamSees) {
  const FittedChain chain = chain_with(TransformKind::kLog);
  const Series series = exponential();
  Matrix<float> inputs(kRows, 2);
  scale_rows(chain, series.rows.values, inputs.view());
  ChainState state(chain);
  for (std::size_t t = 0; t < kRows; ++t) {
    push_row(chain, state, &series.rows.time[t], series.rows.values.row(t));
    for (std::size_t c = 0; c < 2; ++c) ASSERT_EQ(state.input[c], inputs(t, c)) << "row " << t;
  }
}

TEST(Scaling, ExpectedAndBandComeBackIntoTheChannelsUnitAndTheBandIsWiderAbove) {
  const FittedChain chain = chain_with(TransformKind::kLog);
  const Series series = exponential();
  ChainState state(chain);
  for (std::size_t t = 0; t < kRows; ++t) {
    const double predicted = static_cast<double>(state.prediction[1]);
    const Verdict verdict = push_row(chain, state, &series.rows.time[t], series.rows.values.row(t));
    if (!verdict.scored()) continue;
    const double size = chain.transform.size[1];
    const double middle = chain.scaler.center[1] + chain.scaler.scale[1] * predicted;
    ASSERT_DOUBLE_EQ(verdict.expected[1], size * std::sinh(middle));
    ASSERT_LT(verdict.lower[1], verdict.upper[1]);
    const double usual = transformed(verdict.lower[1], size) / 2 + transformed(verdict.upper[1], size) / 2;
    ASSERT_NEAR(usual, middle + chain.scaler.scale[1] * chain.leading().score.mean[1], 1e-9);
    const double usual_value = transformed_back(usual, size);
    if (verdict.lower[1] <= 0) continue;  // across 0 the band turns round
    ASSERT_GT(verdict.upper[1] - usual_value, usual_value - verdict.lower[1]);
  }
}

TEST(Scaling, ComesBackFromTheModelFileAndIsCheckedThere) {
  const FittedChain chain = chain_with(TransformKind::kLog);
  const auto read = decode_model(encode_model(chain));
  ASSERT_TRUE(read.has_value()) << read.error().message();
  EXPECT_EQ(read->transform.size, chain.transform.size);
  EXPECT_EQ(read->info.residual_deviation, chain.info.residual_deviation);
  for (const auto& [name, bad] : {std::pair{"transform.size", -1.0}, {"transform.scale", 0.0}}) {
    TensorFile file = encode_model(chain);
    file.add<double>(name, {2}, std::vector<double>{1, bad});
    file.seal();
    EXPECT_NE(message_of(decode_model(file)).find(name), std::string::npos);
  }
}

TEST(Scaling, AModelWithoutATransformSaysNothingOfIt) {
  EXPECT_EQ(encode_model(chain_with(TransformKind::kNone)).find("transform.size"), nullptr);
}

}  // namespace
}  // namespace tidegate
