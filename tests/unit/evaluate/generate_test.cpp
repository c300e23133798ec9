#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tidegate/evaluate.h"

namespace tidegate {
namespace {

Series made(const GenerateRequest& request = {}) {
  auto series = generate(request);
  if (!series) ADD_FAILURE() << series.error().message();
  return std::move(series).value();
}

Error refusal(const GenerateRequest& request) {
  const auto series = generate(request);
  if (!series) return series.error();
  ADD_FAILURE() << "made, though it should not be";
  return {};
}

/// First row and length of each labelled stretch.
std::vector<std::pair<std::size_t, std::size_t>> stretches(const Series& series) {
  std::vector<std::pair<std::size_t, std::size_t>> found;
  const auto& label = series.rows.label;
  for (std::size_t t = 0; t < label.size(); ++t) {
    if (label[t] == 0) continue;
    if (t == 0 || label[t - 1] == 0) found.emplace_back(t, 0);
    ++found.back().second;
  }
  return found;
}

TEST(Generate, HasTheRowsChannelsAndTimesAskedFor) {
  const Series series = made({.rows = 300, .channels = 3, .anomalies = 2, .step = std::chrono::hours(1)});
  EXPECT_EQ(series.rows.values.rows(), 300U);
  ASSERT_EQ(series.channels.size(), 3U);
  EXPECT_EQ(series.channels[2].name, "c2");
  EXPECT_EQ(series.rows.time[299] - series.rows.time[0], std::chrono::hours(299));
  EXPECT_EQ(series.rows.time_text(1), "2024-01-01T01:00:00Z");
  EXPECT_EQ(made().channels[0].name, "value");
}

TEST(Generate, TheSameSeedGivesTheSameSeriesAndAnotherAnother) {
  const auto values = [](std::uint64_t seed) {
    const Series series = made({.rows = 400, .channels = 2, .seed = seed});
    return std::vector<double>(series.rows.values.flat().begin(), series.rows.values.flat().end());
  };
  EXPECT_EQ(values(7), values(7));
  EXPECT_NE(values(7), values(8));
}

TEST(Generate, AnomaliesStandApartInTheSecondHalfInTheOrderOfTheirKinds) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto found = stretches(made({.anomalies = 6, .kinds = {"level-shift", "spike"}, .seed = seed}));
    ASSERT_EQ(found.size(), 6U) << seed;
    EXPECT_GE(found.front().first, 1000U);
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(found[i].second, i % 2 == 0 ? 20U : 1U) << seed;
  }
}

TEST(Generate, ValuesOfNormalRowsDoNotDependOnWhatIsPlanted) {
  const Series with = made(), without = made({.anomalies = 0});
  EXPECT_TRUE(stretches(without).empty());
  std::size_t differing = 0;
  for (std::size_t t = 0; t < 2000; ++t)
    if (with.rows.values(t, 0) != without.rows.values(t, 0)) {
      EXPECT_EQ(with.rows.label[t], 1) << t;
      ++differing;
    }
  EXPECT_GT(differing, 50U);
}

TEST(Generate, APlantedSpikeStandsOut) {
  const Series with = made({.kinds = {"spike"}}), without = made({.anomalies = 0});
  for (const auto& [first, rows] : stretches(with))
    EXPECT_GT(with.rows.values(first, 0) - without.rows.values(first, 0), 2) << first;
}

TEST(Generate, MoreAnomaliesThanFitAreRefusedWithHowManyDo) {
  const Error error = refusal({.rows = 200, .anomalies = 5});
  EXPECT_EQ(error.kind, ErrorKind::kUsage);
  EXPECT_EQ(error.message(),
            "5 anomalies do not fit into 100 rows, the second half of rows; take at most 2, or more rows");
  EXPECT_EQ(stretches(made({.rows = 200, .anomalies = 2, .kinds = {"stuck"}})).size(), 2U);
  EXPECT_EQ(stretches(made({.rows = 200, .anomalies = 50, .kinds = {"spike"}})).size(), 50U) << "a row each";
}

TEST(Generate, AnUnknownKindIsAnsweredWithTheNearest) {
  const Error error = refusal({.kinds = {"spike", "levelshift"}});
  EXPECT_EQ(error.kind, ErrorKind::kUsage);
  EXPECT_NE(error.message().find("'level-shift'"), std::string::npos) << error.message();
}

TEST(Generate, SizesAndTimesBeyondTheirRangeAreRefused) {
  EXPECT_EQ(refusal({.rows = 0}).option, "rows");
  EXPECT_EQ(refusal({.channels = 0}).option, "rows");
  EXPECT_EQ(refusal({.rows = 10'000'000, .channels = 11}).option, "rows");
  EXPECT_EQ(refusal({.step = std::chrono::hours(24 * 365)}).option, "step");
}

}  // namespace
}  // namespace tidegate
