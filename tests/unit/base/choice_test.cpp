#include "base/choice.h"

#include <gtest/gtest.h>

#include <vector>

namespace tidegate {
namespace {

std::string problem(std::string_view text) {
  const auto value = choice_whole_number(split_choice(text), "ewma:SPAN", {1, 1000});
  if (value) return "accepted";
  EXPECT_EQ(value.error().kind, ErrorKind::kUsage);
  return value.error().message();
}

TEST(Choice, ANameAndItsArgumentAreSplitAtTheFirstColon) {
  EXPECT_EQ(split_choice("sigma:6").name, "sigma");
  EXPECT_EQ(split_choice("sigma:6").argument, "6");
  EXPECT_FALSE(split_choice("none").has_argument);
  EXPECT_TRUE(split_choice("sigma:").has_argument);
}

TEST(Choice, ArgumentsAreNumbersWithinTheirLimits) {
  EXPECT_EQ(*choice_number(split_choice("pot:1e-4"), "pot:Q", {0, 1}), 1e-4);
  EXPECT_EQ(problem("ewma:3"), "accepted");
  EXPECT_EQ(problem("ewma"), "'ewma': a number is missing; write it as ewma:SPAN");
  EXPECT_EQ(problem("ewma:"), "'ewma:': a number is missing; write it as ewma:SPAN");
  EXPECT_EQ(problem("ewma:x"), "'ewma:x': 'x' is not a number; write it as ewma:SPAN");
  EXPECT_EQ(problem("ewma:3rows"), "'ewma:3rows': '3rows' is not a number; write it as ewma:SPAN");
  EXPECT_EQ(problem("ewma:nan"), "'ewma:nan': 'nan' is not a number; write it as ewma:SPAN");
  EXPECT_EQ(problem("ewma:0"), "'ewma:0': must lie between 1 and 1000; write it as ewma:SPAN");
  EXPECT_EQ(problem("ewma:2.5"), "'ewma:2.5': must be a whole number; write it as ewma:SPAN");
}

TEST(Choice, EndsMayBeExcludedAndSeveralNumbersAreQuotedWhole) {
  const auto message = [](const Choice& choice, ArgumentLimits limits) {
    const auto value = choice_number(choice, "dspot:Q,DEPTH", limits);
    return value ? "accepted" : value.error().message();
  };
  EXPECT_EQ(message(split_choice("percentile:100"), {0, 100, true}),
            "'percentile:100': must lie between 0 and 100, both excluded; write it as dspot:Q,DEPTH");
  EXPECT_EQ(message({"dspot", "1", true, "dspot:1e-3,1"}, {2, 9}),
            "'dspot:1e-3,1': 1 must lie between 2 and 9; write it as dspot:Q,DEPTH");
}

TEST(Choice, AnUnknownNameIsAnsweredWithTheNearestAndTheList) {
  const std::vector<std::string> known = {"absolute", "squared"};
  EXPECT_EQ(unknown_choice("score", "squred", known).message(),
            "unknown score 'squred'; did you mean 'squared'? Known: absolute, squared");
  EXPECT_EQ(unknown_choice("score", "xyz", known).message(), "unknown score 'xyz'; Known: absolute, squared");
}

TEST(Choice, AnUnknownNameIsAnErrorAboutItsOption) {
  const std::vector<std::string> known = {"mae", "mse"};
  const Error error = unknown_choice("loss", "maee", known);
  EXPECT_EQ(error.option, "loss");
  EXPECT_EQ(error.message(), "unknown loss 'maee'; did you mean 'mae'? Known: mae, mse");
}

}  // namespace
}  // namespace tidegate
