#include "model/nets/weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace tidegate {
namespace {

Network<float> net_of(std::vector<std::size_t> hidden) {
  return Network<float>::build({CellKind::kGru, 3, std::move(hidden), {0, 1}});
}

std::vector<float> fresh(const Network<float>& net, std::uint64_t seed) {
  std::vector<float> parameters(net.parameter_count());
  Random random(seed);
  initialise<float>(net, random, parameters);
  return parameters;
}

TEST(Weights, ExportAndImportAreInverse) {
  const auto net = net_of({5, 17});
  const auto parameters = fresh(net, 4);
  std::vector<float> back(parameters.size(), 9.0F);
  ASSERT_TRUE(import_weights(net, export_weights(net, parameters), back).has_value());
  EXPECT_EQ(back, parameters);
}

TEST(Weights, NamesAndShapesAreThoseOfPyTorch) {
  const auto weights = weight_slots(net_of({5, 7}));
  ASSERT_EQ(weights.size(), 10U);
  EXPECT_EQ(weights[0].name, "rnn.weight_ih_l0");
  EXPECT_EQ(weights[0].shape, (std::vector<std::size_t>{15, 3}));
  EXPECT_EQ(weights[7].name, "rnn.bias_hh_l1");
  EXPECT_EQ(weights[8].name, "head.weight");
  EXPECT_EQ(weights[8].shape, (std::vector<std::size_t>{2, 7}));
}

TEST(Weights, FreshOnesAreBoundedAndDependOnTheSeed) {
  const auto net = net_of({16});
  const auto a = fresh(net, 1), b = fresh(net, 1), c = fresh(net, 2);
  EXPECT_EQ(a, b);
  EXPECT_NE(a, c);
  for (const float w : a) EXPECT_LE(std::abs(w), 0.25F);
}

TEST(Weights, ThatAreNotFiniteAreRefusedByName) {
  const auto net = net_of({4});
  auto weights = export_weights(net, fresh(net, 1));
  weights[1].values[0] = std::numeric_limits<float>::infinity();
  std::vector<float> into(net.parameter_count());
  const auto status = import_weights(net, weights, into);
  ASSERT_FALSE(status.has_value());
  EXPECT_NE(status.error().message().find("rnn.bias_ih_l0"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
