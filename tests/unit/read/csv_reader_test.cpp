#include "read/csv_reader.h"

#include <gtest/gtest.h>

#include "unit/read/test_input.h"

namespace tidegate {
namespace {

using Records = std::vector<std::vector<std::string>>;

Result<Records> read_records(CsvReader& reader) {
  Records records;
  std::vector<std::string_view> fields;
  for (;;) {
    const auto fetched = reader.next(fields, true);
    if (!fetched) return fetched.error();
    if (*fetched == Fetch::kEnd) return records;
    records.emplace_back(fields.begin(), fields.end());
  }
}

std::unique_ptr<CsvReader> reader_of(const std::string& text, std::size_t piece = 1 << 16) {
  return std::move(CsvReader::open(memory_buffer(text, piece), {}).value());
}

Result<Records> records_of(const std::string& text) {
  auto reader = CsvReader::open(memory_buffer(text), {});
  if (!reader) return reader.error();
  return read_records(**reader);
}

TEST(CsvReader, NamesComeFromTheHeader) {
  EXPECT_EQ(reader_of("\xEF\xBB\xBFtime, flow [l/s] \n1,2\n")->column_names(),
            (std::vector<std::string>{"time", "flow [l/s]"}));
  EXPECT_EQ(reader_of("1,2\n3,4\n")->column_names(), (std::vector<std::string>{"c0", "c1"}));
  EXPECT_EQ(reader_of("1\n2\n")->column_names(), (std::vector<std::string>{"value"}));
}

TEST(CsvReader, TheFirstRowOfAHeaderlessFileIsNotLost) {
  EXPECT_EQ(records_of("1,2\n3,4").value(), (Records{{"1", "2"}, {"3", "4"}}));
}

TEST(CsvReader, BlankLinesAreRowsOnlyInAOneColumnFile) {
  EXPECT_EQ(records_of("a,b\n\n1,2\n \n3,4\n\n").value(), (Records{{"1", "2"}, {"3", "4"}}));
  EXPECT_EQ(records_of("value\n1\n\n\n2\n\"\"\n\n\n").value(), (Records{{"1"}, {""}, {""}, {"2"}, {""}}));
}

TEST(CsvReader, LinesAreCountedThroughQuotesAndBlankLines) {
  auto reader = reader_of("a,b\n\n\"x\ny\",2\n3,4\n");
  std::vector<std::string_view> fields;
  ASSERT_TRUE(reader->next(fields, true));
  EXPECT_EQ(reader->line(), 3U);
  ASSERT_TRUE(reader->next(fields, true));
  EXPECT_EQ(reader->line(), 5U);
}

TEST(CsvReader, RaggedRowsAreNamed) {
  const auto records = records_of("a,b,c\n1,2,3\n4,5\n");
  ASSERT_FALSE(records);
  EXPECT_EQ(records.error().message().substr(0, records.error().message().find('\n')),
            "memory.csv, line 3: expected 3 fields, found 2");
}

TEST(CsvReader, AnUnclosedQuoteIsNamedWithTheLineItOpensIn) {
  const auto records = records_of("a,b\n1,2\n\"3,4\n5,6\n");
  ASSERT_FALSE(records);
  EXPECT_NE(records.error().message().find("line 3: a quote opened in this record is never closed"), std::string::npos);
  const auto after = records_of("a,b\n1,2\n\"3\"x,4\n");
  ASSERT_FALSE(after);
  EXPECT_NE(after.error().message().find("line 3: text follows a closing quote"), std::string::npos);
}

TEST(CsvReader, ALineWithoutEndIsRefusedInBoundedMemory) {
  auto input = std::make_unique<MemoryInput>(std::string(1 << 16, '7'), 1 << 16, 32768);  // 2 GiB
  const auto reader = CsvReader::open(BlockBuffer(std::move(input)), {});
  ASSERT_TRUE(reader);
  const auto records = read_records(**reader);
  ASSERT_FALSE(records);
  EXPECT_EQ(records.error().message(), "memory.csv, line 1: is longer than 16 MiB: is this a text file?");
  EXPECT_LE((*reader)->stored_bytes(), 2 * BlockBuffer::kLongestRecord);
}

TEST(CsvReader, RecordsAreTheSameWhateverThePiecesOfTheInput) {
  std::string text = "a,b\n";
  for (int i = 0; i < 5000; ++i) text += std::to_string(i) + ",\"x" + std::to_string(i % 7) + "\r\n,\"\r\n";
  auto whole = reader_of(text), pieces = reader_of(text, 11);
  EXPECT_EQ(read_records(*pieces).value(), read_records(*whole).value());
}

TEST(CsvReader, AReaderThatMustNotWaitSaysLater) {
  const std::string rows(70000, '\n');
  auto reader = reader_of("a,b\n1,2\n" + rows + "3,4\n", 80000 - 1);
  std::vector<std::string_view> fields;
  EXPECT_EQ(reader->next(fields, false), Fetch::kRecord);
  EXPECT_EQ(reader->next(fields, true), Fetch::kRecord);
  EXPECT_EQ(reader->next(fields, false), Fetch::kLater);
  EXPECT_EQ(reader->next(fields, true), Fetch::kEnd);
}

TEST(CsvReader, AnErrorHasItsPlaceAndItsRemediesAsData) {
  const Error error = records_of("a,b\n1,2\n3\n").error();
  EXPECT_EQ(error.place.source, "memory.csv");
  EXPECT_EQ(error.place.line, 3U);
  EXPECT_EQ(error.problem, "expected 2 fields, found 1");
  EXPECT_EQ(error.remedies.size(), 1U);
}

}  // namespace
}  // namespace tidegate
