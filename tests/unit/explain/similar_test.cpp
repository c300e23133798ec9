#include "explain/similar.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "base/missing.h"
#include "base/random.h"

namespace tidegate {
namespace {

Matrix<double> noise(std::size_t rows, std::size_t channels) {
  Matrix<double> values(rows, channels);
  Random random(3);
  for (double& value : values.flat()) value = random.normal();
  return values;
}

void copy_rows(Matrix<double>& values, std::size_t from, std::size_t count, std::size_t to) {
  for (std::size_t t = 0; t < count; ++t)
    for (std::size_t c = 0; c < values.cols(); ++c) values(to + t, c) = values(from + t, c);
}

std::optional<SimilarFound> similar(const Matrix<double>& values, const RowStretch& sought,
                                    const std::vector<RowStretch>& closed = {}) {
  std::vector<std::uint8_t> open(values.rows(), 1);
  for (const RowStretch& rows : closed)
    std::fill_n(open.begin() + static_cast<std::ptrdiff_t>(rows.first), rows.length, 0);
  return find_similar(values.view(), sought, open);
}

TEST(Similar, APlantedCopyIsFoundExactly) {
  for (const std::size_t channels : {1U, 3U}) {
    Matrix<double> values = noise(400, channels);
    copy_rows(values, 300, 20, 117);
    const auto found = similar(values, {300, 20});
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->first, 117U);
    EXPECT_EQ(found->distance, 0);
  }
}

TEST(Similar, TheDistanceIsTheRootMeanSquareOfAValue) {
  Matrix<double> values = noise(200, 2);
  copy_rows(values, 150, 10, 40);
  for (std::size_t t = 40; t < 50; ++t) values(t, 1) += 0.2;
  const auto found = similar(values, {150, 10});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->first, 40U);
  EXPECT_NEAR(found->distance, 0.2 / std::sqrt(2.0), 1e-12);
}

TEST(Similar, ClosedRowsAreInNoStretch) {
  Matrix<double> values = noise(300, 1);
  copy_rows(values, 200, 10, 50);
  copy_rows(values, 200, 10, 90);
  EXPECT_EQ(similar(values, {200, 10})->first, 50U);
  EXPECT_EQ(similar(values, {200, 10}, {{59, 1}})->first, 90U);
  EXPECT_NE(similar(values, {200, 10}, {{59, 1}, {90, 1}})->first, 90U);
}

TEST(Similar, AStretchSharesNoRowWithTheOneThatIsSought) {
  Matrix<double> values(100, 1, 1.0);
  for (std::size_t t = 0; t < 100; ++t) values(t, 0) = static_cast<double>(t);  // the nearer, the more similar
  const auto found = similar(values, {50, 10});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->first, 40U);
  EXPECT_EQ(found->distance, 10);
}

TEST(Similar, OfEquallySimilarStretchesTheFirstIsTaken) {
  const auto found = similar(Matrix<double>(60, 2, 4.0), {30, 8});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->first, 0U);
  EXPECT_EQ(found->distance, 0);
}

TEST(Similar, PairsWithAMissingValueAreLeftOut) {
  Matrix<double> values = noise(200, 1);
  copy_rows(values, 150, 10, 40);
  values(43, 0) = values(158, 0) = kMissingValue;
  const auto found = similar(values, {150, 10});
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->first, 40U);
  EXPECT_EQ(found->distance, 0);
}

TEST(Similar, AStretchWithFewerThanHalfOfItsValuesIsNoCandidate) {
  Matrix<double> values = noise(200, 1);
  copy_rows(values, 150, 10, 40);
  for (std::size_t t = 40; t < 45; ++t) values(t, 0) = kMissingValue;
  EXPECT_EQ(similar(values, {150, 10})->first, 40U);
  values(45, 0) = kMissingValue;
  EXPECT_NE(similar(values, {150, 10})->first, 40U);
}

TEST(Similar, NothingIsLikeAStretchThatIsMostlyMissing) {
  Matrix<double> values = noise(200, 1);
  for (std::size_t t = 150; t < 156; ++t) values(t, 0) = kMissingValue;
  EXPECT_FALSE(similar(values, {150, 10}).has_value());
}

TEST(Similar, ASeriesTooShortForASecondStretchHasNone) {
  EXPECT_FALSE(similar(noise(19, 1), {5, 10}).has_value());
  EXPECT_TRUE(similar(noise(20, 1), {10, 10}).has_value());
}

TEST(Similar, ValuesTooLargeToBeSquaredAreLikeNothing) {
  Matrix<double> values = noise(60, 1);
  values(55, 0) = 1e200;
  EXPECT_FALSE(similar(values, {50, 10}).has_value());
}

/// What giving up early must not change.
TEST(Similar, TheNearestOfAllIsFound) {
  const Matrix<double> values = noise(500, 2);
  const RowStretch sought{240, 9};
  double least = INFINITY;
  std::size_t first = 0;
  for (std::size_t s = 0; s + 9 <= 500; ++s) {
    if (s + 9 > 240 && s < 249) continue;
    double sum = 0;
    for (std::size_t t = 0; t < 9; ++t)
      for (std::size_t c = 0; c < 2; ++c) sum += std::pow(values(240 + t, c) - values(s + t, c), 2);
    if (sum < least) least = sum, first = s;
  }
  const auto found = similar(values, sought);
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->first, first);
  EXPECT_NEAR(found->distance, std::sqrt(least / 18), 1e-12);
}

}  // namespace
}  // namespace tidegate
