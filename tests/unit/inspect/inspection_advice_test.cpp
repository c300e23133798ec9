#include "inspect/inspection_advice.h"
#include "spelled.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tidegate {
namespace {

using namespace std::chrono_literals;

Inspection healthy() {
  Inspection in;
  in.rows = 1268;
  in.has_time = true;
  in.step = 1h;
  in.channels = {{.channel = {"flow", ""}, .minimum = 1, .maximum = 2, .distinct = 100}};
  return in;
}

std::vector<std::string> spelled_advice(const Inspection& in) {
  std::vector<std::string> advice = advise(in);
  for (std::string& sentence : advice) sentence = spell(sentence, as_flags);
  return advice;
}

bool advises(const Inspection& in, std::string_view words) {
  const auto advice = spelled_advice(in);
  return std::any_of(advice.begin(), advice.end(),
                     [&](const std::string& s) { return s.find(words) != std::string::npos; });
}

TEST(InspectionAdvice, AHealthySeriesHearsWhatWouldBeTrained) {
  const auto advice = spelled_advice(healthy());
  ASSERT_EQ(advice.size(), 1U);
  EXPECT_EQ(
      advice[0],
      "would train a gru-forecaster on the first 634 rows (--train-part 0.5) of 1 channel; scores begin after 64 rows");
}

TEST(InspectionAdvice, EachFlawHasItsSentence) {
  Inspection in = healthy();
  in.rows = 70;
  EXPECT_TRUE(advises(in, "too short to train: 35 rows in the leading half, 40 are needed"));
  in = healthy();
  in.regular = false;
  in.step = 5min;
  in.regular_share = 0.43;
  EXPECT_TRUE(advises(in, "the sampling step varies, and only 43 %"));
  EXPECT_TRUE(advises(in, "no --resample length fills 90 % of the bins")) << "bins of a step would be empty often";
  in.even_bins = 10min;
  EXPECT_TRUE(advises(in, "use --resample 10m to average over bins"));
  in = healthy();
  in.out_of_order = 3;
  in.first_out_of_order = 17;
  EXPECT_TRUE(advises(in, "time runs backwards at row 17 and 2 other rows"));
  in = healthy();
  in.duplicates = 1;
  in.first_duplicate = 8;
  EXPECT_TRUE(advises(in, "1 row repeats the time stamp before, first row 8"));
  in = healthy();
  in.has_time = false;
  EXPECT_TRUE(advises(in, "no time column was found"));
}

TEST(InspectionAdvice, ChannelsOfNoUseAreNamed) {
  Inspection in = healthy();
  in.channels.push_back({.channel = {"pump", ""}, .constant = true});
  in.channels.push_back({.channel = {"dead", ""}, .missing = in.rows, .constant = true});
  in.channels.push_back({.channel = {"anomaly", ""}, .flag = true});
  EXPECT_TRUE(advises(in, "channel 'pump' is constant: any change in it will get a high score"));
  EXPECT_TRUE(advises(in, "channel 'dead' has no values"));
  EXPECT_TRUE(advises(in, "set --label anomaly"));
  in.channels.push_back({.channel = {"changepoint", ""}, .flag = true});
  in.channels.push_back({.channel = {"Is Outlier", ""}, .flag = true});
  EXPECT_TRUE(advises(in, "set --label changepoint"));
  EXPECT_TRUE(advises(in, "set --label 'Is Outlier'"));
  in.channels = {in.channels[1]};
  EXPECT_TRUE(advises(in, "of 1 channel; scores begin after 64 rows; but no channel varies"));
}

TEST(InspectionAdvice, WhatTrainingWouldRefuseIsSaidWithTheRemedy) {
  Inspection in = healthy();
  in.out_of_order = 500;
  EXPECT_TRUE(advises(in, "training is impossible: time runs backwards in 500 of 1,268 rows. Sort"));
  EXPECT_FALSE(advises(in, "would train"));
  in = healthy();
  in.channels[0].maximum = 1e308;
  EXPECT_TRUE(advises(in, "channel 'flow' has values outside ±1e150"));
  in = healthy();
  in.channels[0].missing = in.rows;
  EXPECT_TRUE(advises(in, "training is impossible: no channel has a value"));
}

Inspection healthy_keys() {
  Inspection in = healthy();
  in.keys = KeysSummary{.column = "host", .count = 12, .least = 3, .median = 40, .most = 40, .window = 5};
  in.keys->training_rows = 240;
  in.keys->rows_to_score = 180;
  in.keys->learning = in.keys->validating = 12;
  return in;
}

TEST(InspectionAdvice, OfManyKeysTheirLeadingHalvesWouldBeTrained) {
  EXPECT_EQ(
      spelled_advice(healthy_keys()),
      (std::vector<std::string>{
          "would train a gru-forecaster on the first half of each series (--train-part 0.5), 240 rows of 1 channel: "
          "12 of 12 series can be used for training, 12 also for validation; scores begin after 5 rows of a series"}));
}

TEST(InspectionAdvice, WhatAilsKeysIsSaid) {
  Inspection in = healthy_keys();
  in.keys->too_short = 2;
  EXPECT_TRUE(advises(in, "2 series have no more than 5 rows: they get no score"));
  in.keys->rows_to_score = 15;
  EXPECT_TRUE(advises(in, "too short to train: the leading halves of the series have 240 rows, 15 of them after"));
  EXPECT_FALSE(advises(in, "would train"));
  in = healthy_keys();
  in.duplicates = 3;
  EXPECT_TRUE(advises(in, "only the first row of equal time stamps is used"));
  in.regular = false;
  EXPECT_FALSE(advises(in, "only the first row of equal time stamps is used"));
  EXPECT_TRUE(advises(in, "they are treated as consecutive, whatever the time between them"));
  in.even_bins = 2h;
  EXPECT_TRUE(advises(in, "--resample 2h would average over bins in each series"));
  in.out_of_order = 500;
  EXPECT_TRUE(advises(in, "time runs backwards in 500 of 1,268 rows within their series"));
  in = healthy_keys();
  in.channels[0].periods = {7};
  EXPECT_TRUE(advises(in, "repeats every 7 rows, the default window has 5"));
}

TEST(InspectionAdvice, APeriodBeyondTheWindowIsMentioned) {
  Inspection in = healthy();
  in.channels[0].periods = {24};
  EXPECT_FALSE(advises(in, "--window"));
  in.channels[0].periods = {168, 24};
  EXPECT_TRUE(advises(in, "channel 'flow' repeats every 168 rows, the default window has 64"));
}

TEST(InspectionAdvice, DurationsAreWrittenAsTheOptionTakesThem) {
  EXPECT_EQ(duration_option(5min), "5m");
  EXPECT_EQ(duration_option(90s), "90s");
  EXPECT_EQ(duration_option(1500ms), "1500ms");
  EXPECT_EQ(duration_option(48h), "2d");
  EXPECT_EQ(duration_option(1ns), "1ms");
}

}  // namespace
}  // namespace tidegate
