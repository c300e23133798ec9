// Series for the tests of this room.
#pragma once
#include <string>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// One channel "v"; `seconds` are the stamps, or empty for none.
inline Series test_series(const std::vector<double>& values, const std::vector<std::int64_t>& seconds = {}) {
  Series series;
  series.source = "test.csv";
  series.channels = {{"v", ""}};
  series.rows.values = Matrix<double>(values.size(), 1);
  for (std::size_t i = 0; i < values.size(); ++i) series.rows.values(i, 0) = values[i];
  for (const std::int64_t s : seconds) series.rows.time.emplace_back(std::chrono::seconds(s));
  if (!seconds.empty()) series.time_column = "time";
  return series;
}

/// Keys "k0", "k1" … of these lengths in column "who", a row a minute in turn as long as they have rows; values count.
inline SeriesTable test_keys(const std::vector<std::size_t>& lengths) {
  std::vector<double> values;
  std::vector<std::int64_t> seconds;
  Series keys;
  for (std::size_t t = 0, left = 1; left > 0; ++t) {
    left = 0;
    for (std::size_t key = 0; key < lengths.size(); ++key) {
      if (t >= lengths[key]) continue;
      ++left;
      values.push_back(static_cast<double>(t));
      seconds.push_back(static_cast<std::int64_t>(60 * t));
      keys.rows.key.push_back(static_cast<std::uint32_t>(key));
    }
  }
  Series series = test_series(values, seconds);
  series.key_column = "who";
  series.rows.key = keys.rows.key;
  for (std::size_t key = 0; key < lengths.size(); ++key) series.keys.push_back("k" + std::to_string(key));
  return series_table(std::move(series));
}

}  // namespace tidegate
