#include "page/base64.h"

#include <gtest/gtest.h>

#include <cstring>
#include <numeric>

namespace tidegate {
namespace {

std::string encode(std::string_view text) {
  std::string out;
  append_base64(out, std::as_bytes(std::span(text)));
  return out;
}

std::string stream(const std::vector<float>& values, std::size_t& largest_piece) {
  std::string out;
  const PageWriter collect = [&](std::string_view piece) -> Status {
    largest_piece = std::max(largest_piece, piece.size());
    out += piece;
    return {};
  };
  EXPECT_TRUE(write_base64(std::span<const float>(values), collect));
  return out;
}

TEST(Base64, GivesTheTestVectorsOfRfc4648) {
  EXPECT_EQ(encode(""), "");
  EXPECT_EQ(encode("f"), "Zg==");
  EXPECT_EQ(encode("fo"), "Zm8=");
  EXPECT_EQ(encode("foo"), "Zm9v");
  EXPECT_EQ(encode("foob"), "Zm9vYg==");
  EXPECT_EQ(encode("fooba"), "Zm9vYmE=");
  EXPECT_EQ(encode("foobar"), "Zm9vYmFy");
}

TEST(Base64, StreamingManyValuesInPiecesGivesTheTextOfTheWhole) {
  std::vector<float> values(100'001);
  std::iota(values.begin(), values.end(), 0.5F);
  std::string whole;
  append_base64(whole, std::as_bytes(std::span(values)));
  std::size_t largest = 0;
  EXPECT_EQ(stream(values, largest), whole);
  EXPECT_LT(largest, 100'000U);
}

TEST(Base64, TheFirstFailureOfTheWriterEndsTheStream) {
  const std::vector<double> values(100'000);
  int calls = 0;
  const PageWriter full = [&](std::string_view) -> Status { return ++calls, fail(ErrorKind::kOutput, "disk full"); };
  const Status written = write_base64(std::span<const double>(values), full);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().message(), "disk full");
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace tidegate
