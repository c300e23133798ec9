// The two published recipes beside the same training in PyTorch: same weights, same batches
// (tools/make_golden_nets.py).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "choices.h"
#include "fit/settle.h"
#include "golden/golden_support.h"
#include "model/training/gradient.h"
#include "model/training/optimizer.h"
#include "threshold/percentile.h"
#include "tidegate/config.h"

namespace tidegate {
namespace {

using namespace testing_support;

/// A sanitizer makes a hundred epochs of a GRU-128 minutes; the first fifty steps are held there, the limit is not.
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kMostEpochs = 5;
#else
constexpr std::size_t kMostEpochs = 100;
#endif

/// Numbers in [0, 1): 24 bits of a linear congruential generator, as in the script.
class Lcg {
 public:
  explicit Lcg(std::uint32_t seed) : state_(seed) {}
  double next() {
    state_ = 1664525 * state_ + 1013904223;
    return (state_ >> 8) / 16777216.0;
  }

 private:
  std::uint32_t state_;
};

/// The recipe's net on one channel with the script's weights, trained on the script's batches.
struct RecipeRun {
  Json known;
  DetectorConfig config;
  Network<float> net;
  AlignedVector<float> parameters;
  Matrix<float> rows;
  std::vector<double> losses;

  explicit RecipeRun(const std::string& name)
      : known(read_golden("recipe_" + name)), config(configured(name)), net(build(config)), rows(series(known)) {
    parameters.resize(net.parameter_count());
    draw_weights(known["seed"]);
    train();
  }

  static DetectorConfig configured(const std::string& name) {
    DetectorConfig config;
    EXPECT_TRUE(set_option(config, "detector", name).has_value());
    return config;
  }
  static Network<float> build(const DetectorConfig& config) { return Network<float>::build(net_shape(config, 1, {0})); }
  static Matrix<float> series(const Json& known) {
    const auto values = numbers<float>(known["series"]);
    Matrix<float> rows(values.size(), 1);
    std::ranges::copy(values, rows.flat().begin());
    return rows;
  }

  /// In PyTorch's order, which has both weights of a layer before its biases; uniform in ±1/√H.
  void draw_weights(std::uint32_t seed) {
    std::vector<NamedWeights> slots = weight_slots(net);
    for (std::size_t i = 0; i + 3 < slots.size(); i += 4) std::swap(slots[i + 1], slots[i + 2]);
    Lcg lcg(seed);
    for (NamedWeights& slot : slots) {
      const std::size_t width =
          slot.name.starts_with("head") ? net.head().inputs : slot.shape[0] / cell_of<float>(config.net.cell).gates;
      const double limit = 1 / std::sqrt(static_cast<double>(width));
      for (float& value : slot.values) value = static_cast<float>((2 * lcg.next() - 1) * limit);
    }
    for (std::size_t i = 0; i + 3 < slots.size(); i += 4) std::swap(slots[i + 1], slots[i + 2]);
    ASSERT_TRUE(import_weights(net, slots, parameters).has_value());
  }

  void train() {
    Workers workers(1);
    BatchGradient gradient(net, loss_of<float>(settled(config).training.loss), best_kernels(), workers);
    Adam adam({.learning_rate = config.training.learning_rate,
               .epsilon = config.training.epsilon,
               .clip_norm = config.training.clip_norm},
              parameters.size());
    const auto window = static_cast<std::ptrdiff_t>(known["window"]);
    const auto last = static_cast<std::ptrdiff_t>(rows.rows());
    for (std::size_t epoch = 0; epoch < std::min(kMostEpochs, known["starts"].size()); ++epoch) {
      const auto starts = known["starts"][epoch].get<std::vector<std::ptrdiff_t>>();
      for (std::size_t first = 0; first < starts.size(); first += 32) {
        Batch batch{{}, static_cast<std::size_t>(window), true};
        for (std::size_t i = first; i < std::min(first + 32, starts.size()); ++i)
          batch.sequences.push_back({0, starts[i], starts[i] + window, starts[i] + window - 1, last});
        const BatchLoss loss = gradient.compute(batch, {rows.view(), {}}, parameters.data());
        losses.push_back(loss.sum / static_cast<double>(loss.targets));
        adam.step(best_kernels(), parameters, gradient.gradients());
      }
    }
  }

  /// The limit of the scored data's own scores.
  double limit() const {
    AlignedVector<float> state(net.state_size()), y(net.prediction_size()), scratch(net.scratch_size());
    std::vector<double> scores;
    for (std::size_t t = 0; t < rows.rows(); ++t) {
      net.step(parameters.data(), best_kernels(), rows.row(t).data(), state.data(), y.data(), scratch.data());
      if (t + 1 >= net.shape().window) scores.push_back(std::abs(static_cast<double>(rows(t, 0) - y[0])));
    }
    return percentile(scores, 95);
  }
};

class GoldenRecipe : public testing::TestWithParam<const char*> {};

TEST_P(GoldenRecipe, FollowsPyTorchsLossCurveAndEndsAtItsLimit) {
  const RecipeRun run(GetParam());
  const auto expected = numbers<double>(run.known["losses"]);
  ASSERT_EQ(expected.size(), 50U);
  double worst = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) worst = std::max(worst, std::abs(run.losses[i] / expected[i] - 1));
  EXPECT_LT(worst, 1e-4);
  RecordProperty("worst_loss_difference", std::to_string(worst));
  if (kMostEpochs < run.known["starts"].size()) return;
  const double limit = run.known["limit"];
  EXPECT_NEAR(run.limit() / limit, 1, 0.01);
  RecordProperty("limit_ratio", std::to_string(run.limit() / limit));
}

INSTANTIATE_TEST_SUITE_P(Recipes, GoldenRecipe, testing::Values("keras-gru", "torch-rnn"),
                         [](const auto& recipe) { return test_name(recipe.param); });

}  // namespace
}  // namespace tidegate
