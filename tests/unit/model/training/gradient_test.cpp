#include "model/training/gradient.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "model/nets/weights.h"

namespace tidegate {
namespace {

struct BatchFixture {
  Network<float> net = Network<float>::build({CellKind::kGru, 1, {6}, {0}});
  std::vector<float> parameters = std::vector<float>(net.parameter_count());
  Matrix<float> rows{400, 1};
  BatchFixture() {
    Random random(1);
    initialise<float>(net, random, parameters);
    for (std::size_t t = 0; t < rows.rows(); ++t) rows(t, 0) = static_cast<float>(random.normal());
  }
  TrainingData data() const { return {rows.view(), {}}; }
};

/// Two sequences in one batch give the mean of the gradients they give alone.
TEST(BatchGradient, IsTheMeanOverTheTargetsOfAllTiles) {
  BatchFixture f;
  Workers workers(1);
  BatchGradient gradient(f.net, loss_of<float>(LossKind::kMse), best_kernels(), workers);
  std::vector<SequenceSpan> spans;
  for (std::ptrdiff_t i = 0; i < 20; ++i) spans.push_back({0, i * 15, i * 15 + 15, i * 15 + 4, 400});
  const BatchLoss whole = gradient.compute({spans, 15, true}, f.data(), f.parameters.data());
  const AlignedVector<float> together = gradient.gradients();
  std::vector<double> sum(together.size(), 0.0);
  double loss = 0;
  for (const SequenceSpan& span : spans) {
    const BatchLoss one = gradient.compute({{span}, 15, true}, f.data(), f.parameters.data());
    loss += one.sum;
    for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += static_cast<double>(gradient.gradients()[k]) / 20;
  }
  EXPECT_EQ(whole.targets, 20U * 11);
  EXPECT_NEAR(whole.sum, loss, 1e-3);
  for (std::size_t k = 0; k < sum.size(); ++k) EXPECT_NEAR(together[k], sum[k], 1e-5);
}

TEST(BatchGradient, ACarriedStateGoesOnWhereTheChunkBeforeEnded) {
  BatchFixture f;
  Workers workers(1);
  const Loss<float>& loss = loss_of<float>(LossKind::kMse);
  BatchGradient once(f.net, loss, best_kernels(), workers), twice(f.net, loss, best_kernels(), workers);
  const BatchLoss whole = once.compute({{{0, 0, 60, 0, 400}}, 60, true}, f.data(), f.parameters.data());
  BatchLoss parts = twice.compute({{{0, 0, 40, 0, 400}}, 40, true}, f.data(), f.parameters.data());
  parts.sum += twice.compute({{{0, 40, 60, 0, 400}}, 20, false}, f.data(), f.parameters.data()).sum;
  EXPECT_NEAR(whole.sum, parts.sum, 1e-6);
}

}  // namespace
}  // namespace tidegate
