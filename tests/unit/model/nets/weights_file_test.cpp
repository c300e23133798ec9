#include "model/nets/weights_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <limits>

#include "temporary_folder.h"
#include "unit/chain/fitted.h"

namespace tidegate {
namespace {

using namespace testing_support;

class WeightsFile : public testing::Test {
 protected:
  WeightsFile() { add_weights(file_, chain_.net, chain_.parameters); }

  std::string refusal() {
    AlignedVector<float> parameters(chain_.parameters.size());
    return message_of(read_weights(file_, chain_.net, parameters));
  }

  const FittedChain chain_ = fitted_chain(waves(kRows, 2));
  TensorFile file_{"w.safetensors"};
};

TEST_F(WeightsFile, HoldsTheNamesAndShapesOfPyTorch) {
  const auto shape = [&](std::string_view name) { return shape_text(file_.find(name)->shape); };
  EXPECT_EQ(file_.tensors().size(), 6U);
  EXPECT_EQ(shape("rnn.weight_ih_l0"), "12x2");
  EXPECT_EQ(shape("rnn.weight_hh_l0"), "12x4");
  EXPECT_EQ(shape("rnn.bias_ih_l0"), "12");
  EXPECT_EQ(shape("rnn.bias_hh_l0"), "12");
  EXPECT_EQ(shape("head.weight"), "2x4");
  EXPECT_EQ(shape("head.bias"), "2");
}

TEST_F(WeightsFile, ComesBackBitForBitThroughAFileOnDisk) {
  const TemporaryFolder folder;
  const std::string bytes = serialise(file_);
  std::ofstream(folder / "w.safetensors", std::ios::binary) << bytes;
  AlignedVector<float> parameters(chain_.parameters.size(), 9.0F);
  const Status loaded = read_weights(*read_tensor_file(folder / "w.safetensors"), chain_.net, parameters);
  ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
  EXPECT_EQ(parameters, chain_.parameters);  // padding included
}

TEST_F(WeightsFile, TensorsOfOthersAreLeftAlone) {
  file_.add<float>("decoder.weight", {1}, std::vector{1.0F});
  EXPECT_EQ(refusal(), "no error");
}

TEST_F(WeightsFile, AnAbsentTensorIsNamed) {
  TensorFile other{"other.safetensors"};
  other.add<float>("head.bias", {2}, std::vector{1.0F, 2.0F});
  file_ = other;
  EXPECT_EQ(refusal(), "loading model 'other.safetensors': tensor 'rnn.weight_ih_l0': is missing");
}

TEST_F(WeightsFile, AnotherShapeIsNamedWithTheExpectedOne) {
  file_.add<float>("rnn.weight_hh_l0", {4, 12}, std::vector<float>(48));
  EXPECT_NE(refusal().find("'rnn.weight_hh_l0': is 4x12, expected 12x4"), std::string::npos) << refusal();
}

TEST_F(WeightsFile, AnotherTypeIsRefused) {
  file_.add<double>("head.bias", {2}, std::vector{1.0, 2.0});
  EXPECT_NE(refusal().find("'head.bias': holds F64, expected F32"), std::string::npos) << refusal();
}

TEST_F(WeightsFile, WeightsThatAreNotFiniteAreRefusedAndNothingIsRead) {
  for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
    file_.add<float>("head.bias", {2}, std::vector{1.0F, bad});
    AlignedVector<float> parameters(chain_.parameters.size(), 9.0F);
    const Status read = read_weights(file_, chain_.net, parameters);
    EXPECT_NE(message_of(read).find("'head.bias' has a value that is not finite"), std::string::npos);
    EXPECT_EQ(parameters.front(), 9.0F);
  }
}

}  // namespace
}  // namespace tidegate
