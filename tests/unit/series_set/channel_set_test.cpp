#include <gtest/gtest.h>

#include "temporary_folder.h"
#include "unit/series_set/set_support.h"

namespace tidegate {
namespace {

constexpr const char* kWide =
    "time,flow [l/s],level,anomaly\n"
    "2024-01-01T01:00+01:00,1,10,0\n"
    "2024-01-01T01:01+01:00,2,20,1\n"
    "2024-01-01T01:02+01:00,6,30,0\n";

SetOptions each_channel(ReadOptions reading = {}) { return {.reading = std::move(reading), .each_channel = true}; }

TEST(ChannelSet, EveryChannelIsATableUnderItsName) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "wide.csv", kWide), each_channel({.label = "anomaly"}));
  EXPECT_EQ(set.name(), (folder / "wide.csv").string());
  EXPECT_EQ(ids_of(set), (Names{"flow [l/s]", "level"}));
  EXPECT_EQ(file_names_of(set), (Names{"flow [l_s]", "level"}));
  EXPECT_TRUE(set.is_collection());
  EXPECT_TRUE(set.is_rereadable());
  EXPECT_TRUE(set.may_have_time());
}

TEST(ChannelSet, AChannelIsCalledValueAndKeepsUnitTimesAndLabels) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "wide.csv", kWide), each_channel({.label = "anomaly"}));
  const Series flow = table_of(set, 0).table, level = table_of(set, 1).table;
  ASSERT_EQ(flow.channels.size(), 1U);
  EXPECT_EQ(flow.channels[0].name, "value");
  EXPECT_EQ(flow.channels[0].unit, "l/s");
  EXPECT_EQ(level.channels[0].unit, "");
  EXPECT_EQ(flow.source, "flow [l/s]");
  EXPECT_EQ(flow.time_column, "time");
  EXPECT_EQ(flow.notes.rows, 3U);
  EXPECT_EQ(numbers_of(flow.rows.values), (Numbers{1, 2, 6}));
  EXPECT_EQ(numbers_of(level.rows.values), (Numbers{10, 20, 30}));
  EXPECT_EQ(level.rows.label, (std::vector<std::int8_t>{0, 1, 0}));
  EXPECT_EQ(level.rows.time[1] - level.rows.time[0], std::chrono::minutes(1));
  EXPECT_EQ(level.rows.utc_offset_minutes, (std::vector<std::int16_t>{60, 60, 60}));
  EXPECT_EQ(level.rows.time_text(1), "2024-01-01T01:01+01:00");
}

TEST(ChannelSet, OpenedAndReadATableGivesTheSameRows) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "wide.csv", kWide), each_channel({.label = "anomaly"}));
  for (const std::size_t table : {0U, 1U}) expect_same_rows_however_read(set, table);
}

TEST(ChannelSet, TellsWhatWasLeftOutAndHowManyThereAre) {
  const TemporaryFolder folder;
  const auto file = write_file(folder / "wide.csv", "who,a,b\nme,1,2\nyou,3,4\n");
  Names notes;
  set_of(file, each_channel(), {.on_note = [&](const Note& note) {
           EXPECT_EQ(note.kind, NoteKind::kInput);
           notes.push_back(note.text);
         }});
  ASSERT_EQ(notes.size(), 2U);
  EXPECT_TRUE(notes[0].starts_with("columns left out: who (text)")) << notes[0];
  EXPECT_EQ(notes[1], "2 channels, each a separate series");
}

TEST(ChannelSet, ADetectorOfOtherBinsIsRefusedForTheTableWasReadBefore) {
  const TemporaryFolder folder;
  const SeriesSet set = set_of(write_file(folder / "wide.csv", kWide), each_channel());
  const ReadOptions means{.resample = std::chrono::minutes(2)};
  const auto read = set.read_table(1, means);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::kModel);
  EXPECT_EQ(read.error().option, "resample");
  EXPECT_EQ(read.error().message(), "the detector was trained on means over 2 min; use the same resample");
  const auto opened = set.open_table(1, means);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kModel);
}

TEST(ChannelSet, MeansOverBinsAreKeptAndRowsAsTheyAreRefused) {
  const TemporaryFolder folder;
  const SeriesSet set =
      set_of(write_file(folder / "wide.csv", kWide), each_channel({.resample = std::chrono::minutes(2)}));
  const Series flow = table_of(set, 0).table;
  EXPECT_EQ(numbers_of(flow.rows.values), (Numbers{1.5, 6}));
  EXPECT_EQ(flow.resample, std::chrono::minutes(2));
  const auto read = set.read_table(0, {});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::kModel);
  EXPECT_EQ(read.error().message(), "the detector was trained on rows without resampling; leave out resample");
}

TEST(ChannelSet, WithoutTimesItMayHaveNone) {
  const TemporaryFolder folder;
  EXPECT_FALSE(set_of(write_file(folder / "bare.csv", "a,b\n1,2\n"), each_channel()).may_have_time());
}

TEST(ChannelSet, ChannelsWhoseResultsWouldHaveOneNameAreRefused) {
  const TemporaryFolder folder;
  const Error error = opening_error(write_file(folder / "wide.csv", "a/b,a:b\n1,2\n3,4\n"), each_channel());
  EXPECT_EQ(error.kind, ErrorKind::kData);
  EXPECT_NE(error.problem.find("'a_b'"), std::string::npos) << error.problem;
}

TEST(ChannelSet, AFileThatCannotBeReadIsRefusedAtOnce) {
  const TemporaryFolder folder;
  const Error error = opening_error(folder / "absent.csv", each_channel());
  EXPECT_EQ(error.kind, ErrorKind::kData);
  EXPECT_NE(error.message().find("absent.csv"), std::string::npos) << error.message();
}

}  // namespace
}  // namespace tidegate
