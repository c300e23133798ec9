#include "store/numbers.h"

#include <gtest/gtest.h>

#include <limits>

namespace tidegate {
namespace {

TensorFile file_of(const std::vector<double>& values) {
  TensorFile file("m.tidegate");
  file.add<double>("x", {values.size()}, values);
  return file;
}

TEST(Numbers, ComeBackAsTheyWere) {
  std::vector<double> back;
  ASSERT_TRUE(read_numbers(file_of({1, -2.5}), "x", {2}, back));
  EXPECT_EQ(back, (std::vector<double>{1, -2.5}));
}

TEST(Numbers, OfAnotherShapeOrNotFiniteAreRefusedAndChangeNothing) {
  std::vector<double> back = {7};
  EXPECT_FALSE(read_numbers(file_of({1, 2}), "x", {3}, back));
  EXPECT_FALSE(read_numbers(file_of({1, 2}), "y", {2}, back));
  const Status infinite = read_numbers(file_of({1, std::numeric_limits<double>::infinity()}), "x", {2}, back);
  EXPECT_NE(infinite.error().message().find("tensor 'x' has a value that is not finite"), std::string::npos);
  EXPECT_EQ(back, std::vector<double>{7});
}

TEST(Numbers, ThatMustBeAboveZeroAreNamedWhereTheyAreNot) {
  EXPECT_TRUE(check_above_zero(file_of({}), "x", {1e-9, 2}));
  const Status zero = check_above_zero(file_of({}), "x", {1, 0});
  EXPECT_NE(zero.error().message().find("tensor 'x' has a value that is not above 0"), std::string::npos);
}

}  // namespace
}  // namespace tidegate
