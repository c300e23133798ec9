// Round places on a time or row axis, with their words.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// `place` is a share of the axis, 0 to 1.
struct AxisTick {
  double place = 0;
  std::string label;
};

/// At most `most` + 1 ticks at round times of the given zone: seconds to days, months, years.
std::vector<AxisTick> time_ticks(Timestamp first, Timestamp last, std::int16_t utc_offset_minutes, std::size_t most);

/// At most `most` + 1 ticks at round row numbers of `rows` rows from `first` on.
std::vector<AxisTick> row_ticks(std::size_t first, std::size_t rows, std::size_t most);

/// "27 Apr 2022 15:00", with seconds if `seconds`.
std::string moment_text(Timestamp time, std::int16_t utc_offset_minutes, bool seconds);

}  // namespace tidegate
