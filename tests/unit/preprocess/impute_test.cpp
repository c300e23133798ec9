#include "preprocess/impute.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/missing.h"

namespace tidegate {
namespace {

/// Channel 0 is predicted by the model, channel 1 is not.
std::vector<float> run(Imputation kind, std::initializer_list<std::pair<float, float>> rows, bool training) {
  Matrix<float> m(rows.size(), 2);
  std::size_t t = 0;
  for (const auto& [a, b] : rows) m(t, 0) = a, m(t, 1) = b, ++t;
  const ImputeParams params{kind, {true, false}};
  if (training) impute_training(params, m.view());
  ImputeState state{{kMissingValue, kMissingValue}};
  for (std::size_t i = 0; i < m.rows() && !training; ++i) apply_impute(params, state, m.row(i));
  return {m.flat().begin(), m.flat().end()};
}

TEST(Impute, PreviousHoldsTheLastValueAndStartsAtTheMean) {
  EXPECT_EQ(run(Imputation::kPrevious, {{kMissingValue, 1}, {2, kMissingValue}, {kMissingValue, kMissingValue}}, false),
            (std::vector<float>{0, 1, 2, 1, 2, 1}));
}

TEST(Impute, MeanIsZeroInScaledUnits) {
  EXPECT_EQ(run(Imputation::kMean, {{5, 1}, {kMissingValue, kMissingValue}}, false), (std::vector<float>{5, 1, 0, 0}));
}

TEST(Impute, MaskLeavesToTheModelWhatItPredicts) {
  const auto out = run(Imputation::kMask, {{5, 1}, {kMissingValue, kMissingValue}}, false);
  EXPECT_TRUE(std::isnan(out[2]));
  EXPECT_EQ(out[3], 1);
}

TEST(Impute, LinearDrawsAStraightLineInTrainingAndHoldsInAStream) {
  const auto line =
      run(Imputation::kLinear, {{0, 0}, {kMissingValue, 0}, {kMissingValue, 0}, {3, 0}, {kMissingValue, 0}}, true);
  EXPECT_FLOAT_EQ(line[2], 1);
  EXPECT_FLOAT_EQ(line[4], 2);
  EXPECT_FLOAT_EQ(line[8], 3);
  EXPECT_EQ(run(Imputation::kLinear, {{0, 0}, {kMissingValue, 0}, {3, 0}}, false)[2], 0);
}

}  // namespace
}  // namespace tidegate
