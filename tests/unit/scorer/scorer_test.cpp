#include "scorer/scorer.h"

#include "unit/scorer/scorer_support.h"

namespace tidegate {
namespace {

using namespace testing_support;

TEST(Scorer, EveryNameIsReadAndWrittenAlike) {
  for (const std::string& name : scorer_names()) {
    const auto scorer = parse_scorer(name);
    ASSERT_TRUE(scorer) << name;
    EXPECT_EQ(scorer_text(*scorer), name);
  }
  EXPECT_EQ(scorer_text(*parse_scorer("stuck:30")), "stuck:30");
}

TEST(Scorer, AnUnknownNameIsRefusedWithTheNearest) {
  const auto scorer = parse_scorer("stuk");
  ASSERT_FALSE(scorer);
  EXPECT_EQ(scorer.error().option, "scorers");
  EXPECT_NE(scorer.error().message().find("stuck"), std::string::npos);
}

TEST(Scorer, NumbersThatAreNotTakenOrOutOfRangeAreRefused) {
  for (const char* spec : {"range:3", "stuck:1", "stuck:x", "seasonal:1", "missing:0"})
    EXPECT_FALSE(parse_scorer(spec)) << spec;
}

TEST(Scorer, TheLargestExcessIsTheRowsScoreAndChannelsShareInAll) {
  Scorer scorer = *parse_scorer("range");
  scorer.residuals = 3;
  Values numbers = {kMissingValue, kMissingValue, kMissingValue, 1, kMissingValue, 3}, part(3);
  EXPECT_EQ(score_numbers(scorer, numbers_of(scorer, 3, numbers), part), 3);
  EXPECT_EQ(part, (Values{0.25, 0, 0.75}));
}

TEST(Scorer, NoExcessAtAllIsNoScoreAndNothingIsToBlame) {
  Scorer scorer = *parse_scorer("range");
  scorer.residuals = 2;
  Values numbers(4, kMissingValue), part(2, 7);
  EXPECT_TRUE(std::isnan(score_numbers(scorer, numbers_of(scorer, 2, numbers), part)));
  EXPECT_EQ(part, (Values{0, 0}));
}

TEST(Scorer, AnEndlessExcessStaysFinite) {
  Scorer scorer = *parse_scorer("range");
  scorer.residuals = 1;
  Values numbers = {0, std::numeric_limits<double>::infinity()}, part(1);
  EXPECT_EQ(score_numbers(scorer, numbers_of(scorer, 1, numbers), part), kLargestExcess);
}

TEST(Scorer, TellsItsKindWhereNoOtherIsKnown) {
  const Scorer scorer = fitted_on("stuck", {column({1, 2, 3})});
  Event event = event_of(1, kMissingValue), known = event;
  known.kind = "level-shift";
  explain_scorer(scorer, std::vector<std::string>{"flow"}, event);
  explain_scorer(scorer, std::vector<std::string>{"flow"}, known);
  EXPECT_EQ(event.kind, "stuck");
  EXPECT_EQ(known.kind, "level-shift");
  EXPECT_EQ(event.scorer, "stuck");
}

}  // namespace
}  // namespace tidegate
