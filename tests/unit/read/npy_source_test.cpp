#include "read/npy_source.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>

#include "unit/read/test_input.h"

namespace tidegate {
namespace {

template <class T>
std::string npy(const std::string& type, const std::string& shape, bool column_major, const std::vector<T>& values) {
  std::string dictionary =
      "{'descr': '" + type + "', 'fortran_order': " + (column_major ? "True" : "False") + ", 'shape': " + shape + ", }";
  dictionary.resize((dictionary.size() + 10 + 64) / 64 * 64 - 10, ' ');
  std::string bytes = "\x93NUMPY\x01";
  bytes += '\0';
  bytes += static_cast<char>(dictionary.size() & 255);
  bytes += static_cast<char>(dictionary.size() >> 8);
  bytes += dictionary;
  bytes.resize(bytes.size() + values.size() * sizeof(T));
  std::memcpy(bytes.data() + bytes.size() - values.size() * sizeof(T), values.data(), values.size() * sizeof(T));
  return bytes;
}

TEST(NpySource, AOneDimensionalArrayIsTheChannelValue) {
  const Series series = series_of(npy<double>("<f8", "(3,)", false, {1, 2.5, -3}));
  EXPECT_EQ(names_of(series.channels), std::vector<std::string>{"value"});
  EXPECT_EQ(values_of(series), (std::vector<double>{1, 2.5, -3}));
  EXPECT_FALSE(series.rows.has_time());
}

TEST(NpySource, BothOrdersGiveTheSameRows) {
  const Series rows = series_of(npy<float>("<f4", "(3, 2)", false, {1, 2, 3, 4, 5, 6}));
  const Series columns = series_of(npy<float>("<f4", "(3, 2)", true, {1, 3, 5, 2, 4, 6}));
  EXPECT_EQ(values_of(rows, 1), (std::vector<double>{2, 4, 6}));
  EXPECT_EQ(values_of(columns, 0), values_of(rows, 0));
  EXPECT_EQ(values_of(columns, 1), values_of(rows, 1));
  EXPECT_EQ(names_of(rows.channels), (std::vector<std::string>{"c0", "c1"}));
}

TEST(NpySource, IntegersAndFlagsAreNumbers) {
  EXPECT_EQ(values_of(series_of(npy<std::int16_t>("<i2", "(2,)", false, {-5, 300}))), (std::vector<double>{-5, 300}));
  EXPECT_EQ(values_of(series_of(npy<std::uint64_t>("<u8", "(1,)", false, {1ULL << 52}))),
            (std::vector<double>{0x1p52}));
  EXPECT_EQ(values_of(series_of(npy<std::uint8_t>("|b1", "(2,)", false, {0, 1}))), (std::vector<double>{0, 1}));
}

TEST(NpySource, InfinitiesAreMissingAndCounted) {
  const double infinity = std::numeric_limits<double>::infinity();
  const Series series = series_of(npy<double>("<f8", "(3,)", false, {1, -infinity, infinity}));
  EXPECT_EQ(series.notes.infinite_values, 2U);
  EXPECT_EQ(series.notes.first_infinite_line, 2U);
  EXPECT_TRUE(std::isnan(series.rows.values(1, 0)));
}

TEST(NpySource, AColumnMayBeTimeOrLabel) {
  const auto bytes = npy<double>("<f8", "(2, 3)", false, {1476460800, 5, 0, 1476460860, 6, 1});
  const Series series = series_of(bytes, {.time = "0", .label = "c2"});
  EXPECT_EQ(series.rows.time[1] - series.rows.time[0], std::chrono::minutes(1));
  EXPECT_EQ(series.rows.time_text(0), "1476460800");
  EXPECT_EQ(series.rows.label, (std::vector<std::int8_t>{0, 1}));
  EXPECT_EQ(names_of(series.channels), std::vector<std::string>{"c1"});
  EXPECT_NE(error_of(bytes, {.channels = {"c7"}}).find("no column 'c7'"), std::string::npos);
}

TEST(NpySource, FewerOrMoreBytesThanAnnouncedAreAnError) {
  for (const bool column_major : {false, true}) {
    const std::string bytes = npy<double>("<f8", "(3, 2)", column_major, {1, 2, 3, 4, 5, 6});
    EXPECT_NE(error_of(bytes.substr(0, bytes.size() - 5)).find("ends too early: 43 bytes of 48"), std::string::npos);
    EXPECT_NE(error_of(bytes + "x").find("goes on after the array"), std::string::npos);
    EXPECT_EQ(refusal_of(bytes + "x").place.source, "input.csv");
  }
}

TEST(NpySource, LongArraysComeInBlocks) {
  std::vector<float> values(10000);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
  const Series series = series_of(npy<float>("<f4", "(10000,)", false, values));
  ASSERT_EQ(series.rows.size(), 10000U);
  EXPECT_EQ(series.rows.values(9999, 0), 9999);
  EXPECT_EQ(series_of(gzip(npy<float>("<f4", "(10000,)", false, values))).rows.values(5000, 0), 5000);
}

}  // namespace
}  // namespace tidegate
