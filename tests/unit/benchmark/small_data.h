// A labelled data set of a few short series, as CSV files.
#pragma once
#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "temporary_folder.h"
#include "tidegate/benchmark.h"

namespace tidegate::testing_support {

inline constexpr std::size_t kSmallSeries = 400;

/// A wave with noise, `spikes` rows of which stand far out and are labelled; as `csv` reads it.
inline void write_small_series(const std::filesystem::path& file, std::uint64_t seed,
                               const std::vector<std::size_t>& spikes, std::size_t rows = kSmallSeries) {
  std::filesystem::create_directories(file.parent_path());
  Random random(seed);
  std::ofstream out(file);
  out << "time,value,label\n";
  for (std::size_t t = 0; t < rows; ++t) {
    const bool spike = std::ranges::find(spikes, t) != spikes.end();
    out << 1'700'000'000 + 60 * t << ','
        << std::sin(static_cast<double>(t) / 5) + 0.05 * random.normal() + (spike ? 8 : 0) << ',' << spike << '\n';
  }
}

/// Three series of two families, four anomalies in all.
inline DataSet small_data(const TemporaryFolder& folder) {
  write_small_series(folder / "data/a/one.csv", 1, {250, 300});
  write_small_series(folder / "data/a/two.csv", 2, {350});
  write_small_series(folder / "data/b/three.csv", 3, {220});
  return *DataSet::open("csv", folder / "data");
}

inline Contestant contestant(const std::string& name, const std::string& detector) {
  Contestant one{name, {}};
  EXPECT_TRUE(set_option(one.config, "detector", detector));
  return one;
}

}  // namespace tidegate::testing_support
