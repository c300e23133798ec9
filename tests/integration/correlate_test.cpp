// Which series moved with another around an event, and what is refused.
#include <nlohmann/json.hpp>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

constexpr std::size_t kRows = 900, kEvent = 402;

/// −0.5 … 0.5, the same for the same row and series.
double jitter(std::size_t row, std::uint32_t series) {
  std::uint32_t bits = static_cast<std::uint32_t>(row) * 2654435761U + series * 40503U + 12345U;
  for (int round = 0; round < 3; ++round) bits ^= bits << 13, bits ^= bits >> 17, bits ^= bits << 5;
  return static_cast<double>(bits) / 4294967296.0 - 0.5;
}

/// Noise; a jumps at row 402, b three rows before it, c never.
double value_of(char series, std::size_t row) {
  const double bump = (series == 'a' && row == kEvent) || (series == 'b' && row == kEvent - 3) ? 9 : 0;
  return jitter(row, static_cast<std::uint32_t>(series)) + bump;
}

std::string table(const std::string& series, bool timed = true) {
  std::string text = timed ? "time" : "";
  for (const char one : series) text += (text.empty() ? "" : ",") + std::string(1, one);
  for (std::size_t row = 0; row < kRows; ++row) {
    std::string line = timed ? stamp(row) : "";
    for (const char one : series) line += (line.empty() ? "" : ",") + field(value_of(one, row));
    text += "\n" + line;
  }
  return text + "\n";
}

class Correlate : public Workspace {
 protected:
  Finished correlate(const std::string& input, const std::vector<std::string>& options) const {
    return run(std::vector<std::string>{"correlate", input} + options);
  }

  Json found(const std::string& input, const std::vector<std::string>& options) const {
    const Finished finished = correlate(input, options + std::vector<std::string>{"--format", "json"});
    EXPECT_EQ(finished.exit_code, kDone) << finished.err;
    return Json::parse(finished.out);
  }

  const std::string file_ = write("abc.csv", table("abc"));
};

TEST_F(Correlate, TellsWhichSeriesMovedFirst) {
  const Json json = found(file_, {"--series", "a", "--event", "400..405"});
  EXPECT_EQ(json["of"], "values");
  EXPECT_EQ(json["stretch"], (Json{{"first", 390}, {"last", 415}}));
  const Json& first = json["others"][0];
  EXPECT_EQ(first["series"], "b");
  EXPECT_EQ(first["lag"], -3);
  EXPECT_EQ(first["lag_seconds"], -180);
  EXPECT_GT(first["coefficient"], 0.9);
  EXPECT_LT(first["share_elsewhere"], 0.01);
  EXPECT_EQ(first["stands_out"], true);
  EXPECT_EQ(json["others"][1]["series"], "c");
  EXPECT_EQ(json["others"][1]["stands_out"], false);
  const std::string text = correlate(file_, {"--series", "a", "--event", "400..405"}).out;
  for (const char* words : {"Event in a: rows 400–405", "b changed 3 rows (3 min) before a, in the same direction",
                            "not evidence of a cause"})
    EXPECT_NE(text.find(words), std::string::npos) << text;
}

TEST_F(Correlate, SeenFromTheOtherSideItMovedAfter) {
  const Json json = found(file_, {"--series", "b", "--event", "399"});
  EXPECT_EQ(json["others"][0]["series"], "a");
  EXPECT_EQ(json["others"][0]["lag"], 3);
}

TEST_F(Correlate, SaysSoWhereNoneStandsOut) {
  const Json json = found(file_, {"--series", "c", "--event", "100..105"});
  for (const Json& other : json["others"]) EXPECT_EQ(other["stands_out"], false);
  EXPECT_EQ(json["reading"].get<std::string>().find("No series stands out"), 0U) << json["reading"];
}

TEST_F(Correlate, AFewRowsDoNotTellWhatIsUsual) {
  const std::string whole = table("ab"), few = whole.substr(0, whole.find(stamp(450)));
  const Json json = found(write("few.csv", few), {"--series", "a", "--event", "400..405"});
  EXPECT_EQ(json["others"][0]["lag"], -3);
  EXPECT_EQ(json["others"][0]["stands_out"], false);
  EXPECT_EQ(json["reading"].get<std::string>().find("Too few other stretches"), 0U) << json["reading"];
}

TEST_F(Correlate, TimesNameTheSameRows) {
  const Json rows = found(file_, {"--series", "a", "--event", "400..405"});
  EXPECT_EQ(found(file_, {"--series", "a", "--event", "2024-05-01T06:40..2024-05-01T06:45:30Z"}), rows);
}

TEST_F(Correlate, ALagThatIsNotTriedIsNotFound) {
  const Json json = found(file_, {"--series", "a", "--event", "400..405", "--max-lag", "2"});
  EXPECT_EQ(json["others"][0]["stands_out"], false);
}

TEST_F(Correlate, AFolderOfFilesIsHeldAgainstEachOtherByTime) {
  std::filesystem::create_directories(path("fleet"));
  for (const char one : {'a', 'b', 'c'}) write(std::string("fleet/") + one + ".csv", table(std::string(1, one)));
  const Json json = found(path("fleet"), {"--series", "a", "--event", "400..405"});
  EXPECT_EQ(json["others"], found(file_, {"--series", "a", "--event", "400..405"})["others"]);
  std::string shorter = table("b");
  const std::size_t header = shorter.find('\n') + 1;
  for (std::size_t row = 0, end = 0; row < 50; ++row)
    end = shorter.find('\n', header), shorter.erase(header, end + 1 - header);
  write("fleet/b.csv", shorter);
  EXPECT_EQ(found(path("fleet"), {"--series", "a", "--event", "400..405"})["others"][0]["lag"], -3)
      << "b's rows count from another one, its times do not";
  write("fleet/plain.csv", table("c", false));
  expect_refusal(correlate(path("fleet"), {"--series", "a", "--event", "400..405"}), kData,
                 {"'a' has times", "'plain' has none"});
}

class CorrelateByModel : public Correlate {
 protected:
  void SetUp() override {
    const Finished trained =
        run(std::vector<std::string>{"train", file_, "--train-part", "300", "--model", model_} + quick());
    ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  }

  const std::string model_ = path("abc.tidegate");
};

TEST_F(CorrelateByModel, TheMostSevereEventAndItsResidualsAreLookedAt) {
  const Json json = found(file_, {"--model", model_, "--series", "a"});
  EXPECT_EQ(json["of"], "residuals");
  EXPECT_EQ(json["series"], "a");
  EXPECT_LE(json["event"]["start_index"], kEvent);
  EXPECT_GE(json["event"]["end_index"], kEvent);
  EXPECT_EQ(json["others"][0]["series"], "b");
  EXPECT_EQ(json["others"][0]["lag"], -3);
  EXPECT_EQ(found(file_, {"--model", model_, "--series", "a", "--of", "values"})["of"], "values");
}

TEST_F(CorrelateByModel, ScoresAreOfSeriesWithDetectorsOfTheirOwn) {
  expect_refusal(correlate(file_, {"--model", model_, "--of", "scores"}), kUsage, {"--of scores", "--each-channel"});
  const std::string models = path("models");
  ASSERT_EQ(run(std::vector<std::string>{"train", file_, "--each-channel", "--train-part", "300", "--model", models} +
                quick())
                .exit_code,
            kDone);
  const Json json = found(file_, {"--each-channel", "--model", models, "--of", "scores", "--series", "a"});
  EXPECT_EQ(json["others"][0]["series"], "b");
  EXPECT_EQ(json["others"][0]["lag"], -3);
}

TEST_F(CorrelateByModel, ANetThatForeseesNothingHasNoResiduals) {
  std::string windows = "start,end\n";
  for (std::size_t start = 45; start < kRows; start += 60) windows += stamp(start) + "," + stamp(start + 9) + "\n";
  const std::string labels = write("windows.csv", windows), other = path("classifier.tidegate");
  const Finished trained = run(std::vector<std::string>{"train", file_, "--detector", "gru-classifier",
                                                        "--label-windows", labels, "--model", other} +
                               quick());
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  expect_refusal(correlate(file_, {"--model", other, "--series", "a", "--event", "400"}), kModel, {"residuals"});
}

TEST_F(CorrelateByModel, ADetectorOfKeysIsForTablesWithKeys) {
  std::string keyed = "host,x\n";
  for (std::size_t row = 0; row < 400; ++row) keyed += (row % 2 == 0 ? "p," : "q,") + field(wave(row / 2)) + "\n";
  const std::string file = write("keyed.csv", keyed), other = path("keyed.tidegate");
  const Finished trained = run(std::vector<std::string>{"train", file, "--key", "host", "--model", other} + quick());
  ASSERT_EQ(trained.exit_code, kDone) << trained.err;
  expect_refusal(correlate(write("x.csv", "x,y\n" + plain_rows(0, 100)), {"--model", other, "--series", "x"}), kModel,
                 {"--key host", "correlate"});
}

TEST_F(CorrelateByModel, SaysWhereNoEventWasFound) {
  expect_refusal(correlate(file_, {"--model", model_, "--series", "c"}), kData, {"no event in 'c'", "--event"});
}

TEST_F(Correlate, UsageThatCannotWorkIsRefused) {
  expect_refusal(correlate(file_, {}), kUsage, {"--event", "--model"});
  expect_refusal(correlate(file_, {"--event", "400"}), kUsage, {"--event", "--series"});
  expect_refusal(correlate(file_, {"--series", "d", "--event", "400"}), kUsage, {"--series", "'d'"});
  expect_refusal(correlate(file_, {"--series", "a", "--event", "405..400"}), kUsage, {"--event", "rows 0 to 899"});
  expect_refusal(correlate(file_, {"--series", "a", "--event", "400..900"}), kUsage, {"--event", "rows 0 to 899"});
  expect_refusal(correlate(file_, {"--series", "a", "--event", "noon"}), kUsage, {"--event", "'noon'"});
  expect_refusal(correlate(file_, {"--series", "a", "--event", "18446744073709551615"}), kUsage, {"--event"});
  expect_refusal(correlate(file_, {"--series", "a", "--event", "1", "--max-lag", "-1"}), kUsage, {"--max-lag"});
  expect_refusal(correlate(file_, {"--series", "a", "--event", "1", "--of", "residuals"}), kUsage, {"--model"});
  expect_refusal(correlate(file_, {"--series", "a", "--event", "1", "--of", "vlaues"}), kUsage, {"'values'"});
  expect_refusal(correlate(file_, {"--series", "a", "--event", "1", "--output", file_}), kUsage,
                 {"would be overwritten"});
  expect_refusal(correlate(write("one.csv", table("a")), {"--series", "a", "--event", "1"}), kData, {"at least two"});
  expect_refusal(correlate(path("none.csv"), {"--series", "a", "--event", "1"}), kData, {"none.csv"});
  expect_refusal(correlate(write("plain.csv", table("ab", false)), {"--series", "a", "--event", "2024-05-01"}), kUsage,
                 {"--event", "row numbers"});
}

}  // namespace
}  // namespace tidegate::testing_support
