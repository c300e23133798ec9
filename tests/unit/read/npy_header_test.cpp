#include "read/npy_header.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

std::string header(const std::string& dictionary, char version = 1) {
  std::string bytes = "\x93NUMPY";
  bytes += version;
  bytes += '\0';
  for (int i = 0; i < (version == 1 ? 2 : 4); ++i) bytes += static_cast<char>((dictionary.size() >> (8 * i)) & 255);
  return bytes + dictionary;
}

std::string shaped(const std::string& type, const std::string& shape) {
  return header("{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n");
}

std::string problem_of_header(const std::string& bytes) {
  const auto parsed = parse_npy_header("x.npy", bytes);
  return parsed ? "" : parsed.error().message();
}

TEST(NpyHeader, VersionsOneToThreeAreRead) {
  for (const char version : {'\1', '\2', '\3'}) {
    const std::string bytes = header("{'descr': '<f4', 'fortran_order': True, 'shape': (3, 2), }", version);
    const auto parsed = parse_npy_header("x", bytes);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed->rows, 3U);
    EXPECT_EQ(parsed->columns, 2U);
    EXPECT_EQ(parsed->item_bytes, 4U);
    EXPECT_TRUE(parsed->column_major);
    EXPECT_EQ(parsed->header_bytes, bytes.size());
  }
}

TEST(NpyHeader, AOneDimensionalArrayIsOneColumn) {
  const auto parsed = parse_npy_header("x", shaped("|u1", "(7,)"));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->rows, 7U);
  EXPECT_EQ(parsed->columns, 1U);
  EXPECT_EQ(parsed->kind, 'u');
}

TEST(NpyHeader, OtherTypesAreRefusedWithTheRemedy) {
  EXPECT_NE(
      problem_of_header(shaped(">f8", "(7,)")).find("big-endian numbers ('>f8')\nsave array.astype('<f8') instead"),
      std::string::npos);
  EXPECT_NE(problem_of_header(shaped("|O", "(7,)")).find("values of type '|O'"), std::string::npos);
  EXPECT_NE(problem_of_header(shaped("<f2", "(7,)")).find("values of type '<f2'"), std::string::npos);
  EXPECT_NE(problem_of_header(header("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (3,), }"))
                .find("type 'structured'"),
            std::string::npos);
}

TEST(NpyHeader, OtherShapesAreRefused) {
  EXPECT_NE(problem_of_header(shaped("<f8", "(2, 3, 4)")).find("3 dimensions"), std::string::npos);
  EXPECT_NE(problem_of_header(shaped("<f8", "()")).find("0 dimensions"), std::string::npos);
  EXPECT_NE(problem_of_header(shaped("<f8", "(0, 3)")).find("without rows"), std::string::npos);
  EXPECT_NE(problem_of_header(shaped("<f8", "(3, 1000000)")).find("transpose it?"), std::string::npos);
  EXPECT_NE(problem_of_header(shaped("<f8", "(18446744073709551615, 2)")).find("impossible number of rows"),
            std::string::npos);
}

TEST(NpyHeader, ATruncatedOrDamagedHeaderIsAnError) {
  const std::string whole = shaped("<f8", "(7,)");
  for (const std::size_t left : {std::size_t{6}, std::size_t{9}, std::size_t{10}, whole.size() - 1})
    EXPECT_NE(problem_of_header(whole.substr(0, left)).find("ends within the .npy header"), std::string::npos) << left;
  EXPECT_NE(problem_of_header(header("{'descr': '<f8'}")).find("damaged .npy header"), std::string::npos);
  EXPECT_NE(problem_of_header(header("{}", 9)).find("version 9"), std::string::npos);
}

TEST(NpyHeader, AnErrorHasItsSourceAsData) {
  EXPECT_EQ(parse_npy_header("x.npy", "\x93NUMPY").error().place.source, "x.npy");
}

}  // namespace
}  // namespace tidegate
