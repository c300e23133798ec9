// Parts that are keys of one table: many and short, where a series is one and long.
#pragma once
#include <span>
#include <string>

#include "series/time_axis.h"
#include "tidegate/config.h"
#include "tidegate/detector_info.h"
#include "tidegate/result.h"

namespace tidegate {

inline bool is_keyed(const SeriesPart& part) { return !part.series->key_column.empty(); }

/// "calls.csv, account 'a17'"; of a series that has no keys its source.
std::string part_name(const SeriesPart& part);

/// The same configuration; of keyed parts with the window that suits them, if none is set.
DetectorConfig with_keyed_window(const DetectorConfig& config, std::span<const SeriesPart> parts);

/// Short keys have no score of their own to fit on, but all together must have enough. Errors: kData.
Status check_keyed_rows(std::span<const SeriesPart> parts, std::size_t window, std::size_t horizon);

/// The longest key's axis, if at least `kRegularShare` of all rows come one step after the row of their key before
/// them; otherwise none: rows count one after the other, also those of one stamp. Errors: kData if more than a tenth of
/// the rows are late within their keys.
Result<TimeAxisParams> keyed_time_axis(std::span<const SeriesPart> parts, double tolerance, std::size_t longest_gap);

}  // namespace tidegate
