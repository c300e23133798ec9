#include "read/csv_dialect.h"

#include <gtest/gtest.h>

namespace tidegate {
namespace {

CsvDialect dialect(const std::string& text, const ReadOptions& options = {}) {
  return detect_dialect(text, true, options).value();
}

TEST(CsvDialect, TheDelimiterIsTheOneThatSplitsEvenly) {
  EXPECT_EQ(dialect("a,b\n1,2\n3,4\n").delimiter, ',');
  EXPECT_EQ(dialect("a;b\n1;2\n").delimiter, ';');
  EXPECT_EQ(dialect("a\tb\n1\t2\n").delimiter, '\t');
  EXPECT_EQ(dialect("a|b\n1|2\n").delimiter, '|');
  EXPECT_EQ(dialect("value\n1\n2\n").delimiter, ',');
  EXPECT_EQ(dialect("name,note\n1,\"a;b;c\"\n2,\"d;e;f\"\n").delimiter, ',');
}

TEST(CsvDialect, OneRaggedRowDoesNotHideTheDelimiter) {
  EXPECT_EQ(dialect("a,b,c\n1,2,3\n1,2\n1,2,3\n").delimiter, ',');
}

TEST(CsvDialect, ADecimalCommaIsFoundBesideAnotherDelimiter) {
  const CsvDialect found = dialect("time;flow\n2024-01-01;3,14\n2024-01-02;2,72\n");
  EXPECT_EQ(found.delimiter, ';');
  EXPECT_EQ(found.decimal_mark, ',');
  EXPECT_EQ(dialect("1,5;2,5\n3,5;4,5\n").decimal_mark, ',');
  EXPECT_EQ(dialect("a;b\n1.5;2\n").decimal_mark, '.');
}

TEST(CsvDialect, ADecimalCommaThatIsAskedForIsNeverTheDelimiter) {
  const CsvDialect found = dialect("3,14\n2,72\n", {.decimal_comma = true});
  EXPECT_NE(found.delimiter, ',');
  EXPECT_EQ(found.decimal_mark, ',');
  const auto both = detect_dialect("1\n", true, {.delimiter = ',', .decimal_comma = true});
  ASSERT_FALSE(both);
  EXPECT_EQ(both.error().kind, ErrorKind::kUsage);
}

TEST(CsvDialect, AHeaderIsTextAboveNumbersOrTimes) {
  EXPECT_TRUE(dialect("time,value\n2024-01-01,1\n").has_header);
  EXPECT_TRUE(dialect("time,0,1\n2024-01-01,1,2\n").has_header);
  EXPECT_TRUE(dialect(",value\n0,1\n1,2\n").has_header);
  EXPECT_TRUE(dialect("time,value\n").has_header);
  EXPECT_FALSE(dialect("1,2\n3,4\n").has_header);
  EXPECT_FALSE(dialect("2024-01-01 00:00,1\n2024-01-01 01:00,2\n").has_header);
  EXPECT_FALSE(dialect("pump1,1\npump2,2\n").has_header);
  EXPECT_FALSE(dialect("5\n").has_header);
}

TEST(CsvDialect, TheFirstRecordIsKeptForTheNames) {
  EXPECT_EQ(dialect("\n\"a, b\",c\n1,2\n").first_record, (std::vector<std::string>{"a, b", "c"}));
  EXPECT_TRUE(detect_dialect("a,b", false, {})->first_record.empty());
}

}  // namespace
}  // namespace tidegate
