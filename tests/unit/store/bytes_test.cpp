#include "store/bytes.h"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace tidegate {
namespace {

std::string sample_bytes() {
  ByteWriter writer;
  writer.put(std::uint64_t{42});
  writer.put(std::numeric_limits<double>::denorm_min());
  writer.put(true);
  writer.put("pump");
  const std::array<double, 3> values = {1.5, -0.0, std::numeric_limits<double>::quiet_NaN()};
  writer.put_all(values);
  return writer.take();
}

TEST(Bytes, ValuesComeBackBitForBit) {
  const std::string bytes = sample_bytes();
  ByteReader reader(bytes);
  EXPECT_EQ(reader.get<std::uint64_t>(), 42U);
  EXPECT_EQ(reader.get<double>(), std::numeric_limits<double>::denorm_min());
  EXPECT_TRUE(reader.get_bool());
  EXPECT_EQ(reader.get_string(), "pump");
  std::array<double, 3> values{};
  reader.get_all(values);
  EXPECT_EQ(values[0], 1.5);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(values[1]), std::bit_cast<std::uint64_t>(-0.0));
  EXPECT_TRUE(std::isnan(values[2]));
  EXPECT_TRUE(reader.status());
}

TEST(Bytes, EveryTruncationIsAnErrorAndNeverReadsOutside) {
  const std::string bytes = sample_bytes();
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    ByteReader reader(std::string_view(bytes).substr(0, size));
    reader.get<std::uint64_t>();
    reader.get<double>();
    reader.get_bool();
    reader.get_string();
    std::array<double, 3> values{};
    reader.get_all(values);
    ASSERT_FALSE(reader.status()) << size;
    EXPECT_EQ(reader.status().error().kind, ErrorKind::kModel);
  }
}

TEST(Bytes, BytesLeftOverAreAnError) {
  ByteReader reader("abc");
  reader.get<std::uint8_t>();
  EXPECT_NE(reader.status().error().message().find("2 bytes longer"), std::string::npos);
}

TEST(Bytes, AnAbsurdCountAllocatesNothing) {
  ByteWriter writer;
  writer.put(std::numeric_limits<std::uint64_t>::max());
  const std::string bytes = writer.take();
  ByteReader text(bytes);
  EXPECT_EQ(text.get_string(), "");
  EXPECT_FALSE(text.ok());
  ByteReader list(bytes);
  std::array<double, 2> values{};
  list.get_all(values);
  EXPECT_FALSE(list.ok());
}

TEST(Bytes, ABooleanIsZeroOrOne) {
  ByteReader reader("\x02");
  EXPECT_FALSE(reader.get_bool());
  EXPECT_FALSE(reader.status());
}

}  // namespace
}  // namespace tidegate
