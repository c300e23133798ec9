#include "read/csv_record.h"

#include <gtest/gtest.h>

#include <string>

namespace tidegate {
namespace {

struct SplitText {
  SplitRecord record;
  std::vector<std::string> fields;
};

SplitText split(std::string text, bool last = true, char delimiter = ',') {
  std::vector<std::string_view> fields;
  const SplitRecord record = split_record(text.data(), text.data() + text.size(), delimiter, last, fields);
  return {record, {fields.begin(), fields.end()}};
}

using Fields = std::vector<std::string>;

TEST(CsvRecord, FieldsEndAtDelimiterAndLine) {
  const SplitText got = split("a,,b c\nnext");
  EXPECT_EQ(got.record.outcome, Split::kRecord);
  EXPECT_EQ(got.fields, (Fields{"a", "", "b c"}));
  EXPECT_EQ(got.record.bytes, 7U);
  EXPECT_EQ(got.record.lines, 1U);
}

TEST(CsvRecord, CarriageReturnsBelongToTheLineEnd) {
  EXPECT_EQ(split("a,b\r\n").fields, (Fields{"a", "b"}));
  EXPECT_EQ(split("a,\"b\"\r\nc").fields, (Fields{"a", "b"}));
  EXPECT_EQ(split("a,b\r").fields, (Fields{"a", "b"}));
  EXPECT_EQ(split("\"b\"\r").fields, (Fields{"b"}));
}

TEST(CsvRecord, TheLastRecordNeedsNoLineEnd) {
  const SplitText got = split("a,b");
  EXPECT_EQ(got.fields, (Fields{"a", "b"}));
  EXPECT_EQ(got.record.bytes, 3U);
  EXPECT_EQ(split("a,").fields, (Fields{"a", ""}));
  EXPECT_EQ(split("\"a\"").fields, (Fields{"a"}));
}

TEST(CsvRecord, QuotesHoldDelimitersLinesAndDoubledQuotes) {
  const SplitText got = split("\"a,1\",\"two\nlines\",\"say \"\"hi\"\"\"\nrest");
  EXPECT_EQ(got.fields, (Fields{"a,1", "two\nlines", "say \"hi\""}));
  EXPECT_EQ(got.record.lines, 2U);
  EXPECT_EQ(split("5\" pipe,1\n").fields, (Fields{"5\" pipe", "1"}));
}

TEST(CsvRecord, ARecordCutByTheEndOfTheTextIsIncompleteAtEveryPlace) {
  const std::string record = "a,\"b \"\"q\"\"\",c\n";
  for (std::size_t cut = 0; cut < record.size(); ++cut) {
    const Split outcome = split(record.substr(0, cut), false).record.outcome;
    EXPECT_TRUE(outcome == Split::kIncomplete || outcome == Split::kOpenQuote) << cut;
  }
  EXPECT_EQ(split(record, false).fields, (Fields{"a", "b \"q\"", "c"}));
}

TEST(CsvRecord, AnIncompleteRecordIsLeftAsItIs) {
  std::string text = "\"a \"\"q\"\" b\",1";
  const std::string before = text;
  std::vector<std::string_view> fields;
  split_record(text.data(), text.data() + text.size(), ',', false, fields);
  EXPECT_EQ(text, before);
}

TEST(CsvRecord, WrongQuotingIsToldApart) {
  EXPECT_EQ(split("\"a,b\nc,d\n").record.outcome, Split::kOpenQuote);
  EXPECT_EQ(split("\"a\"b,c\n").record.outcome, Split::kTextAfterQuote);
}

}  // namespace
}  // namespace tidegate
