#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

#include "temporary_folder.h"
#include "tidegate/render.h"
#include "tidegate/source.h"

namespace tidegate {
namespace {

TEST(SeriesCsv, HoldsTimeKeyChannelsAndLabelEachIfThereIsOne) {
  Series series;
  series.channels = {{"a", ""}, {"flow, l/s", "l/s"}};
  series.rows.values = Matrix<double>(2, 2, 1.5);
  series.rows.values(1, 0) = std::nan("");
  EXPECT_EQ(format_series_csv(series), "a,\"flow, l/s\"\n1.5,1.5\n,1.5\n");
  series.rows.label = {0, 1};
  series.key_column = "who";
  series.keys = {"x", "y"};
  series.rows.key = {1, 0};
  series.time_column = "when";
  series.rows.time = {Timestamp{}, Timestamp{}};
  series.rows.time_chars = "t0t11";
  series.rows.time_ends = {2, 5};
  EXPECT_EQ(format_series_csv(series), "when,who,a,\"flow, l/s\",label\nt0,y,1.5,1.5,0\nt11,x,,1.5,1\n");
}

TEST(SeriesCsv, IsReadBackAsTheSameSeries) {
  const auto made = generate({.rows = 300, .channels = 2, .anomalies = 2});
  ASSERT_TRUE(made);
  const TemporaryFolder folder;
  std::ofstream(folder / "made.csv", std::ios::binary) << format_series_csv(*made);
  const auto read = read_series(folder / "made.csv", {.label = "label"});
  ASSERT_TRUE(read) << read.error().message();
  EXPECT_EQ(read->time_column, "time");
  EXPECT_EQ(read->rows.time, made->rows.time);
  EXPECT_EQ(read->rows.label, made->rows.label);
  ASSERT_EQ(read->channels.size(), 2U);
  EXPECT_EQ(read->channels[1].name, "c1");
  for (std::size_t t = 0; t < 300; ++t) EXPECT_EQ(read->rows.values(t, 1), made->rows.values(t, 1)) << t;
}

}  // namespace
}  // namespace tidegate
