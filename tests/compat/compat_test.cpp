// Model files of every released version, written by that version's program (make.py): today's library loads them and
// scores the same bits.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "temporary_folder.h"
#include "tidegate/detector.h"
#include "tidegate/result.h"
#include "tidegate/source.h"

namespace tidegate {
namespace {

namespace fs = std::filesystem;

/// Before any kernel is chosen: only the reference ones give the same bits on all machines.
const bool kReferenceKernels = setenv("TIDEGATE_ISA", "reference", 1) == 0;

struct Scored {
  double score = 0, threshold = 0;
};

/// By model, then by row.
using Scores = std::map<std::string, std::map<std::size_t, Scored>>;

std::vector<fs::path> versions() {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(fs::path(TIDEGATE_PROJECT_FOLDER) / "tests" / "compat"))
    if (fs::exists(entry.path() / "scores.csv")) folders.push_back(entry.path());
  std::ranges::sort(folders);
  return folders;
}

Scores read_scores(const fs::path& file) {
  std::ifstream in(file);
  Scores scores;
  double threshold = 0;
  std::string line;
  for (std::getline(in, line); std::getline(in, line);) {
    std::istringstream fields(line);
    std::string model, row, score, changed;
    std::getline(fields, model, ','), std::getline(fields, row, ','), std::getline(fields, score, ',');
    if (std::getline(fields, changed, ',') && !changed.empty()) threshold = std::strtod(changed.c_str(), nullptr);
    scores[model][std::stoul(row)] = {std::strtod(score.c_str(), nullptr), threshold};
  }
  return scores;
}

std::map<std::size_t, Scored> scores_of(const Detector& detector, const Series& series) {
  const auto columns = detector.match_channels(series.channels);
  if (!columns) throw std::runtime_error(columns.error().message());
  std::map<std::size_t, Scored> scores;
  const auto keep = [&](const Verdict& verdict) {
    if (verdict.scored()) scores[verdict.row] = {verdict.score, verdict.threshold};
  };
  Stream stream = detector.stream();
  std::vector<double> values(columns->size());
  for (std::size_t row = 0; row < series.rows.size(); ++row) {
    for (std::size_t c = 0; c < values.size(); ++c) values[c] = series.rows.values(row, (*columns)[c]);
    keep(stream.push(&series.rows.time[row], values));
  }
  stream.finish(keep);
  return scores;
}

std::string bytes_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

/// "0.1.0" → "0.1".
std::string minor_version(const std::string& version) { return version.substr(0, version.rfind('.')); }

TEST(ModelFilesOfReleases, AreLoadedAndScoreTheSameBits) {
  ASSERT_TRUE(kReferenceKernels);
  ASSERT_FALSE(versions().empty());
  for (const fs::path& version : versions()) {
    const auto series = read_series(version / "input.csv", {.channels = {"a", "b"}});
    ASSERT_TRUE(series.has_value()) << series.error().message();
    const Scores all = read_scores(version / "scores.csv");
    EXPECT_GE(all.size(), 20U);
    for (const auto& [model, expected] : all) {
      SCOPED_TRACE(version.filename().string() + "/" + model);
      const auto detector = Detector::load(version / (model + ".tidegate"));
      ASSERT_TRUE(detector.has_value()) << detector.error().message();
      const auto scores = scores_of(*detector, *series);
      ASSERT_EQ(scores.size(), expected.size());
      for (const auto& [row, one] : expected) {
        ASSERT_TRUE(scores.contains(row)) << row;
        ASSERT_EQ(scores.at(row).score, one.score) << row;
        ASSERT_EQ(scores.at(row).threshold, one.threshold) << row;
      }
    }
  }
}

TEST(ModelFilesOfReleases, OfThisVersionKeepTheirBytesWhenTheyAreSavedAgain) {
  const TemporaryFolder folder;
  std::size_t files = 0;
  for (const fs::path& version : versions()) {
    if (minor_version(version.filename().string()) != minor_version(kVersion)) continue;
    for (const auto& entry : fs::directory_iterator(version)) {
      if (entry.path().extension() != ".tidegate") continue;
      const auto detector = Detector::load(entry.path());
      ASSERT_TRUE(detector.has_value()) << detector.error().message();
      ASSERT_TRUE(detector->save(folder / "again.tidegate").has_value());
      EXPECT_EQ(bytes_of(folder / "again.tidegate"), bytes_of(entry.path())) << entry.path();
      ++files;
    }
  }
  EXPECT_GE(files, 20U);
}

}  // namespace
}  // namespace tidegate
