// The benchmark's own detectors, from their scores of every row: `nab` of the public data.
#include <map>
#include <sstream>

#include "golden/golden_support.h"
#include "golden/public_data.h"
#include "metrics/nab_score.h"
#include "temporary_folder.h"

namespace tidegate::testing_support {
namespace {

std::filesystem::path nab_folder() { return public_data() / "nab"; }

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
  return fields;
}

/// A result file of the benchmark (timestamp, value, anomaly score …) with the windows of its series: both ends of each
/// are the first rows with their time.
NabFile read_result(const std::filesystem::path& path, const Json& windows) {
  NabFile file;
  std::map<std::string, std::size_t> first_row;
  std::ifstream in(path);
  EXPECT_TRUE(in.good()) << path;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const std::vector<std::string> fields = fields_of(line);
    first_row.emplace(fields.at(0), file.scores.size());
    file.scores.push_back(std::stod(fields.at(2)));
  }
  for (const Json& window : windows) {
    const auto row = [&](int end) { return first_row.at(window.at(end).get<std::string>().substr(0, 19)); };
    file.windows.push_back({row(0), row(1) + 1});
  }
  return file;
}

std::vector<NabFile> read_results(const std::filesystem::path& folder, const std::string& detector) {
  std::ifstream in(nab_folder() / "labels" / "combined_windows.json");
  const Json all = Json::parse(in);
  std::vector<NabFile> files;
  for (const auto& [name, windows] : all.items()) {
    const std::filesystem::path series(name);
    files.push_back(
        read_result(folder / detector / series.parent_path() / (detector + "_" + series.filename().string()), windows));
  }
  return files;
}

TEST(NabGolden, EveryDetectorsPublishedScoreIsReproduced) {
  const auto packed = nab_folder() / "nab_results.tar.zst";
  const TemporaryFolder folder;
  if (!unpack(packed, folder / "", "")) GTEST_SKIP() << "no " << packed << ", or no zstd to unpack it";
  const std::map<std::string, NabProfile> profiles = {{"standard", kNabStandard},
                                                      {"reward_low_FP_rate", kNabLowFalsePositives},
                                                      {"reward_low_FN_rate", kNabLowFalseNegatives}};
  std::map<std::string, std::vector<NabFile>> detectors;
  std::ifstream expected(nab_folder() / "results" / "expected_scores.csv");
  std::string line;
  std::getline(expected, line);
  std::size_t compared = 0;
  while (std::getline(expected, line)) {
    const std::vector<std::string> row = fields_of(line);
    if (!std::filesystem::exists(folder / "nab_results" / row.at(0))) continue;
    if (!detectors.contains(row.at(0))) detectors[row.at(0)] = read_results(folder / "nab_results", row.at(0));
    const std::vector<NabFile>& files = detectors.at(row.at(0));
    const NabProfile& profile = profiles.at(row.at(1));
    const NabScore score = nab_score_at(files, profile, std::stod(row.at(2)));
    EXPECT_NEAR(score.raw, std::stod(row.at(3)), 1e-6) << line;
    EXPECT_NEAR(score.normalised, std::stod(row.at(4)), 1e-6) << line;
    EXPECT_NEAR(nab_score(files, profile).normalised, std::stod(row.at(11)), 1e-6) << line;
    ++compared;
  }
  EXPECT_EQ(compared, 21U);
}

}  // namespace
}  // namespace tidegate::testing_support
