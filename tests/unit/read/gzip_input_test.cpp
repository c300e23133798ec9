#include "read/gzip_input.h"

#include <gtest/gtest.h>

#include "unit/read/test_input.h"

namespace tidegate {
namespace {

Result<std::string> unpack(const std::string& packed, std::size_t piece) {
  GzipInput input(std::make_unique<MemoryInput>(packed, piece));
  std::string all, part(1000, '\0');
  for (;;) {
    const auto got = input.read(part);
    if (!got) return got.error();
    if (*got == 0) return all;
    all.append(part, 0, *got);
  }
}

std::string many_lines() {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += std::to_string(i * 7919 % 10007) + "\n";
  return text;
}

TEST(GzipInput, UnpacksWhateverThePiecesAre) {
  const std::string text = many_lines(), packed = gzip(text);
  for (const std::size_t piece : {std::size_t{1}, std::size_t{17}, std::size_t{1} << 16})
    EXPECT_EQ(unpack(packed, piece).value(), text);
}

TEST(GzipInput, SeveralMembersAreOneText) { EXPECT_EQ(unpack(gzip("a,b\n") + gzip("1,2\n"), 5).value(), "a,b\n1,2\n"); }

TEST(GzipInput, ATruncatedFileIsAnErrorAndNotAShortSeries) {
  const std::string packed = gzip(many_lines());
  for (const std::size_t left : {std::size_t{12}, packed.size() / 2, packed.size() - 1}) {
    const auto text = unpack(packed.substr(0, left), 1 << 16);
    ASSERT_FALSE(text) << left;
    EXPECT_NE(text.error().message().find("ends in the middle of its gzip data"), std::string::npos);
    EXPECT_FALSE(text.error().place.source.empty());
  }
}

TEST(GzipInput, DamagedDataAreAnError) {
  std::string packed = gzip(many_lines());
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);  // in the checksum
  const auto text = unpack(packed, 1 << 16);
  ASSERT_FALSE(text);
  EXPECT_NE(text.error().message().find("the gzip data are damaged"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
