#include "preprocess/features.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/missing.h"

namespace tidegate {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Timestamp kFridayQuarterToTwo{std::chrono::seconds(1710510300)};  // 2024-03-15T13:45:00Z

Result<FeatureChoice> parse(std::vector<std::string> features) { return parse_features({std::move(features)}); }

FeatureParams with_sizes(FeatureParams params) {
  params.center.assign(feature_count(params), 0.0);
  params.scale.assign(feature_count(params), 1.0);
  return params;
}

FeatureParams calendar(std::int16_t offset = 0, std::size_t ahead = 0) {
  return with_sizes({.calendar = true, .step = hours(1), .utc_offset_minutes = offset, .ahead = ahead});
}

std::vector<float> next(const FeatureParams& params, FeatureState& state, const Timestamp* time,
                        std::vector<float> row = {}) {
  std::vector<float> out(feature_count(params));
  apply_features(params, state, time, row, 8, out);
  return out;
}

std::vector<float> at(const FeatureParams& params, Timestamp time) {
  FeatureState state = make_feature_state(params);
  return next(params, state, &time);
}

void expect_near(const std::vector<float>& found, const std::vector<double>& wanted) {
  ASSERT_EQ(found.size(), wanted.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], wanted[i], 1e-6) << "feature " << i;
}

TEST(Features, NamesAreParsed) {
  EXPECT_FALSE(parse({"none"})->any());
  EXPECT_TRUE(parse({"auto"})->automatic);
  const FeatureChoice all = *parse({"rolling:24", "calendar", "difference", "fourier"});
  EXPECT_TRUE(all.calendar && all.fourier && all.difference && !all.automatic);
  EXPECT_EQ(all.windows, std::vector<std::size_t>{24});
}

TEST(Features, WhatIsNotUnderstoodIsRefusedWithWhatThereIs) {
  for (const auto& [features, word] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"calender"}, "did you mean 'calendar'?"},
           {{"rolling"}, "a number is missing"},
           {{"rolling:1"}, "between 2 and 10000"},
           {{"rolling:10001"}, "between 2 and 10000"},
           {{"rolling:2.5"}, "whole number"},
           {{"calendar:3"}, "takes no number"},
           {{"calendar", "calendar"}, "twice"},
           {{"rolling:3", "calendar", "rolling:3"}, "'rolling:3' is listed twice"},
           {{"rolling:2", "rolling:3", "rolling:4", "rolling:5", "rolling:6", "rolling:7", "rolling:8", "rolling:9",
             "rolling:10"},
            "more than 8 windows"},
           {{"none", "calendar"}, "cannot be combined with other features"},
           {{"auto", "calendar"}, "cannot be combined with other features"},
           {{}, "none"}}) {
    const auto refused = parse(features);
    ASSERT_FALSE(refused.has_value()) << word;
    EXPECT_EQ(refused.error().kind, ErrorKind::kUsage);
    EXPECT_EQ(refused.error().option, "features");
    EXPECT_NE(refused.error().message().find(word), std::string::npos) << refused.error().message();
  }
}

/// Golden numbers: Python's datetime.weekday() and math.
TEST(Features, CalendarIsTheTimeOfDayAndTheDayOfTheWeek) {
  expect_near(at(calendar(), kFridayQuarterToTwo),
              {-0.4422886902190013, -0.8968727415326883, -0.433883739117558, -0.9009688679024191});
}

TEST(Features, CalendarIsThatOfTheZone) {
  expect_near(at(calendar(120), kFridayQuarterToTwo),
              {-0.8314696123025451, -0.5555702330196023, -0.433883739117558, -0.9009688679024191});
  const Timestamp late = Timestamp(hours(-1));  // Wednesday, 23:00 before 1970
  expect_near(at(calendar(-60), late), {-0.5, 0.8660254037844384, 0.9749279121818236, -0.2225209339563144});
}

TEST(Features, CalendarOfAForecasterIsThatOfTheRowToCome) {
  EXPECT_EQ(at(calendar(0, 1), kFridayQuarterToTwo), at(calendar(0, 0), kFridayQuarterToTwo + hours(1)));
}

TEST(Features, AStepThatNeverCameMovesTheCalendarOn) {
  const FeatureParams params = calendar();
  FeatureState state = make_feature_state(params);
  next(params, state, &kFridayQuarterToTwo);
  next(params, state, nullptr);
  EXPECT_EQ(next(params, state, nullptr), at(params, kFridayQuarterToTwo + hours(2)));
}

TEST(Features, WithoutAnyTimeYetCalendarIsZero) {
  const FeatureParams params = calendar();
  FeatureState state = make_feature_state(params);
  EXPECT_EQ(next(params, state, nullptr), (std::vector<float>{0, 0, 0, 0}));
}

TEST(Features, TheEdgesOfTimeAreFinite) {
  for (const std::int64_t edge :
       {std::numeric_limits<std::int64_t>::min() + 1, std::numeric_limits<std::int64_t>::max()})
    for (const float value : at(calendar(-720, 1), Timestamp(Duration(edge)))) EXPECT_LE(std::abs(value), 1);
}

TEST(Features, FourierTermsComeAgainAfterAPeriodOfTime) {
  const FeatureParams params = with_sizes({.periods = {6}, .step = minutes(10)});
  const Timestamp quarter(minutes(15));
  expect_near(at(params, quarter), {1, 0, 0, -1});
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(at(params, quarter + hours(1000))[i], at(params, quarter)[i], 1e-6);
}

TEST(Features, FourierTermsCountRowsWhereThereIsNoTime) {
  const FeatureParams params = with_sizes({.periods = {4}, .ahead = 1});
  FeatureState state = make_feature_state(params);
  expect_near(next(params, state, nullptr), {1, 0, 0, -1});  // of row 1
  expect_near(next(params, state, nullptr), {0, -1, 0, 1});
  expect_near(next(params, state, &kFridayQuarterToTwo), {-1, 0, 0, -1});  // a time the detector does not know
}

TEST(Features, APeriodNeedNotBeWholeRows) {
  const FeatureParams rows = with_sizes({.periods = {2.5}}), timed = with_sizes({.periods = {2.5}, .step = hours(1)});
  FeatureState state = make_feature_state(rows);
  std::vector<std::vector<float>> all;
  for (std::size_t t = 0; t < 6; ++t) all.push_back(next(rows, state, nullptr));
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(all[5][i], all[0][i], 1e-6);
    EXPECT_NEAR(at(timed, Timestamp(hours(3)))[i], all[3][i], 1e-6);
  }
}

TEST(Features, RollingFiguresAreCentredScaledAndCut) {
  FeatureParams params = with_sizes({.windows = {3}, .channels = {1}});
  params.center = {1, 0, 0, 0};
  params.scale = {2, 1, 1, 0.1};
  FeatureState state = make_feature_state(params);
  next(params, state, nullptr, {9, 1});
  expect_near(next(params, state, nullptr, {9, 5}), {1, 2, 1, 8});  // 5 / 0.1 is beyond the clip
}

TEST(Features, ADifferenceIsToTheLastValuePresent) {
  FeatureParams params = with_sizes({.difference = true, .channels = {0}});
  params.center = {0.5};
  FeatureState state = make_feature_state(params);
  EXPECT_EQ(next(params, state, nullptr, {1})[0], 0);  // as usual: nothing is known yet
  EXPECT_EQ(next(params, state, nullptr, {3})[0], 1.5F);
  EXPECT_EQ(next(params, state, nullptr, {kMissingValue})[0], 0);
  EXPECT_EQ(next(params, state, nullptr, {4})[0], 0.5F);
}

TEST(Features, AreNamedInTheirOrder) {
  const FeatureParams params =
      with_sizes({.calendar = true, .periods = {48}, .windows = {5}, .difference = true, .channels = {0, 2}});
  const auto names = feature_names(params, {"a", "b", "c"});
  ASSERT_EQ(names.size(), feature_count(params));
  EXPECT_EQ(names[0], "hour.sin");
  EXPECT_EQ(names[4], "fourier:48.sin1");
  EXPECT_EQ(names[12], "c.rolling:5.mean");
  EXPECT_EQ(names[17], "c.difference");
}

TEST(Features, WhatIsForgottenIsAllButTheTime) {
  const FeatureParams params = with_sizes({.calendar = true, .windows = {3}, .channels = {0}, .step = hours(1)});
  FeatureState state = make_feature_state(params), fresh = make_feature_state(params);
  next(params, state, &kFridayQuarterToTwo, {5});
  forget(state);
  const Timestamp later = kFridayQuarterToTwo + hours(1);
  EXPECT_EQ(next(params, state, nullptr, {2}), next(params, fresh, &later, {2}));
}

TEST(Features, ComeBackFromASnapshotOfTheSameChannelsOnly) {
  const FeatureParams params = with_sizes({.windows = {3}, .difference = true, .channels = {0, 1}});
  FeatureState state = make_feature_state(params), back = make_feature_state(params);
  next(params, state, nullptr, {1, 2});
  ByteWriter out;
  put_state(out, state);
  const std::string bytes = out.take();
  ByteReader in(bytes), again(bytes);
  get_state(in, back);
  ASSERT_TRUE(in.status().has_value());
  EXPECT_EQ(next(params, back, nullptr, {3, 3}), next(params, state, nullptr, {3, 3}));
  FeatureState other = make_feature_state(with_sizes({.windows = {3}, .channels = {0}}));
  get_state(again, other);
  EXPECT_FALSE(again.ok());
}

TEST(Features, SeveralWindowsRollSideBySideEachAsItWouldAlone) {
  const FeatureParams both = with_sizes({.windows = {4, 2}, .difference = true, .channels = {1, 0}});
  const FeatureParams four = with_sizes({.windows = {4}, .channels = {1, 0}});
  const FeatureParams two = with_sizes({.windows = {2}, .channels = {1, 0}});
  FeatureState state = make_feature_state(both), of_four = make_feature_state(four), of_two = make_feature_state(two);
  for (const float value : {1.0F, 7.0F, static_cast<float>(kMissingValue), 3.0F, -2.0F, 5.0F}) {
    const std::vector<float> row = {value, 10 - value};
    std::vector<float> wanted = next(four, of_four, nullptr, row);
    const std::vector<float> more = next(two, of_two, nullptr, row);
    wanted.insert(wanted.end(), more.begin(), more.end());
    std::vector<float> found = next(both, state, nullptr, row);
    found.resize(wanted.size());  // without the differences
    EXPECT_EQ(found, wanted);
  }
  EXPECT_EQ(feature_names(both, {"a", "b"})[4], "a.rolling:4.mean");
  EXPECT_EQ(feature_names(both, {"a", "b"})[8], "b.rolling:2.mean");
}

TEST(Features, NoneTakeNoMemory) { EXPECT_EQ(heap_bytes(make_feature_state({})), 0U); }

}  // namespace
}  // namespace tidegate
