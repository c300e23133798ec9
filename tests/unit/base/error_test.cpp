#include <gtest/gtest.h>

#include "tidegate/result.h"

namespace tidegate {
namespace {

std::string as_flag(std::string_view option, std::string_view value) {
  return "--" + std::string(option) + (value.empty() ? "" : " " + std::string(value));
}

TEST(Error, SaysPlaceProblemAndRemediesInThisOrder) {
  const Error error = fail(ErrorKind::kData, "'12,x' is not a number")
                          .at({.source = "pump.csv", .line = 12345, .column = "flow"})
                          .remedy("repair the file")
                          .remedy("name other columns with " + option_named("channels"));
  EXPECT_EQ(
      error.message(as_flag),
      "pump.csv, line 12,345, 'flow': '12,x' is not a number; repair the file, or name other columns with --channels");
  EXPECT_EQ(error.place.line, 12345U);
}

TEST(Error, WithoutPlaceAndRemedyIsItsProblem) { EXPECT_EQ(fail(ErrorKind::kUsage, "no").message(), "no"); }

TEST(Error, NamesItsOptionApartFromItsText) {
  const Error error =
      fail(ErrorKind::kUsage, "a classifier needs " + option_named("loss", "cross-entropy")).about("loss");
  EXPECT_EQ(error.option, "loss");
  EXPECT_EQ(error.message(), "a classifier needs loss = cross-entropy");
  EXPECT_EQ(error.message(as_flag), "a classifier needs --loss cross-entropy");
}

TEST(Spell, WritesEveryOptionOfATextAndLeavesTheRest) {
  const std::string text = option_named("train-part") + " and " + option_named("window", "8") + " {train-part}";
  EXPECT_EQ(spell(text, as_flag), "--train-part and --window 8 {train-part}");
  EXPECT_EQ(spell(text), "train_part and window = 8 {train-part}");
  EXPECT_EQ(spell("\x02 never closed", as_flag), "\x02 never closed");
}

TEST(Wrap, PutsAStepInFrontOfThePlace) {
  EXPECT_EQ(wrap(fail(ErrorKind::kData, "too short"), "training").message(), "training: too short");
  EXPECT_EQ(wrap(fail(ErrorKind::kData, "too short").at({.source = "a.csv"}), "training").message(),
            "training: a.csv: too short");
  EXPECT_EQ(wrap(fail(ErrorKind::kData, "no number").at({.line = 3}), "a.csv").message(), "a.csv, line 3: no number");
}

TEST(Result, TakesTheErrorOfAnother) {
  const Result<int> first = fail(ErrorKind::kModel, "no model");
  const auto second = [&]() -> Result<std::string> { return first.error(); }();
  EXPECT_EQ(second.error().kind, ErrorKind::kModel);
}

}  // namespace
}  // namespace tidegate
