// Inputs nobody can use: every verb that reads refuses them with code 3, names file, line and column, writes nothing.
#include <filesystem>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class BadData : public Workspace {
 protected:
  /// Every verb that reads data, each with an output that must not appear.
  std::vector<std::vector<std::string>> readers(const std::string& file, const std::string& model) const {
    const std::string out = path("out");
    return {{"inspect", file, "--output", out},
            std::vector<std::string>{"train", file, "--model", out} + quick(),
            {"score", file, "--model", model, "--output", out},
            std::vector<std::string>{"detect", file, "--output", out, "--report", path("page.html")} + quick(),
            {"detect", file, "--model", model, "--output", out}};
  }

  void expect_all_refuse(const std::string& file, const Words& words) const {
    const auto trained = model();
    const std::size_t before = files();
    for (const auto& arguments : readers(file, trained)) {
      SCOPED_TRACE(arguments[0]);
      expect_refusal(run(arguments), kData, words);
      EXPECT_EQ(files(), before);
    }
  }

  /// The rows of `waves_csv`, one of them replaced; line numbers count the header.
  std::string with_line(std::size_t line, const std::string& text) const {
    std::string csv = waves_csv(100);
    std::size_t begin = 0;
    for (std::size_t at = 1; at < line; ++at) begin = csv.find('\n', begin) + 1;
    return write("input.csv", csv.replace(begin, csv.find('\n', begin) - begin, text));
  }
};

TEST_F(BadData, AMissingFileIsNamed) { expect_all_refuse(path("absent.csv"), {"absent.csv", "no such file", "check"}); }

TEST_F(BadData, ADirectoryIsNotAFileAndWithoutDataNoFleet) {
  std::filesystem::create_directory(path("folder"));
  const std::string folder = path("folder"), trained = model();
  expect_refusal(run({"inspect", folder}), kData, {"folder", "is a directory", "name one file"});
  const std::size_t before = files();
  for (const auto& arguments : {std::vector<std::string>{"train", folder, "--model", path("out")},
                                {"score", folder, "--model", trained, "--output", path("out")},
                                {"detect", folder, "--output", path("out")}})
    expect_refusal(run(arguments), kData, {"folder", "no data file", ".csv"});
  EXPECT_EQ(files(), before);
}

TEST_F(BadData, AnEmptyFileIsRefused) {
  expect_all_refuse(write("empty.csv", ""), {"empty.csv", "is empty", "give a file"});
}

TEST_F(BadData, AHeaderWithoutRowsIsRefused) {
  expect_all_refuse(write("header.csv", "time,a,b\n"), {"header.csv", "no rows", "time, a, b"});
}

TEST_F(BadData, ARowWithAFieldTooManyIsNamedByItsLine) {
  expect_all_refuse(with_line(7, "2024-05-01T00:05:00Z,1,2,3"), {"input.csv, line 7", "expected 3 fields, found 4"});
}

TEST_F(BadData, ARowWithAFieldTooFewIsNamedByItsLine) {
  expect_all_refuse(with_line(50, "2024-05-01T00:48:00Z,1"), {"input.csv, line 50", "expected 3 fields, found 2"});
}

TEST_F(BadData, TextInANumberColumnIsNamedByLineAndColumn) {
  expect_all_refuse(with_line(9, "2024-05-01T00:07:00Z,1,oops"),
                    {"input.csv, line 9, column 'b'", "\"oops\"", "not a number", "--channels"});
}

TEST_F(BadData, AStampThatIsNoTimeIsNamedByLineAndColumn) {
  expect_all_refuse(with_line(9, "some day,1,2"), {"input.csv, line 9, column 'time'", "some day"});
}

TEST_F(BadData, AQuoteThatIsNeverClosedIsNamedByTheLineItOpensIn) {
  expect_all_refuse(with_line(9, "\"2024-05-01T00:07:00Z,1,2"), {"input.csv, line 9", "quote", "never closed"});
}

TEST_F(BadData, AGzipFileThatEndsTooSoonIsRefused) {
  expect_all_refuse(write("cut.csv.gz", std::string_view("\x1f\x8b\x08\0\0\0\0\0\0\x03\xab\xae\x05", 13)),
                    {"cut.csv.gz"});
}

TEST_F(BadData, ABinaryFileIsRefused) {
  std::string noise;
  for (int i = 0; i < 4096; ++i) noise += static_cast<char>(i * 37 % 256);
  expect_all_refuse(write("noise.bin", noise), {"noise.bin"});
}

TEST_F(BadData, AnNpyFileThatEndsTooSoonIsRefused) {
  expect_all_refuse(write("cut.npy", std::string_view("\x93NUMPY\x01\0v\0{'descr': '<f8'", 26)), {"cut.npy"});
}

TEST_F(BadData, AJsonLineThatIsCutIsNamedByItsLine) {
  std::string lines;
  for (std::size_t row = 0; row < 100; ++row)
    lines +=
        "{\"time\": \"" + stamp(row) + "\", \"a\": " + field(wave(row)) + ", \"b\": " + field(wave(row, 1)) + "}\n";
  expect_all_refuse(write("cut.jsonl", lines + "{\"time\": "), {"cut.jsonl", "line 101"});
}

TEST_F(BadData, AWrongColumnNameIsAnsweredWithTheNearestAndTheColumnsThereAre) {
  const std::string file = write("input.csv", waves_csv(100));
  const Words words = {"input.csv", "no column 'tiem'", "did you mean 'time'?", "time, a, b"};
  expect_refusal(run({"inspect", file, "--time", "tiem"}), kData, words);
  expect_refusal(run({"inspect", file, "--channels", "a,tiem"}), kData, words);
  expect_refusal(run({"inspect", file, "--label", "tiem"}), kData, words);
}

TEST_F(BadData, OneRowIsTooFewToLearnFromButCanBeLookedAt) {
  const std::string file = write("one.csv", waves_csv(1));
  const auto trained = model();
  expect_refusal(run(std::vector<std::string>{"train", file, "--model", path("out")} + quick()), kData,
                 {"one.csv", "1 row", "at least", "give more rows"});
  expect_refusal(run({"detect", file}), kData, {"one.csv", "leaves no training rows"});
  EXPECT_EQ(run({"inspect", file}).exit_code, kDone);
  const Finished scored = run({"score", file, "--model", trained});
  EXPECT_EQ(scored.exit_code, kDone);
  EXPECT_EQ(scored.out, "time,score,threshold,anomaly\n" + stamp(0) + ",,,\n");
  EXPECT_NE(scored.err.find("none scored"), std::string::npos) << scored.err;
}

TEST_F(BadData, ChannelsWithoutAnyValueAreNothingToLearnFrom) {
  std::string csv = "time,a,b\n";
  for (std::size_t row = 0; row < 200; ++row) csv += stamp(row) + ",,\n";
  const std::string file = write("nothing.csv", csv);
  expect_refusal(run(std::vector<std::string>{"train", file, "--model", path("out")} + quick()), kData,
                 {"nothing.csv", "no channel has a value", "--train-part", "--channels"});
  expect_refusal(run({"detect", file}), kData, {"nothing.csv", "no channel has a value"});
  EXPECT_EQ(run({"inspect", file}).exit_code, kDone);
}

TEST_F(BadData, AValueTooLargeToSquareCannotBeLearnedFrom) {
  const std::string file = with_line(12, stamp(10) + ",1e308,2");
  const Words words = {"input.csv", "row 10", "column 'a'", "1e+308", "rescale"};
  expect_refusal(run(std::vector<std::string>{"train", file, "--model", path("out")} + quick()), kData, words);
  expect_refusal(run(std::vector<std::string>{"detect", file} + quick()), kData, words);
}

}  // namespace
}  // namespace tidegate::testing_support
