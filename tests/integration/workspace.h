// What the tests of the command line share: a folder of their own, small inputs, a quickly trained model, and what a
// good refusal looks like.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numbers>
#include <string>
#include <string_view>
#include <vector>

#include "integration/process.h"
#include "temporary_folder.h"

namespace tidegate::testing_support {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

enum ExitCode { kDone = 0, kAnomaly = 1, kUsage = 2, kData = 3, kModel = 4, kOutput = 5, kInterrupted = 130 };

/// What messages must name.
using Words = std::vector<std::string>;

inline std::string stamp(std::size_t minute) {
  char text[40];
  std::snprintf(text, sizeof text, "2024-05-%02zuT%02zu:%02zu:00Z", 1 + minute / 1440, minute / 60 % 24, minute % 60);
  return text;
}

inline double wave(std::size_t row, double phase = 0) {
  return 10 + std::sin(2 * std::numbers::pi * static_cast<double>(row) / 24 + phase);
}

inline std::string field(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.6f", value);
  return text;
}

/// `time,a,b`: two waves, a row a minute; row `spike` (if any) is far off in `a`.
inline std::string waves_csv(std::size_t rows, std::size_t spike = 0) {
  std::string text = "time,a,b\n";
  for (std::size_t row = 0; row < rows; ++row) {
    const double a = wave(row) + (spike != 0 && row == spike ? 8 : 0);
    text += stamp(row) + "," + field(a) + "," + field(wave(row, 1)) + "\n";
  }
  return text;
}

/// Rows of `a,b` without time.
inline std::string plain_rows(std::size_t first, std::size_t count) {
  std::string text;
  for (std::size_t row = first; row < first + count; ++row) text += field(wave(row)) + "," + field(wave(row, 1)) + "\n";
  return text;
}

/// Options of a net that is trained in a fraction of a second.
inline const std::vector<std::string>& quick() {
  static const std::vector<std::string> options = {"--epochs", "2", "--hidden", "4", "--window", "8", "--threads", "1"};
  return options;
}

inline std::vector<std::string> operator+(std::vector<std::string> left, const std::vector<std::string>& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

class Workspace : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return path(name);
  }

  static std::string bytes_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  /// A model of `waves_csv(300)`.
  std::string model() const {
    const std::string file = write("normal.csv", waves_csv(300)), model = path("waves.tidegate");
    const Finished trained = run(std::vector<std::string>{"train", file, "--model", model} + quick());
    EXPECT_EQ(trained.exit_code, kDone) << trained.err;
    return model;
  }

  std::size_t files() const { return folder_.entries(); }

 private:
  TemporaryFolder folder_;
};

/// The message alone: notes and the estimate of time may stand before it.
inline std::string message_of(const Finished& finished) {
  const std::string words = "\n" + finished.err;
  const auto at = words.find("\ntidegate: ");
  return at == std::string::npos ? "" : words.substr(at + 1);
}

/// One to three lines on standard error that name all `words`, the documented code, and no result.
inline void expect_refusal(const Finished& finished, ExitCode code, const Words& words) {
  EXPECT_EQ(finished.exit_code, code) << finished.err;
  EXPECT_EQ(finished.out, "");
  const std::string message = message_of(finished);
  const auto lines = std::count(message.begin(), message.end(), '\n');
  EXPECT_GE(lines, 1) << finished.err;
  EXPECT_LE(lines, 3) << finished.err;
  for (const std::string& word : words) EXPECT_NE(message.find(word), std::string::npos) << word << "\n" << message;
}

}  // namespace tidegate::testing_support
