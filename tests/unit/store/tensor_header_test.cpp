#include "store/tensor_header.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

std::string entry(std::string_view name, std::string_view dtype, std::string_view shape, std::string_view offsets) {
  return "\"" + std::string(name) + "\":{\"dtype\":\"" + std::string(dtype) + "\",\"shape\":" + std::string(shape) +
         ",\"data_offsets\":" + std::string(offsets) + "}";
}

std::string problem(const std::string& text, std::size_t data_bytes) {
  const auto header = parse_tensor_header(text, data_bytes);
  return header ? "accepted" : header.error().message();
}

void expect_problem(const std::string& text, std::size_t data_bytes, std::string_view words) {
  EXPECT_NE(problem(text, data_bytes).find(words), std::string::npos) << problem(text, data_bytes) << "\n" << text;
}

TEST(TensorHeader, AGoodHeaderGivesSlotsInTheOrderOfTheirData) {
  const auto header = parse_tensor_header("{" + entry("a", "F32", "[2]", "[8,16]") + "," +
                                              entry("b", "F64", "[]", "[0,8]") + R"(,"__metadata__":{"k":"v"}}   )",
                                          16);
  ASSERT_TRUE(header) << header.error().message();
  ASSERT_EQ(header->slots.size(), 2U);
  EXPECT_EQ(header->slots[0].name, "b");
  EXPECT_EQ(header->slots[1].shape, std::vector<std::size_t>{2});
  EXPECT_EQ(header->metadata.at("k"), "v");
}

TEST(TensorHeader, BrokenJsonIsRefused) {
  for (const char* text : {"", "{", "[]", "7", "{\"a\":}", "{\"a\":1}{", "{\"\xff\":1}"})
    expect_problem(text, 0, "corrupt header");
}

TEST(TensorHeader, DeepNestingIsRefusedWhateverItsDepth) {
  expect_problem("{\"a\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}", 0, "nested too deeply");
  expect_problem("{\"a\":" + std::string(100'000, '['), 0, "nested too deeply");
}

TEST(TensorHeader, ANameThatOccursTwiceIsRefusedAtEveryLevel) {
  const std::string one = entry("a", "U8", "[1]", "[0,1]");
  expect_problem("{" + one + "," + one + "}", 1, "the name 'a' occurs twice");
  expect_problem(R"({"a":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}})", 1, "'dtype' occurs twice");
  expect_problem(R"({"__metadata__":{"k":"v","k":"w"}})", 0, "'k' occurs twice");
}

TEST(TensorHeader, UnknownTypesShapesAndOffsetsAreRefusedByTheTensorsName) {
  expect_problem("{" + entry("a", "BF16", "[1]", "[0,2]") + "}", 2, "tensor 'a' has the type 'BF16'");
  expect_problem("{" + entry("a", "U8", "[-1]", "[0,1]") + "}", 1, "no valid shape");
  expect_problem("{" + entry("a", "U8", "[1.5]", "[0,1]") + "}", 1, "no valid shape");
  expect_problem("{" + entry("a", "U8", "\"1\"", "[0,1]") + "}", 1, "no valid shape");
  expect_problem("{" + entry("a", "U8", "[1]", "[0]") + "}", 1, "no valid data_offsets");
  expect_problem("{" + entry("a", "U8", "[1]", "[1,0]") + "}", 1, "ends before it begins");
  expect_problem(R"({"a":{"dtype":"U8"}})", 0, "must have dtype, shape and data_offsets");
  expect_problem(R"({"a":3})", 0, "must have dtype, shape and data_offsets");
}

TEST(TensorHeader, ShapeTimesTypeMustBeTheBytes) {
  expect_problem("{" + entry("a", "F32", "[3]", "[0,8]") + "}", 8, "is 3 of F32 but has 8 bytes");
  expect_problem("{" + entry("a", "F32", "[4611686018427387904,4]", "[0,0]") + "}", 0, "but has 0 bytes");
}

TEST(TensorHeader, OffsetsOutsideOverlapsAndGapsAreRefused) {
  expect_problem("{" + entry("a", "U8", "[9]", "[0,9]") + "}", 8, "truncated: tensor 'a' ends at byte 9");
  expect_problem("{" + entry("a", "U8", "[4]", "[0,4]") + "," + entry("b", "U8", "[4]", "[3,7]") + "}", 7, "overlaps");
  expect_problem("{" + entry("a", "U8", "[4]", "[0,4]") + "," + entry("b", "U8", "[4]", "[5,9]") + "}", 9,
                 "a gap of 1 bytes");
  expect_problem("{" + entry("a", "U8", "[4]", "[0,4]") + "}", 6, "2 bytes after the last tensor");
}

TEST(TensorHeader, MetadataIsTextOnly) {
  expect_problem(R"({"__metadata__":{"k":1}})", 0, "metadata 'k' must be text");
  expect_problem(R"({"__metadata__":"v"})", 0, "metadata must be an object");
}

}  // namespace
}  // namespace tidegate
