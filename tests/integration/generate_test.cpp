// Artificial series: what is planted in them is what a detector finds.
#include <nlohmann/json.hpp>
#include <sstream>

#include "integration/workspace.h"

namespace tidegate::testing_support {
namespace {

class Generated : public Workspace {};

/// Rows whose last field is 1.
std::vector<std::size_t> labelled(const std::string& csv) {
  std::istringstream lines(csv);
  std::vector<std::size_t> rows;
  std::string line;
  std::getline(lines, line);
  for (std::size_t row = 0; std::getline(lines, line); ++row)
    if (line.ends_with(",1")) rows.push_back(row);
  return rows;
}

TEST_F(Generated, TheSameSeedGivesTheSameBytesHereAndInAFile) {
  const Finished made = run({"generate", "--seed", "3", "--rows", "300", "--channels", "2", "--anomalies", "2"});
  ASSERT_EQ(made.exit_code, kDone) << made.err;
  EXPECT_TRUE(made.out.starts_with("time,c0,c1,label\n2024-01-01T00:00:00Z,")) << made.out.substr(0, 80);
  EXPECT_EQ(std::count(made.out.begin(), made.out.end(), '\n'), 301);
  EXPECT_EQ(run({"generate", "--seed", "3", "--rows", "300", "--channels", "2", "--anomalies", "2", "--output",
                 path("made.csv")})
                .out,
            "");
  EXPECT_EQ(bytes_of(path("made.csv")), made.out);
}

TEST_F(Generated, TheExampleOfItsHelpFindsMostOfWhatWasPlanted) {
  EXPECT_NE(run({"generate", "--help"}).out.find("tidegate generate --seed 1 > made.csv && tidegate detect made.csv"),
            std::string::npos);
  const Finished made = run({"generate", "--seed", "1"});
  ASSERT_EQ(made.exit_code, kDone) << made.err;
  const Finished detected = run({"detect", write("made.csv", made.out), "--format", "json"});
  ASSERT_EQ(detected.exit_code, kDone) << detected.err;
  std::vector<std::size_t> begins;  // of planted anomalies
  std::size_t found = 0;
  const nlohmann::json events = nlohmann::json::parse(detected.out)["events"];
  for (const std::size_t row : labelled(made.out)) {
    const bool first = begins.empty() || row - begins.back() >= 20;
    if (!first) continue;
    begins.push_back(row);
    found += std::any_of(events.begin(), events.end(),
                         [&](const nlohmann::json& event) {
                           return event["start_index"].get<std::size_t>() < row + 25 && event["end_index"] >= row;
                         })
                 ? 1
                 : 0;
  }
  EXPECT_EQ(begins.size(), 5U);
  EXPECT_GE(found, 4U);
}

TEST_F(Generated, StepStartAndKindsAreTaken) {
  const Finished made = run({"generate", "--rows", "100", "--step", "5m", "--start", "2025-03-01T12:00:00Z", "--kinds",
                             "stuck", "--anomalies", "1"});
  ASSERT_EQ(made.exit_code, kDone) << made.err;
  EXPECT_NE(made.out.find("\n2025-03-01T12:05:00Z,"), std::string::npos);
  EXPECT_EQ(labelled(made.out).size(), 20U);
}

TEST_F(Generated, WhatCannotBeMadeIsRefusedWithARemedy) {
  expect_refusal(run({"generate", "file.csv"}), kUsage, {"takes no FILE", "'file.csv'"});
  expect_refusal(run({"generate", "--kinds", "spyke"}), kUsage, {"--kinds", "'spyke'", "'spike'"});
  expect_refusal(run({"generate", "--rows", "0"}), kUsage, {"--rows times --channels", "from 1"});
  expect_refusal(run({"generate", "--rows", "100"}), kUsage, {"5 anomalies", "at most 1", "--rows"});
  expect_refusal(run({"generate", "--step", "5 parsecs"}), kUsage, {"--step", "'5 parsecs'"});
  expect_refusal(run({"generate", "--start", "noon"}), kUsage, {"--start", "'noon'"});
}

}  // namespace
}  // namespace tidegate::testing_support
