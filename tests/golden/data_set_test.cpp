// The data sets themselves: TIDEGATE_DATA, or ../shared/data, holds them as published, packed or not.
#include "tidegate/data_set.h"
#include "golden/golden_support.h"
#include "golden/public_data.h"
#include "temporary_folder.h"

namespace tidegate::testing_support {
namespace {

struct Counts {
  std::size_t series = 0, rows = 0, anomalies = 0, anomalous_rows = 0;
  bool operator==(const Counts&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Counts& counts) {
  return out << counts.series << " series, " << counts.rows << " rows, " << counts.anomalies << " anomalies, "
             << counts.anomalous_rows << " anomalous rows";
}

struct Published {
  const char *format, *folder;
  Counts counts;  ///< as its publishers, or the notes beside the data, give them
};

class DataSetGolden : public testing::TestWithParam<Published> {};

TEST_P(DataSetGolden, IsReadWhole) {
  const auto data = public_data();
  if (!std::filesystem::exists(data / GetParam().folder)) GTEST_SKIP() << "no data in " << data;
  const TemporaryFolder cache;
  ::setenv("TIDEGATE_CACHE", cache.path().c_str(), 1);
  const auto set = DataSet::open(GetParam().format, data / GetParam().folder);
  ::unsetenv("TIDEGATE_CACHE");
  ASSERT_TRUE(set) << set.error().message();
  Counts counts{.series = set->size()};
  for (std::size_t i = 0; i < set->size(); ++i) {
    const auto series = set->read(i);
    ASSERT_TRUE(series) << set->name(i) << ": " << series.error().message();
    counts.rows += series->rows();
    counts.anomalies += series->anomalies.size();
    for (const LabelledAnomaly& anomaly : series->anomalies) counts.anomalous_rows += anomaly.rows.size();
    ASSERT_EQ(series->training.channels.size(), series->test.channels.size());
  }
  EXPECT_EQ(counts, GetParam().counts);
}

INSTANTIATE_TEST_SUITE_P(, DataSetGolden,
                         testing::Values(Published{"nab", "nab", {58, 365'558, 116, 33'495}},
                                         Published{"smap_msl", "smap_msl", {60, 520'067, 74, 45'296}},
                                         Published{"ucr", "ucr", {176, 8'960'661, 176, 32'906}},
                                         Published{"smd", "smd", {8, 379'134, 122, 12'296}},
                                         Published{"skab", "skab", {34, 37'401, 34, 13'067}},
                                         Published{"mgab", "mgab", {10, 1'000'000, 100, 40'100}},
                                         Published{"cloud", "cloud_monitoring", {60, 225'445, 299, 4'555}},
                                         Published{"merlion", "merlion_synthetic", {15, 150'000, 514, 18'348}},
                                         Published{"tsb", "tsb_uad_sample", {4, 794'368, 509, 43'524}}),
                         [](const auto& one) { return std::string(one.param.format); });

}  // namespace
}  // namespace tidegate::testing_support
