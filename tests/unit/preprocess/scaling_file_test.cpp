#include "preprocess/scaling_file.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

std::string refusal(const Status& read) { return read ? "" : read.error().message(); }

TEST(ScalingFile, ScalerAndTransformComeBack) {
  TensorFile file("m");
  add_scaler(file, {.center = {1, 2}, .scale = {3, 4}});
  add_transform(file, {.size = {0, 5}, .center = {6, 7}, .scale = {8, 9}});
  ScalerParams scaler;
  TransformParams transform;
  ASSERT_TRUE(read_scaler(file, 2, scaler));
  ASSERT_TRUE(read_transform(file, 2, transform));
  EXPECT_EQ(scaler.center, (std::vector<double>{1, 2}));
  EXPECT_EQ(scaler.scale, (std::vector<double>{3, 4}));
  EXPECT_EQ(transform.size, (std::vector<double>{0, 5}));
  EXPECT_EQ(transform.center, (std::vector<double>{6, 7}));
  EXPECT_EQ(transform.scale, (std::vector<double>{8, 9}));
}

TEST(ScalingFile, WithoutATransformHasNoTensorsOfOne) {
  TensorFile file("m");
  add_transform(file, {});
  EXPECT_TRUE(file.tensors().empty());
  TransformParams transform;
  ASSERT_TRUE(read_transform(file, 2, transform));
  EXPECT_FALSE(transform.any());
}

TEST(ScalingFile, RefusesScalesThatAreNotAboveZeroSizesBelowItAndOtherChannels) {
  TensorFile file("m");
  add_scaler(file, {.center = {1}, .scale = {0}});
  add_transform(file, {.size = {-1}, .center = {0}, .scale = {1}});
  ScalerParams scaler;
  TransformParams transform;
  EXPECT_NE(refusal(read_scaler(file, 1, scaler)).find("'scaler.scale' has a value that is not above 0"),
            std::string::npos);
  EXPECT_NE(refusal(read_transform(file, 1, transform)).find("'transform.size' has a value below 0"),
            std::string::npos);
  EXPECT_NE(refusal(read_scaler(file, 2, scaler)).find("scaler.center"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
