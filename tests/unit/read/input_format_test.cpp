#include "read/input_format.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

using namespace std::string_literals;

std::string problem(const std::string& head) {
  const auto format = detect_format("x", head);
  return format ? "" : format.error().message();
}

TEST(InputFormat, IsFoundByContent) {
  EXPECT_EQ(detect_format("x", "time,value\n1,2\n"), InputFormat::kCsv);
  EXPECT_EQ(detect_format("x", "\xEF\xBB\xBFtime,value\n"), InputFormat::kCsv);
  EXPECT_EQ(detect_format("x", "\n {\"a\": 1}\n"), InputFormat::kJsonLines);
  EXPECT_EQ(detect_format("x", "\xEF\xBB\xBF[1, 2]\n"), InputFormat::kJsonLines);
  EXPECT_EQ(detect_format("x", "\x93NUMPY\x01\x00"s), InputFormat::kNpy);
}

TEST(InputFormat, AnEmptyFileIsSaidToBeEmpty) {
  EXPECT_EQ(problem(""), "x: is empty; give a file with a header and rows");
  EXPECT_NE(problem("\n\n \n").find("contains only blank lines"), std::string::npos);
}

TEST(InputFormat, ForeignFilesAreCalledByTheirName) {
  EXPECT_NE(problem("PK\x03\x04 rest").find("a zip archive"), std::string::npos);
  EXPECT_NE(problem("PAR1").find("Parquet"), std::string::npos);
  EXPECT_NE(problem("\x28\xB5\x2F\xFD").find("zstd -d"), std::string::npos);
  EXPECT_NE(problem("\xFF\xFEt\0i\0"s).find("iconv"), std::string::npos);
}

TEST(InputFormat, BinaryGarbageIsNotTakenForText) {
  EXPECT_NE(problem("time\0value"s).find("binary data"), std::string::npos);
  EXPECT_NE(problem("\x01\x02\x03\x04garbage").find("binary data"), std::string::npos);
}

TEST(InputFormat, AnErrorHasItsSourceAsData) { EXPECT_EQ(detect_format("x.csv", "").error().place.source, "x.csv"); }

}  // namespace
}  // namespace tidegate
