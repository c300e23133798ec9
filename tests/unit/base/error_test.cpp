#include <gtest/gtest.h>

#include "spelled.h"
#include "tidegate/result.h"

namespace tidegate {
namespace {

TEST(Error, SaysPlaceProblemAndRemediesInThisOrder) {
  const Error error = fail(ErrorKind::kData, "'12,x' is not a number")
                          .at({.source = "pump.csv", .line = 12345, .column = "flow"})
                          .remedy("repair the file")
                          .remedy("name other columns with " + option_named("channels"));
  EXPECT_EQ(error.message(as_flags),
            "pump.csv, line 12,345, column 'flow': '12,x' is not a number; repair the file, or name other columns with "
            "--channels");
  EXPECT_EQ(error.place.line, 12345U);
}

TEST(Error, WithoutPlaceAndRemedyIsItsProblem) { EXPECT_EQ(fail(ErrorKind::kUsage, "no").message(), "no"); }

TEST(Error, NamesItsOptionApartFromItsText) {
  const Error error =
      fail(ErrorKind::kUsage, "a classifier needs " + option_named("loss", "cross-entropy")).about("loss");
  EXPECT_EQ(error.option, "loss");
  EXPECT_EQ(error.message(), "a classifier needs loss = cross-entropy");
  EXPECT_EQ(error.message(as_flags), "a classifier needs --loss cross-entropy");
}

TEST(Spell, WritesEveryOptionOfATextAndLeavesTheRest) {
  const std::string text = option_named("train-part") + " and " + option_named("window", "8") + " {train-part}";
  EXPECT_EQ(spell(text, as_flags), "--train-part and --window 8 {train-part}");
  EXPECT_EQ(spell(text), "train_part and window = 8 {train-part}");
  EXPECT_EQ(spell("\x02 never closed", as_flags), "\x02 never closed");
}

TEST(Wrap, PutsAStepInFrontOfThePlace) {
  EXPECT_EQ(wrap(fail(ErrorKind::kData, "too short"), "training").message(), "training: too short");
  EXPECT_EQ(wrap(fail(ErrorKind::kData, "too short").at({.source = "a.csv"}), "training").message(),
            "training: a.csv: too short");
  EXPECT_EQ(wrap(fail(ErrorKind::kData, "no number").at({.line = 3}), "a.csv").message(), "a.csv: line 3: no number");
}

TEST(Result, TakesTheErrorOfAnother) {
  const Result<int> first = fail(ErrorKind::kModel, "no model");
  const auto second = [&]() -> Result<std::string> { return first.error(); }();
  EXPECT_EQ(second.error().kind, ErrorKind::kModel);
}

TEST(Error, GivesRemediesALineOfTheirOwnWhereAsked) {
  const Error error =
      fail(ErrorKind::kData, "no times").at({.source = "a.csv"}).remedy_below("add some").remedy("go on");
  EXPECT_EQ(error.message(), "a.csv: no times\nadd some, or go on");
}

TEST(Error, NamesItsPlaceInWordsOfItsOwnWhereItHasThem) {
  const Error error = fail(ErrorKind::kModel, "is missing").at({.source = "a", .column = "w", .words = "loading 'a'"});
  EXPECT_EQ(error.message(), "loading 'a': is missing");
}

TEST(Result, IsNoLargerThanItsValueAndAPointer) {
  EXPECT_LE(sizeof(Status), 2 * sizeof(void*));
  EXPECT_LE(sizeof(Result<double>), 2 * sizeof(void*));
}

TEST(Result, CopiesHaveErrorsOfTheirOwn) {
  const Status one = fail(ErrorKind::kData, "is empty");
  Status other = one;
  other.error().problem = "is full";
  EXPECT_EQ(one.error().problem, "is empty");
  other = one;
  EXPECT_EQ(other.error().problem, "is empty");
}

TEST(Result, TheValueOfAnErrorThrowsTheError) {
  const Result<int> result = fail(ErrorKind::kData, "is empty");
  try {
    (void)result.value();
    FAIL() << "nothing was thrown";
  } catch (const tl::bad_expected_access<Error>& thrown) {
    EXPECT_EQ(thrown.error().problem, "is empty");
  }
}

}  // namespace
}  // namespace tidegate
