// The leading part of a series that a detector learns from.
#pragma once
#include <string_view>
#include <vector>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

/// The rows named by `spec`: "0.5" = this share of the rows, "4000" = so many rows,
/// "until:2024-05-01T00:00:00Z" = rows before that moment. Errors: kUsage (not understood, no time column), kData (no
/// row is left).
Result<RowRange> training_part(const Series& series, std::string_view spec);

/// The same of each of the first keys: one entry a key, its rows in the table; a number of rows is at most so
/// many. Keys without a row there have none. `keys_spec` says which keys: "0.7" = this share of them by first
/// appearance, "500" = so many, "" = all. Errors: kUsage, kData, as above.
struct KeyedPart {
  std::uint32_t key = 0;
  RowRange rows{};
};
Result<std::vector<KeyedPart>> training_parts(const SeriesTable& keyed, std::string_view spec,
                                              std::string_view keys_spec = "");

}  // namespace tidegate
