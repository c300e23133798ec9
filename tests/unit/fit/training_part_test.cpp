#include "fit/training_part.h"

#include <gtest/gtest.h>

#include "series_support.h"

namespace tidegate {
namespace {

using testing_support::waves;

/// Rows taken of 100, one a minute from 1970-01-01T00:00:00Z.
std::size_t rows_of(std::string_view spec) {
  const auto part = training_part(waves(100, 1), spec);
  if (!part) {
    ADD_FAILURE() << part.error().message();
    return 0;
  }
  EXPECT_EQ(part->begin, 0U);
  return part->end;
}

ErrorKind refusal_of(std::string_view spec, bool with_time = true) {
  const auto part = training_part(waves(100, 1, 5, with_time), spec);
  if (part) ADD_FAILURE() << spec << " was accepted";
  return part ? ErrorKind::kOutput : part.error().kind;
}

TEST(TrainingPart, IsAShareOfTheRows) {
  EXPECT_EQ(rows_of("0.5"), 50U);
  EXPECT_EQ(rows_of("0.999"), 99U);
  EXPECT_EQ(rows_of("1.0"), 100U);
}

TEST(TrainingPart, IsANumberOfRows) {
  EXPECT_EQ(rows_of("1"), 1U);
  EXPECT_EQ(rows_of("40"), 40U);
  EXPECT_EQ(rows_of("100"), 100U);
}

TEST(TrainingPart, MoreRowsThanThereAreIsADataError) {
  EXPECT_EQ(refusal_of("101"), ErrorKind::kData);
  EXPECT_EQ(refusal_of("99999999999999999999999"), ErrorKind::kData);
  EXPECT_NE(training_part(waves(100, 1), "101").error().message().find("only 100 rows"), std::string::npos);
}

TEST(TrainingPart, EndsBeforeAMoment) {
  EXPECT_EQ(rows_of("until:1970-01-01T00:30:00Z"), 30U);
  EXPECT_EQ(rows_of("until:1970-01-01T00:29:30Z"), 30U);
  EXPECT_EQ(rows_of("until:1970-01-01T02:30:00+02:00"), 30U);
  EXPECT_EQ(rows_of("until:2024-05-01"), 100U);
  Series local = waves(100, 1);
  local.rows.utc_offset_minutes.assign(100, 60);
  EXPECT_EQ(training_part(local, "until:1970-01-01T01:30:00")->end, 30U) << "local time where none is named";
  EXPECT_EQ(training_part(local, "until:1970-01-01T00:30:00Z")->end, 30U);
}

TEST(TrainingPart, WhatIsNotUnderstoodIsRefusedWithTheThreeForms) {
  for (const char* spec : {"", "half", "0", "-3", "0.0", "-0.5", "1.5", "50%", "0x20", "inf", "nan", "1e999", "until",
                           "until:", "until:yesterday", " 0.5"})
    EXPECT_EQ(refusal_of(spec), ErrorKind::kUsage) << spec;
  EXPECT_NE(training_part(waves(100, 1), "half").error().message().find("until:2024"), std::string::npos);
}

TEST(TrainingPart, AMomentNeedsATimeColumn) {
  EXPECT_EQ(refusal_of("until:1970-01-01T00:30:00Z", false), ErrorKind::kUsage);
}

TEST(TrainingPart, NoRowLeftIsADataError) {
  EXPECT_EQ(refusal_of("0.001"), ErrorKind::kData);
  EXPECT_EQ(refusal_of("until:1969-01-01T00:00:00Z"), ErrorKind::kData);
}

/// Keys of 10, 3 and 1 rows, one a minute.
SeriesTable three_keys() {
  Series series = waves(14, 1);
  series.key_column = "who";
  series.keys = {"a", "b", "c"};
  for (std::size_t row = 0; row < 14; ++row) series.rows.key.push_back(row < 10 ? 0 : row < 13 ? 1 : 2);
  return series_table(std::move(series));
}

std::vector<std::size_t> rows_by_key(std::string_view spec, std::string_view keys_spec = "") {
  const auto parts = training_parts(three_keys(), spec, keys_spec);
  EXPECT_TRUE(parts) << parts.error().message();
  std::vector<std::size_t> rows(3, 0);
  if (parts)
    for (const KeyedPart& part : *parts) rows[part.key] = part.rows.size();
  return rows;
}

TEST(TrainingParts, AreTheLeadingRowsOfEachKey) {
  using Counts = std::vector<std::size_t>;
  EXPECT_EQ(rows_by_key("0.5"), (Counts{5, 1, 0}));
  EXPECT_EQ(rows_by_key("1.0"), (Counts{10, 3, 1}));
  EXPECT_EQ(rows_by_key("2"), (Counts{2, 2, 1}));
  EXPECT_EQ(rows_by_key("until:1970-01-01T00:11:00Z"), (Counts{10, 1, 0}));
}

TEST(TrainingParts, AreOfTheFirstKeysIfAsked) {
  using Counts = std::vector<std::size_t>;
  EXPECT_EQ(rows_by_key("1.0", "0.7"), (Counts{10, 3, 0}));
  EXPECT_EQ(rows_by_key("0.5", "1"), (Counts{5, 0, 0}));
  EXPECT_EQ(rows_by_key("1.0", "99"), (Counts{10, 3, 1}));
}

TEST(TrainingParts, ThatAreNotUnderstoodOrEmptyAreRefused) {
  EXPECT_EQ(training_parts(three_keys(), "1.0", "most").error().kind, ErrorKind::kUsage);
  EXPECT_EQ(training_parts(three_keys(), "1.0", "1.5").error().kind, ErrorKind::kUsage);
  EXPECT_EQ(training_parts(three_keys(), "half").error().kind, ErrorKind::kUsage);
  EXPECT_EQ(training_parts(three_keys(), "until:1960-01-01").error().kind, ErrorKind::kData);
  EXPECT_EQ(training_parts(three_keys(), "1.0", "0.1").error().kind, ErrorKind::kData);
}

TEST(TrainingPart, ARefusalNamesItsOptionAsData) {
  EXPECT_EQ(training_part(waves(100, 1), "2.5").error().option, "train-part");
  const Error error = training_part(waves(100, 1), "200").error();
  EXPECT_EQ(error.option, "train-part");
  EXPECT_FALSE(error.place.source.empty());
}

}  // namespace
}  // namespace tidegate
