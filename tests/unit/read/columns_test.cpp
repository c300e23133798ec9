#include "read/columns.h"

#include <gtest/gtest.h>

#include "spelled.h"
#include "unit/read/test_input.h"

namespace tidegate {
namespace {

using Names = std::vector<std::string>;

/// `rows` are written as in a CSV without quotes.
ColumnPlan plan(const Names& header, const std::vector<Names>& rows, const ReadOptions& options = {}) {
  RecordSample sample;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    sample.fields.insert(sample.fields.end(), rows[i].begin(), rows[i].end());
    sample.lines.push_back(i + 2);
  }
  const auto result = plan_columns("x.csv", header, sample, '.', options);
  EXPECT_TRUE(result) << result.error().message();
  return result ? *result : ColumnPlan{};
}

TEST(Columns, TimeIsFoundByNameOrContent) {
  EXPECT_EQ(plan({"v", "Timestamp"}, {{"1", "2024-01-01"}}).time, 1U);
  EXPECT_EQ(plan({"Time [s]", "v"}, {{"0", "1"}, {"1", "2"}}).time, 0U);
  EXPECT_EQ(plan({"v", "when"}, {{"1", "2024-01-01 00:00"}}).time, 1U);
  EXPECT_EQ(plan({"c0", "c1"}, {{"1476460800", "1"}, {"1476460860", "2"}}).time, 0U);
  EXPECT_EQ(plan({"c0", "c1"}, {{"5", "1"}, {"6", "2"}}).time, std::nullopt);
  EXPECT_EQ(plan({"date", "v"}, {{"pump", "1"}, {"valve", "2"}}).time, std::nullopt);
}

TEST(Columns, TheUnitOfACountFollowsFromItsSize) {
  EXPECT_EQ(plan({"ts", "v"}, {{"1476460800000", "1"}}).time_format, TimeFormat::kMilliseconds);
  EXPECT_EQ(plan({"ts", "v"}, {{"1476460800.5", "1"}}).time_format, TimeFormat::kSeconds);
}

TEST(Columns, TimeNoneLeavesTheTimeColumnOut) {
  const ColumnPlan none = plan({"time", "v"}, {{"1476460800", "1"}}, {.time = "none"});
  EXPECT_EQ(none.time, std::nullopt);
  EXPECT_EQ(names_of(none.channels), Names{"v"});
  EXPECT_EQ(none.left_out, Names{"time (time)"});
}

TEST(Columns, ChannelsAreTheNumericColumns) {
  const ColumnPlan all = plan({"time", "flow [l/s]", "state", "level", "empty"},
                              {{"2024-01-01", "1", "on", "NA", ""}, {"2024-01-02", "2", "off", "3", ""}});
  EXPECT_EQ(names_of(all.channels), (Names{"flow [l/s]", "level", "empty"}));
  EXPECT_EQ(all.channels[0].unit, "l/s");
  EXPECT_EQ(all.left_out, Names{"state (text)"});
}

TEST(Columns, AFewWordsAmongNumbersAreAnErrorLaterAndNoTextColumn) {
  EXPECT_EQ(names_of(plan({"a", "b"}, {{"1", "1"}, {"x", "2"}, {"3", "3"}}).channels), (Names{"a", "b"}));
}

TEST(Columns, ANamelessCounterOfRowsIsNoChannel) {
  const ColumnPlan exported = plan({"", "v", ""}, {{"0", "1", ""}, {"1", "2", ""}});
  EXPECT_EQ(names_of(exported.channels), Names{"v"});
  EXPECT_EQ(exported.left_out, (Names{"c0 (row numbers)", "c2 (no name, no values)"}));
}

TEST(Columns, WhatLooksLikeALabelIsNoChannelUnlessItIsAskedFor) {
  const Names header = {"v", "is_anomaly"};
  EXPECT_EQ(names_of(plan(header, {{"1", "0"}, {"2", "1"}}).channels), Names{"v"});
  EXPECT_EQ(names_of(plan(header, {{"1", "0"}, {"2", "0.7"}}).channels), header);
  EXPECT_EQ(names_of(plan(header, {{"1", "0"}, {"2", "1"}}, {.channels = header}).channels), header);
  EXPECT_EQ(plan(header, {{"1", "0"}, {"2", "1"}}, {.label = "is_anomaly"}).label, 1U);
}

TEST(Columns, WhatMayBeALabelIsKeptWithARemark) {
  const ColumnPlan kept = plan({"v", "is_fraud"}, {{"1", "0"}, {"2", "1"}});
  EXPECT_EQ(names_of(kept.channels), (Names{"v", "is_fraud"}));
  ASSERT_EQ(kept.remarks.size(), 1U);
  EXPECT_NE(kept.remarks[0].find("'is_fraud' contains only 0 and 1 and may be a label"), std::string::npos);
  EXPECT_TRUE(plan({"v", "target"}, {{"1", "0"}, {"2", "0.7"}}).remarks.empty());
  EXPECT_TRUE(plan({"v", "pump"}, {{"1", "0"}, {"2", "1"}}).remarks.empty());
  EXPECT_TRUE(plan({"v", "fraud"}, {{"1", "0"}}, {.channels = {"v", "fraud"}}).remarks.empty());
  EXPECT_TRUE(plan({"v", "fraud"}, {{"1", "0"}}, {.label = "fraud"}).remarks.empty());
}

TEST(Columns, ChannelsAreTakenByNameOrNumberInTheOrderAskedFor) {
  const ColumnPlan some = plan({"a", "b", "0"}, {{"1", "2", "3"}}, {.channels = {"b", "0"}, .label = "a"});
  EXPECT_EQ(some.channel_columns, (std::vector<std::size_t>{1, 2}));
  EXPECT_EQ(some.label, 0U);
}

TEST(Columns, EqualNamesAreMadeUnique) {
  EXPECT_EQ(plan({"a", "a", "a"}, {{"1", "2", "3"}}).names, (Names{"a", "a.1", "a.2"}));
}

TEST(Columns, AnUnknownColumnIsAnsweredWithTheNearest) {
  const auto column = find_column("x.csv", {"time", "flow", "level"}, "flwo", "label");
  ASSERT_FALSE(column);
  EXPECT_EQ(column.error().message(as_flags),
            "x.csv: no column 'flwo'; did you mean 'flow'?\ncolumns: time, flow, level (or numbers 0 to 2)");
  EXPECT_FALSE(find_column("x.csv", {"a"}, "1", "label"));
}

TEST(FindColumns, KeepsTheOrderAndRefusesOneTwice) {
  const std::vector<std::string> names = {"flow", "level"};
  EXPECT_EQ(find_columns("x.csv", names, {"level", "0"}).value(), (std::vector<std::size_t>{1, 0}));
  const auto twice = find_columns("x.csv", names, {"flow", "0"});
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().kind, ErrorKind::kUsage);
  EXPECT_EQ(twice.error().message(as_flags), "--channels: '0' is listed twice; list each column once");
  EXPECT_EQ(twice.error().option, "channels");
}

TEST(Columns, UnitsStandInTrailingBrackets) {
  EXPECT_EQ(channel_of("flow (l/s)").unit, "l/s");
  EXPECT_EQ(channel_of("flow [l/s] mean").unit, "");
  EXPECT_EQ(channel_of("flow [l/s] mean").name, "flow [l/s] mean");
  EXPECT_EQ(channel_of(")").unit, "");
}

TEST(Columns, NoNumbersAtAllIsAnError) {
  RecordSample sample{{"a", "b"}, {2}};
  const auto result = plan_columns("x.csv", {"p", "q"}, sample, '.', {});
  ASSERT_FALSE(result);
  EXPECT_NE(result.error().message(as_flags).find("no column is numeric\ncolumns: p, q"), std::string::npos);
}

TEST(Columns, ATimeColumnWithoutTimesIsNamedWithItsContent) {
  RecordSample sample{{"monday", "1"}, {2}};
  const auto result = plan_columns("x.csv", {"day", "v"}, sample, '.', {.time = "day"});
  ASSERT_FALSE(result);
  EXPECT_TRUE(result.error().message(as_flags).starts_with("x.csv, line 2, column 'day': \"monday\" is not a time\n"));
}

/// What planning is refused with.
Error refusal(const Names& header, const std::vector<Names>& rows, const ReadOptions& options) {
  RecordSample sample;
  for (const Names& row : rows) {
    sample.fields.insert(sample.fields.end(), row.begin(), row.end());
    sample.lines.push_back(sample.lines.size() + 2);
  }
  const auto result = plan_columns("x.csv", header, sample, '.', options);
  EXPECT_FALSE(result);
  return result ? Error{ErrorKind::kOutput, ""} : result.error();
}

TEST(Columns, ALabelThatIsTheOnlyColumnLeavesNothingToLearnFrom) {
  const Error refused = refusal({"time", "v"}, {{"2024-01-01", "3"}}, {.label = "v"});
  EXPECT_EQ(refused.kind, ErrorKind::kData);
  EXPECT_NE(refused.message(as_flags).find("column 'v' is the label (--label), and no other column is numeric"),
            std::string::npos)
      << refused.message();
}

TEST(Columns, TheKeyIsNoChannelAlsoIfItIsANumber) {
  const ColumnPlan own = plan({"account", "v"}, {{"17", "1"}, {"18", "2"}}, {.key = "account"});
  EXPECT_EQ(own.key, 0U);
  EXPECT_EQ(names_of(own.channels), Names{"v"});
  EXPECT_TRUE(own.left_out.empty());
  EXPECT_EQ(plan({"account", "v"}, {{"17", "1"}}, {.preferred_key = "account"}).key, 0U);
  EXPECT_EQ(plan({"account", "v"}, {{"17", "1"}}, {.key = "none", .preferred_key = "account"}).key, std::nullopt);
}

TEST(Columns, AModelsKeyThatIsNotThereIsAModelError) {
  const Error error = refusal({"user", "v"}, {{"17", "1"}}, {.preferred_key = "account"});
  EXPECT_EQ(error.kind, ErrorKind::kModel);
  for (const char* word : {"account", "--key none", "user, v"})
    EXPECT_NE(error.message(as_flags).find(word), std::string::npos);
}

TEST(Columns, AColumnHasOneRole) {
  const Names header = {"time", "who", "v", "label"};
  const std::vector<Names> rows = {{"2024-01-01", "a", "1", "0"}};
  for (const ReadOptions& options :
       {ReadOptions{.key = "time"}, ReadOptions{.label = "label", .key = "label"},
        ReadOptions{.channels = {"v", "who"}, .key = "who"}, ReadOptions{.key = "who", .categories = {"who"}},
        ReadOptions{.categories = {"time"}}, ReadOptions{.label = "label", .categories = {"label"}}}) {
    const Error error = refusal(header, rows, options);
    EXPECT_EQ(error.kind, ErrorKind::kUsage);
    EXPECT_NE(error.message(as_flags).find("a column has only one role"), std::string::npos) << error.message();
  }
}

TEST(Columns, CategoriesAreChannelColumnsWithTheValuesAModelKnows) {
  const ColumnPlan asked = plan({"proto", "v"}, {{"tcp", "1"}}, {.categories = {"proto"}});
  ASSERT_EQ(asked.categories.size(), 1U);
  EXPECT_EQ(asked.categories[0].channel, 0U);
  EXPECT_TRUE(asked.categories[0].values.empty());
  const ColumnPlan known =
      plan({"proto", "v"}, {{"tcp", "1"}}, {.preferred_channels = {"v", "proto=tcp", "proto=udp"}});
  ASSERT_EQ(known.categories.size(), 1U);
  EXPECT_EQ(known.categories[0].channel, 1U);
  EXPECT_EQ(known.categories[0].values, (Names{"tcp", "udp"}));
  EXPECT_EQ(names_of(known.channels), (Names{"v", "proto"}));
}

}  // namespace
}  // namespace tidegate
