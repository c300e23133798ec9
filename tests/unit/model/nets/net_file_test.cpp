#include "model/nets/net_file.h"

#include <gtest/gtest.h>

#include <functional>

#include "model/nets/weights_file.h"

namespace tidegate {
namespace {

using Json = nlohmann::ordered_json;

const NetShape kTwoWay = {.cell = CellKind::kLstm,
                          .inputs = 3,
                          .hidden = {4, 2},
                          .predicts = {0, 2},
                          .kind = NetKind::kAutoencoder,
                          .window = 5,
                          .bidirectional = true};

TensorFile weights_of(const NetShape& shape) {
  const auto net = Network<float>::build(shape);
  TensorFile file("m");
  add_weights(file, net, AlignedVector<float>(net.parameter_count(), 0.5F));
  return file;
}

std::string refusal(const std::function<void(Json&)>& edit) {
  Json json = net_json(kTwoWay);
  edit(json);
  const auto net = read_net(weights_of(kTwoWay), json);
  return net ? "" : net.error().message();
}

TEST(NetFile, ComesBackWithItsWholeShape) {
  const auto net = read_net(weights_of(kTwoWay), net_json(kTwoWay));
  ASSERT_TRUE(net.has_value()) << net.error().message();
  EXPECT_EQ(net_json(net->shape()), net_json(kTwoWay));
}

TEST(NetFile, OfTheTimeBeforeOtherNetsIsAForecasterOfOneStep) {
  const NetShape shape = {.cell = CellKind::kGru, .inputs = 2, .hidden = {3}, .predicts = {0, 1}};
  Json json = net_json(shape);
  for (const char* key : {"kind", "horizon", "gives_last", "gaussian", "window", "bidirectional"}) json.erase(key);
  const auto net = read_net(weights_of(shape), json);
  ASSERT_TRUE(net.has_value()) << net.error().message();
  EXPECT_EQ(net->shape().kind, NetKind::kForecaster);
  EXPECT_EQ(net->shape().horizon, 1U);
}

TEST(NetFile, RefusesSizesThatMakeNoSenseAndNamesNobodyKnows) {
  const std::string nonsense = "the network's sizes are out of range or do not fit together";
  EXPECT_NE(refusal([](Json& json) { json["kind"] = "oracle"; }).find("'oracle'"), std::string::npos);
  EXPECT_NE(refusal([](Json& json) { json["cell"] = "gnu"; }), "");
  EXPECT_NE(refusal([](Json& json) { json["inputs"] = 0; }).find(nonsense), std::string::npos);
  EXPECT_NE(refusal([](Json& json) { json["predicts"] = {2, 0}; }).find(nonsense), std::string::npos);
  EXPECT_NE(refusal([](Json& json) { json["window"] = 0; }).find(nonsense), std::string::npos);
  EXPECT_NE(refusal([](Json& json) { json["horizon"] = 2; }).find(nonsense), std::string::npos);
}

TEST(NetFile, OfMoreWeightsThanTheFileHoldsIsNotBuilt) {
  EXPECT_NE(refusal([](Json& json) {
              json["hidden"] = {4000, 4000};
            }).find("weights, but the file has"),
            std::string::npos);
}

}  // namespace
}  // namespace tidegate
