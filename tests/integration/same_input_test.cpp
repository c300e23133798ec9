// One series in many clothes: every way to give it scores the same, byte for byte.
#include <sys/stat.h>
#include <zlib.h>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

constexpr std::size_t kRowsHere = 200;

/// As an input without time columns gives them, so that every format can hold them exactly.
double number(std::size_t row, std::size_t channel) {
  return std::stod(field(wave(row, static_cast<double>(channel))));
}

class SameInput : public Workspace {
 protected:
  const std::string csv_ = "a,b\n" + plain_rows(0, kRowsHere);
  const std::string file_ = write("plain.csv", csv_);
  const std::string model_ = trained();
  const std::string expected_ = scores(file_);

  std::string trained() const {
    const std::string model = path("plain.tidegate");
    EXPECT_EQ(run(std::vector<std::string>{"train", file_, "--model", model} + quick()).exit_code, kDone);
    return model;
  }

  std::string scores(const std::string& file, std::string_view input = "") const {
    const Finished finished = run({"score", file, "--model", model_, "--detail"}, input);
    EXPECT_EQ(finished.exit_code, kDone) << finished.err;
    EXPECT_GT(finished.out.size(), 1000U);
    return finished.out;
  }

  std::string with_separators(char field_separator, const std::string& line_end, char decimal) const {
    std::string text;
    for (const char c : csv_) {
      if (c == '\n')
        text += line_end;
      else
        text += c == ',' ? field_separator : c == '.' ? decimal : c;
    }
    return text;
  }
};

TEST_F(SameInput, StandardInputScoresLikeTheFile) { EXPECT_EQ(scores("-", csv_), expected_); }

TEST_F(SameInput, ANamedPipeScoresLikeTheFile) {
  const std::string pipe = path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  Process program({.arguments = {"score", pipe, "--model", model_, "--detail"}});
  write("pipe", csv_);  // waits until the program has opened its end
  EXPECT_EQ(program.finish().out, expected_);
}

TEST_F(SameInput, GzipScoresLikeTheFile) {
  const std::string zipped = path("plain.csv.gz");
  const gzFile out = ::gzopen(zipped.c_str(), "wb");
  ASSERT_EQ(::gzwrite(out, csv_.data(), static_cast<unsigned>(csv_.size())), static_cast<int>(csv_.size()));
  ASSERT_EQ(::gzclose(out), Z_OK);
  EXPECT_EQ(scores(zipped), expected_);
  EXPECT_EQ(scores("-", file_content(zipped)), expected_);
}

TEST_F(SameInput, SemicolonsWithDecimalCommasScoreLikeTheFile) {
  EXPECT_EQ(scores(write("german.csv", with_separators(';', "\r\n", ','))), expected_);
}

TEST_F(SameInput, TabsAndAByteOrderMarkScoreLikeTheFile) {
  EXPECT_EQ(scores(write("tabs.tsv", "\xef\xbb\xbf" + with_separators('\t', "\n", '.'))), expected_);
}

TEST_F(SameInput, JsonLinesScoreLikeTheFile) {
  std::string lines;
  for (std::size_t row = 0; row < kRowsHere; ++row)
    lines += "{\"a\": " + field(wave(row)) + ", \"b\": " + field(wave(row, 1)) + "}\n";
  EXPECT_EQ(scores(write("plain.jsonl", lines)), expected_);
  EXPECT_EQ(scores("-", lines), expected_);
}

TEST_F(SameInput, ANumPyArrayOfTheSameNumbersScoresTheSame) {
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + std::to_string(kRowsHere) + ", 2), }";
  header.resize(118 - 1, ' ');
  std::string bytes = std::string("\x93NUMPY\x01\0", 8) + '\x76' + '\0' + header + "\n";
  for (std::size_t row = 0; row < kRowsHere; ++row)
    for (std::size_t channel = 0; channel < 2; ++channel) {
      const double value = number(row, channel);
      bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
  const std::string array = write("plain.npy", bytes), named = write("named.csv", "c0,c1\n" + plain_rows(0, kRowsHere));
  const std::string model = path("named.tidegate");
  ASSERT_EQ(run(std::vector<std::string>{"train", named, "--model", model} + quick()).exit_code, kDone);
  const Finished scored = run({"score", array, "--model", model});
  EXPECT_EQ(scored.exit_code, kDone) << scored.err;
  EXPECT_EQ(scored.out, run({"score", named, "--model", model}).out);
}

TEST_F(SameInput, TrainingTwiceGivesTheSameModelWhateverTheThreads) {
  const std::string again = path("again.tidegate");
  auto arguments = std::vector<std::string>{"train", file_, "--model", again} + quick();
  arguments.back() = "2";
  ASSERT_EQ(run(arguments).exit_code, kDone);
  EXPECT_EQ(run({"score", file_, "--model", again, "--detail"}).out, expected_);
}

}  // namespace
}  // namespace tidegate::testing_support
