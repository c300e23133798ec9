#include "read/byte_input.h"

#include <gtest/gtest.h>

#include "unit/read/test_input.h"

namespace tidegate {
namespace {

std::string read_whole(ByteInput& input) {
  std::string all, piece(7, '\0');
  for (;;) {
    const auto got = input.read(piece);
    EXPECT_TRUE(got);
    if (!got || *got == 0) return all;
    all.append(piece, 0, *got);
  }
}

TEST(ByteInput, AFileIsGivenByteForByte) {
  for (const std::string bytes : {"", "x", "xy", "time,value\n1,2\n"}) {
    const TemporaryFile file(bytes);
    auto input = open_input(file.path());
    ASSERT_TRUE(input);
    EXPECT_EQ(read_whole(**input), bytes);
    EXPECT_EQ((*input)->stored_bytes(), bytes.size());
  }
}

TEST(ByteInput, GzipIsFoundByContentAndNotByName) {
  const TemporaryFile file(gzip("time,value\n1,2\n"), "data.txt");
  auto input = open_input(file.path());
  ASSERT_TRUE(input);
  EXPECT_EQ(read_whole(**input), "time,value\n1,2\n");
}

TEST(ByteInput, AMissingFileAndADirectoryAreNamedWithTheRemedy) {
  const TemporaryFile file("");
  const auto missing = open_input(file.folder() / "absent.csv");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::kData);
  EXPECT_NE(missing.error().message().find("absent.csv: no such file"), std::string::npos);
  EXPECT_TRUE(missing.error().place.source.ends_with("absent.csv"));
  const auto directory = open_input(file.folder());
  ASSERT_FALSE(directory);
  EXPECT_NE(directory.error().message().find("is a directory; name one file in it"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
