#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/missing.h"
#include "temporary_folder.h"
#include "tidegate/render.h"

namespace tidegate {
namespace {

constexpr std::array kValues = {83.1, -0.5}, kExpected = {41.0, 0.1}, kLower = {35.2, kMissingValue},
                     kUpper = {47.9, 1.0}, kShare = {0.75, 0.25};

ScoredRow scored_row() {
  return {.index = 1,
          .time_text = "2022-04-19 09:00",
          .score = 9.2,
          .threshold = 3.71,
          .anomaly = true,
          .values = kValues,
          .expected = kExpected,
          .lower = kLower,
          .upper = kUpper,
          .share = kShare};
}

std::string written(ScoreFormat format, bool detail, std::initializer_list<ScoredRow> rows) {
  const TemporaryFolder folder;
  OutputFile out = *OutputFile::create(folder / "scores");
  const auto writer = make_score_writer(format, out, {"flow, raw", "level"}, detail);
  for (const ScoredRow& row : rows) EXPECT_TRUE(writer->write(row));
  EXPECT_TRUE(writer->finish());
  EXPECT_TRUE(out.commit());
  return file_content(folder / "scores");
}

TEST(ScoreWriter, CsvHasTheColumnsOfTheContract) {
  EXPECT_EQ(written(ScoreFormat::kCsv, false, {scored_row()}),
            "time,score,threshold,anomaly\n2022-04-19 09:00,9.2,3.71,1\n");
  EXPECT_EQ(written(ScoreFormat::kCsv, true, {scored_row()}),
            "time,score,threshold,anomaly,\"flow, raw\",\"flow, raw.expected\",\"flow, raw.lower\",\"flow, raw.upper\","
            "\"flow, raw.share\",level,level.expected,level.lower,level.upper,level.share\n"
            "2022-04-19 09:00,9.2,3.71,1,83.1,41,35.2,47.9,0.75,-0.5,0.1,,1,0.25\n");
}

TEST(ScoreWriter, CsvFieldsAreEmptyWhereNoScoreExists) {
  EXPECT_EQ(
      written(ScoreFormat::kCsv, false, {{.index = 7, .time_text = {}, .score = kMissingValue, .threshold = 3.71}}),
      "time,score,threshold,anomaly\n7,,,\n");
  const std::string detailed =
      written(ScoreFormat::kCsv, true, {{.index = 7, .time_text = "x", .score = kMissingValue, .values = kValues}});
  EXPECT_EQ(detailed.substr(detailed.find('\n') + 1), "x,,,,83.1,,,,,-0.5,,,,\n");
}

TEST(ScoreWriter, CsvQuotesTimesThatHoldASeparator) {
  ScoredRow row = scored_row();
  row.time_text = "Apr 19, 2022";
  EXPECT_NE(written(ScoreFormat::kCsv, false, {row}).find("\n\"Apr 19, 2022\",9.2,"), std::string::npos);
}

TEST(ScoreWriter, WithoutRowsTheHeaderIsStillWritten) {
  EXPECT_EQ(written(ScoreFormat::kCsv, false, {}), "time,score,threshold,anomaly\n");
  EXPECT_EQ(written(ScoreFormat::kJsonLines, false, {}), "");
}

TEST(ScoreWriter, JsonLinesHaveTheSameKeysInTheSameOrder) {
  EXPECT_EQ(written(ScoreFormat::kJsonLines, false, {scored_row()}),
            "{\"time\":\"2022-04-19 09:00\",\"score\":9.2,\"threshold\":3.71,\"anomaly\":1}\n");
  const std::string line = written(ScoreFormat::kJsonLines, true, {scored_row()});
  const auto row = nlohmann::ordered_json::parse(line);
  EXPECT_EQ(row.size(), 14U);
  EXPECT_EQ(row.at("flow, raw.expected"), 41);
  EXPECT_TRUE(row.at("level.lower").is_null());
  EXPECT_EQ(std::prev(row.end()).key(), "level.share");
}

TEST(ScoreWriter, JsonHasNullWhereNoScoreExistsAndTheRowNumberWithoutTimes) {
  EXPECT_EQ(written(ScoreFormat::kJsonLines, false, {{.index = 7, .time_text = {}, .score = kMissingValue}}),
            "{\"time\":7,\"score\":null,\"threshold\":null,\"anomaly\":null}\n");
}

TEST(ScoreWriter, NumbersReadBackAsTheSameBits) {
  ScoredRow row = scored_row();
  row.score = 0.1 + 0.2;
  EXPECT_NE(written(ScoreFormat::kCsv, false, {row}).find(",0.30000000000000004,"), std::string::npos);
}

TEST(ScoreWriter, AFullDiskIsReported) {
  for (const ScoreFormat format : {ScoreFormat::kCsv, ScoreFormat::kJsonLines, ScoreFormat::kNpy}) {
    OutputFile out = *OutputFile::create("/dev/full");
    const auto writer = make_score_writer(format, out, {"level"}, false);
    Status status;
    for (int i = 0; status && i < 100'000; ++i) status = writer->write(scored_row());
    if (status) status = writer->finish();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::kOutput);
  }
}

TEST(ScoreWriter, TheKeyStandsAfterTheTime) {
  const TemporaryFolder folder;
  const auto text_of = [&](ScoreFormat format) {
    OutputFile out = *OutputFile::create(folder / "scores");
    const auto writer = make_score_writer(format, out, {"v"}, false, "account");
    ScoredRow row = scored_row();
    row.key = "a,17";
    EXPECT_TRUE(writer->write(row) && writer->finish() && out.commit());
    return file_content(folder / "scores");
  };
  EXPECT_EQ(text_of(ScoreFormat::kCsv), "time,account,score,threshold,anomaly\n2022-04-19 09:00,\"a,17\",9.2,3.71,1\n");
  EXPECT_EQ(text_of(ScoreFormat::kJsonLines),
            "{\"time\":\"2022-04-19 09:00\",\"account\":\"a,17\",\"score\":9.2,\"threshold\":3.71,\"anomaly\":1}\n");
}

TEST(ScoreFile, AppearsWithTheLastRowAndHoldsWhatTheWriterWrites) {
  const TemporaryFolder folder;
  const auto path = folder / "scores.csv";
  const auto file = make_score_file(ScoreFormat::kCsv, path, {.channels = {"flow", "level"}});
  ASSERT_TRUE(file);
  ASSERT_TRUE((*file)->write(scored_row()));
  EXPECT_FALSE(std::filesystem::exists(path));
  ASSERT_TRUE((*file)->finish());
  EXPECT_EQ(file_content(path), "time,score,threshold,anomaly\n2022-04-19 09:00,9.2,3.71,1\n");
}

TEST(ScoreFile, ThatCannotBeMadeIsRefused) {
  const TemporaryFolder folder;
  const auto refused = make_score_file(ScoreFormat::kCsv, folder / "none" / "scores.csv", {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::kOutput);
}

}  // namespace
}  // namespace tidegate
