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

}  // namespace tidegate
