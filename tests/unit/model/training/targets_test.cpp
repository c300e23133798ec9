#include "model/training/targets.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace tidegate {
namespace {

/// Ten rows of two channels: 10 · row + channel.
struct Rows {
  Matrix<float> rows{10, 2};
  Matrix<float> labels{10, 1};
  Rows() {
    for (std::size_t t = 0; t < 10; ++t) {
      rows(t, 0) = static_cast<float>(10 * t), rows(t, 1) = static_cast<float>(10 * t + 1);
      labels(t, 0) = t == 4 ? 1.0F : 0.0F;
    }
  }
  std::vector<float> read(const NetShape& net, std::ptrdiff_t row, std::ptrdiff_t last = 10) const {
    std::vector<float> into(net.targets());
    read_targets(net, {rows.view(), {}, labels.view()}, row, 2, last, into.data());
    return into;
  }
};

NetShape forecaster(std::size_t horizon) {
  NetShape net{.cell = CellKind::kGru, .inputs = 2, .hidden = {4}, .predicts = {1}};
  net.horizon = horizon;
  return net;
}

TEST(Targets, OfAForecasterAreTheRowsToComeTheNearestFirst) {
  EXPECT_EQ(Rows().read(forecaster(3), 4), (std::vector<float>{51, 61, 71}));
}

TEST(Targets, OfOneThatGivesBackBeginWithTheRowItself) {
  NetShape net = forecaster(2);
  net.gives_last = true;
  EXPECT_EQ(Rows().read(net, 4), (std::vector<float>{41, 51}));
}

TEST(Targets, OutsideOfTheSeriesThereAreNone) {
  const auto targets = Rows().read(forecaster(3), 7, 9);
  EXPECT_EQ(targets[0], 81);
  EXPECT_TRUE(std::isnan(targets[1]) && std::isnan(targets[2]));
  EXPECT_TRUE(std::isnan(Rows().read(forecaster(1), 0)[0]));
}

TEST(Targets, OfAClassifierAreLabels) {
  NetShape net = forecaster(1);
  net.kind = NetKind::kClassifier;
  EXPECT_EQ(Rows().read(net, 4), (std::vector<float>{1}));
  EXPECT_EQ(Rows().read(net, 5), (std::vector<float>{0}));
}

}  // namespace
}  // namespace tidegate
