// Telemanom's own result on SMAP and MSL, channel by channel: `smap_msl` of the public data.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>

#include "golden/public_data.h"
#include "metrics/event_wise.h"
#include "temporary_folder.h"

namespace tidegate::testing_support {
namespace {

/// Fields of a line, of which some hold commas between quotation marks.
std::vector<std::string> quoted_fields(const std::string& line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line)
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      fields.emplace_back();
    else
      fields.back() += c;
  return fields;
}

/// Pairs of first and last row, as Python writes lists or tuples, anywhere in the text.
std::vector<RowRange> ranges_in(const std::string& text) {
  static const std::regex kPair(R"((\d+), (\d+))");
  std::vector<RowRange> ranges;
  for (auto pair = std::sregex_iterator(text.begin(), text.end(), kPair); pair != std::sregex_iterator(); ++pair)
    ranges.push_back({std::stoul((*pair)[1]), std::stoul((*pair)[2]) + 1});
  std::ranges::sort(ranges, {}, &RowRange::begin);
  return ranges;
}

TEST(TelemanomGolden, EveryChannelsCountsAreReproduced) {
  const TemporaryFolder folder;
  if (!unpack(public_data() / "smap_msl" / "smap_msl.tar.zst", folder / "", "*.csv"))
    GTEST_SKIP() << "no SMAP and MSL below " << public_data() << ", or no zstd";
  std::ifstream in(folder / "smap_msl" / "telemanom_results_2018-05-19_15.00.10.csv");
  std::string line;
  std::getline(in, line);
  std::map<std::string, std::size_t> column;
  for (const std::string& name : quoted_fields(line)) column.emplace(name, column.size());
  std::map<std::string, EventCounts> sums;
  while (std::getline(in, line)) {
    const std::vector<std::string> fields = quoted_fields(line);
    const auto field = [&](const std::string& name) { return fields.at(column.at(name)); };
    const auto reported = ranges_in(field("fp_sequences") + ", " + field("tp_sequences"));
    EXPECT_EQ(reported.size(), std::stoul(field("n_predicted_anoms"))) << line;
    const EventCounts counts = count_events(reported, ranges_in(field("anomaly_sequences")), EventMatch::kTelemanom);
    EXPECT_EQ(counts.found, std::stoul(field("true_positives"))) << line;
    EXPECT_EQ(counts.wrong, std::stoul(field("false_positives"))) << line;
    EXPECT_EQ(counts.missed, std::stoul(field("false_negatives"))) << line;
    EventCounts& sum = sums[field("spacecraft")];
    sum.found += counts.found, sum.wrong += counts.wrong, sum.missed += counts.missed;
  }
  // Of the published 62/12/7 and 25/1/11 those of the channels that the data holds: 40 of SMAP (P-2 stands there twice)
  // and 20 of MSL.
  const EventCounts &smap = sums["SMAP"], &msl = sums["MSL"];
  EXPECT_EQ((std::vector{smap.found, smap.wrong, smap.missed}), (std::vector<std::size_t>{42, 6, 6}));
  EXPECT_EQ((std::vector{msl.found, msl.wrong, msl.missed}), (std::vector<std::size_t>{19, 1, 8}));
}

}  // namespace
}  // namespace tidegate::testing_support
