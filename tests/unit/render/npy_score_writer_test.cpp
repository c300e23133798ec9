#include "render/npy_score_writer.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "base/missing.h"
#include "read/npy_header.h"
#include "temporary_folder.h"

namespace tidegate {
namespace {

constexpr std::array kOne = {7.0};

std::vector<double> numbers(const std::string& bytes) {
  std::vector<double> out((bytes.size() - 128) / sizeof(double));
  std::memcpy(out.data(), bytes.data() + 128, out.size() * sizeof(double));
  return out;
}

std::string written(std::size_t rows, bool detail) {
  const TemporaryFolder folder;
  OutputFile out = *OutputFile::create(folder / "scores.npy");
  const auto writer = make_npy_score_writer(out, 1, detail);
  for (std::size_t i = 0; i < rows; ++i) {
    const double score = i == 0 ? kMissingValue : static_cast<double>(i);
    EXPECT_TRUE(
        writer->write({.index = i, .time_text = {}, .score = score, .threshold = 3, .anomaly = i > 3, .values = kOne}));
  }
  EXPECT_TRUE(writer->finish());
  EXPECT_TRUE(out.commit());
  return file_content(folder / "scores.npy");
}

TEST(NpyScoreWriter, ScoresAreOneArrayWithNanForNone) {
  const std::string bytes = written(5, false);
  const auto header = parse_npy_header("scores.npy", bytes);
  ASSERT_TRUE(header) << header.error().message();
  EXPECT_EQ(header->dimensions, 1U);
  EXPECT_EQ(header->rows, 5U);
  EXPECT_EQ(header->header_bytes, 128U);
  EXPECT_TRUE(std::isnan(numbers(bytes)[0]));
  EXPECT_EQ(numbers(bytes)[4], 4);
}

TEST(NpyScoreWriter, DetailIsAMatrixInTheOrderOfTheCsvColumns) {
  const std::string bytes = written(5, true);
  const auto header = parse_npy_header("scores.npy", bytes);
  ASSERT_TRUE(header) << header.error().message();
  EXPECT_EQ(header->columns, 8U);
  const std::vector<double> all = numbers(bytes);
  ASSERT_EQ(all.size(), 40U);
  for (const std::size_t i : {0U, 1U, 2U}) EXPECT_TRUE(std::isnan(all[i])) << i;  // no score: no threshold, no verdict
  EXPECT_EQ(std::vector(all.begin() + 32, all.begin() + 36), (std::vector<double>{4, 3, 1, 7}));
}

TEST(NpyScoreWriter, ManyRowsAreWrittenOnTheWayAndCountedAtTheEnd) {
  const std::string bytes = written(100'000, false);
  EXPECT_EQ(parse_npy_header("scores.npy", bytes)->rows, 100'000U);
  EXPECT_EQ(numbers(bytes).back(), 99'999);
}

TEST(NpyScoreWriter, TheHeaderHasOneLengthWhateverTheShape) {
  EXPECT_EQ(npy_header_bytes(0, 0).size(), 128U);
  EXPECT_EQ(npy_header_bytes(std::numeric_limits<std::size_t>::max(), std::numeric_limits<std::size_t>::max()).size(),
            128U);
}

}  // namespace
}  // namespace tidegate
