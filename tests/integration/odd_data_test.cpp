// Inputs that look wrong and are none the less taken: quietly where nothing is to be told, else with a note.
#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class OddData : public Workspace {
 protected:
  Finished detect(const std::string& file) const {
    return run(std::vector<std::string>{"detect", file, "--format", "jsonl"} + quick());
  }
  Finished score(const std::string& file) const { return run({"score", file, "--model", model(), "--detail"}); }

  static void expect_note(const Finished& finished, const std::string& note) {
    EXPECT_EQ(finished.exit_code, kDone) << finished.err;
    EXPECT_NE(finished.err.find(note), std::string::npos) << finished.err;
  }

  static void expect_finite(const Finished& scored) {
    EXPECT_EQ(scored.exit_code, kDone) << scored.err;
    EXPECT_EQ(scored.out.find("nan"), std::string::npos);
    EXPECT_EQ(scored.out.find("inf"), std::string::npos);
  }
};

TEST_F(OddData, AConstantSeriesIsQuiet) {
  std::string csv = "time,a,b\n";
  for (std::size_t row = 0; row < 300; ++row) csv += stamp(row) + ",5,-7.25\n";
  const Finished found = detect(write("constant.csv", csv));
  EXPECT_EQ(found.exit_code, kDone) << found.err;
  EXPECT_EQ(found.out, "");
}

TEST_F(OddData, AChannelWithoutAnyValueIsNotScoredAndNamed) {
  std::string csv = "time,a,b\n";
  for (std::size_t row = 0; row < 300; ++row) csv += stamp(row) + "," + field(wave(row)) + ",\n";
  expect_note(detect(write("half.csv", csv)), "note: Not scored, because it has no value in the training part: b.");
}

TEST_F(OddData, ARowThatGoesBackInTimeIsToldAndNotScored) {
  std::string csv = waves_csv(300);
  csv += stamp(100) + ",10,10\n";
  const std::string file = write("back.csv", csv);
  expect_note(detect(file), "note: 1 row came late (earlier than a row before): not scored");
  const Finished scored = score(file);
  expect_note(scored, "1 row came late");
  EXPECT_TRUE(scored.out.ends_with("\n" + stamp(100) + ",,,,10,,,,,10,,,,\n"))
      << scored.out.substr(scored.out.size() - 80);
}

TEST_F(OddData, ARepeatedStampIsToldAndNotScored) {
  const std::string file = write("twice.csv", waves_csv(300) + stamp(299) + ",10,10\n");
  expect_note(detect(file), "note: 1 row repeated the time stamp before: not scored");
  expect_note(score(file), "1 row repeated the time stamp before");
}

TEST_F(OddData, InfinitiesAreMissingValuesAndTheirFirstLineIsTold) {
  const std::string file = write("infinite.csv", waves_csv(300) + stamp(300) + ",inf,-Infinity\n");
  expect_note(detect(file), "note: 2 infinite values were treated as missing; the first is in line 302");
  const Finished scored = score(file);
  expect_note(scored, "2 infinite values");
  expect_finite(scored);
}

TEST_F(OddData, ATextColumnThatNobodyAskedForIsLeftOutAndNamed) {
  std::string csv = "time,a,site\n";
  for (std::size_t row = 0; row < 300; ++row) csv += stamp(row) + "," + field(wave(row)) + ",north\n";
  expect_note(detect(write("text.csv", csv)), "note: columns left out: site (text)");
}

TEST_F(OddData, TheLargestNumbersGiveFiniteScores) {
  const std::string huge = waves_csv(300) + stamp(300) + ",1e308,-1e308\n" + stamp(301) + ",-1.7e308,10\n";
  const Finished scored = score(write("huge.csv", huge));
  expect_finite(scored);
  EXPECT_NE(scored.out.find(stamp(300) + ","), std::string::npos);
  EXPECT_EQ(scored.out.find(stamp(300) + ",,"), std::string::npos) << "the row is scored";
}

TEST_F(OddData, SubnormalNumbersAreLearnedFromLikeOthers) {
  std::string csv = "time,a\n";
  for (std::size_t row = 0; row < 300; ++row) csv += stamp(row) + "," + std::to_string(row % 7) + "e-310\n";
  const Finished found = detect(write("tiny.csv", csv));
  EXPECT_EQ(found.exit_code, kDone) << found.err;
  EXPECT_EQ(found.out.find("nan"), std::string::npos) << found.out;
}

TEST_F(OddData, AChannelThatGoesDeadIsTold) {
  std::string csv = "time,a,b\n";
  for (std::size_t row = 0; row < 300; ++row)
    csv += stamp(row) + "," + field(wave(row)) + "," + (row < 200 ? field(wave(row, 1)) : "") + "\n";
  const std::string file = write("dead.csv", csv);
  expect_note(detect(file), "note: channel 'b' has no value in 100 of 300 rows");
  expect_note(score(file), "note: channel 'b' has no value in 100 of 300 rows");
}

TEST_F(OddData, AnotherSamplingStepThanTheModelsIsTold) {
  std::string csv = "time,a,b\n";
  for (std::size_t row = 0; row < 100; ++row)
    csv += stamp(5 * row) + "," + field(wave(row)) + "," + field(wave(row, 1)) + "\n";
  expect_note(score(write("slow.csv", csv)),
              "note: the sampling step is 300 s, but the model was trained with a step of 60 s");
}

TEST_F(OddData, OneStampInTheFutureStopsNoTraining) {
  std::string csv = "time,a,b\n";
  for (std::size_t row = 0; row < 300; ++row)
    csv +=
        (row == 80 ? "2033-01-01T00:00:00Z" : stamp(row)) + "," + field(wave(row)) + "," + field(wave(row, 1)) + "\n";
  expect_note(detect(write("future.csv", csv)), "9 rows of the training part were late");
}

}  // namespace
}  // namespace tidegate::testing_support
