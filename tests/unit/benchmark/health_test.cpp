#include "benchmark/health.h"

#include "unit/benchmark/small_data.h"

namespace tidegate {
namespace {

using namespace testing_support;

std::string findings_of(const DataSet& data) {
  std::vector<SeriesFacts> facts;
  for (std::size_t i = 0; i < data.size(); ++i) facts.push_back(facts_of(*data.read(i)));
  std::string text;
  for (const DataFinding& finding : data_findings(data, facts)) text += finding.series + "|" + finding.text + "\n";
  return text;
}

void write_rows(const std::filesystem::path& file, const std::vector<int>& values, std::size_t anomalous_from) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream out(file);
  out << "time,value,label\n";
  for (std::size_t t = 0; t < values.size(); ++t)
    out << 60 * t << ',' << values[t] << ',' << (t >= anomalous_from) << '\n';
}

TEST(DataHealth, AnomaliesThatAJumpGivesAwayAreNamed) {
  const TemporaryFolder folder;
  write_rows(folder / "jump.csv", {1, 2, 1, 2, 1, 2, 1, 2, 1, 9}, 9);
  write_rows(folder / "quiet.csv", {1, 2, 1, 2, 1, 2, 1, 2, 1, 2}, 9);
  const std::string text = findings_of(*DataSet::open("csv", folder.path()));
  EXPECT_NE(text.find("jump|a threshold on |value − value before| alone finds the anomalies"), std::string::npos)
      << text;
}

TEST(DataHealth, ConstantChannelsEqualTestPartsAndNoAnomalyAreNamed) {
  const TemporaryFolder folder;
  write_rows(folder / "flat.csv", {1, 1, 1, 1, 3, 1, 2, 3}, 100);
  write_rows(folder / "same.csv", {1, 2, 1, 2, 3, 1, 2, 3}, 7);
  const std::string text = findings_of(*DataSet::open("csv", folder.path()));
  EXPECT_NE(text.find("flat|channels that are judged are constant in the training part"), std::string::npos) << text;
  EXPECT_NE(text.find("|the same test part: flat, same"), std::string::npos) << text;
  EXPECT_NE(text.find("flat|no anomaly among the judged rows"), std::string::npos) << text;
  EXPECT_NE(text.find("same|anomalies of one or two rows"), std::string::npos) << text;
}

TEST(DataHealth, WhatIsTrueOfManySeriesIsOneFinding) {
  const TemporaryFolder folder;
  for (const char* name : {"a.csv", "b.csv", "c.csv"}) write_rows(folder / name, {1, 2, 1, 2, name[0], 1, 2, 2}, 5);
  const std::string text = findings_of(*DataSet::open("csv", folder.path()));
  EXPECT_NE(text.find("|over 30 % of the judged rows are anomalous: 3 of 3 series (a, b, c)"), std::string::npos)
      << text;
}

TEST(DataHealth, TheDigestDependsOnValuesAndLabels) {
  const TemporaryFolder folder;
  const auto digest = [&](const std::vector<int>& values, std::size_t from) {
    write_rows(folder / "x.csv", values, from);
    return facts_of(*DataSet::open("csv", folder.path())->read(0)).digest;
  };
  const std::string first = digest({1, 2, 1, 2, 3, 1}, 5);
  EXPECT_EQ(first, digest({1, 2, 1, 2, 3, 1}, 5));
  EXPECT_NE(first, digest({1, 2, 1, 2, 3, 2}, 5));
  EXPECT_NE(first, digest({1, 2, 1, 2, 3, 1}, 4));
}

}  // namespace
}  // namespace tidegate
