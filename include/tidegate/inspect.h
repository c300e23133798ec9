// What is in the data, and what would be trained on it.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

struct ChannelSummary {
  Channel channel;
  std::size_t missing = 0;                                               ///< NaN values
  std::size_t longest_missing = 0;                                       ///< longest run of them, rows
  double minimum = 0, maximum = 0, mean = 0, deviation = 0, median = 0;  ///< NaN if all values are missing
  std::size_t distinct = 0;                                              ///< distinct values, counting stops at 1000
  bool constant = false;
  bool flag = false;                 ///< only 0 and 1
  std::vector<std::size_t> periods;  ///< rows, strongest first; at most three
};

struct Gap {
  std::size_t after_index = 0;  ///< input row before the gap
  std::size_t missing_rows = 0;
  Duration length{0};
};

struct Inspection {
  std::string source, time_column;
  std::size_t rows = 0;
  std::size_t bytes = 0;
  bool has_time = false;
  std::optional<Timestamp> first, last;
  std::int16_t utc_offset_minutes = 0;
  Duration step{0};          ///< most common difference of consecutive stamps; 0 = unknown
  double jitter = 0;         ///< median |difference − step| / step over differences below 1.5 steps
  double regular_share = 1;  ///< differences that are a whole number of steps within the tolerance
  bool regular = true;       ///< regular_share ≥ 0.8: gaps are filled in, otherwise rows are taken as equally spaced
  std::vector<Gap> gaps;     ///< the longest 1000
  std::size_t gap_count = 0, missing_rows = 0;
  std::size_t duplicates = 0, first_duplicate = kNoRow;       ///< rows with the stamp of the row before
  std::size_t out_of_order = 0, first_out_of_order = kNoRow;  ///< rows earlier than a row before
  std::size_t infinite_values = 0;
  double missing_share = 0;  ///< of all values
  std::vector<ChannelSummary> channels;
  std::vector<std::string> left_out;  ///< text columns
  std::vector<std::string> advice;    ///< one sentence each: what would be trained, what to set
};

/// Cost: O(T·C·log T). Works on any series of at least one row.
Inspection inspect(const Series& series, double tolerance = 0.25);

std::string format_inspection_text(const Inspection& inspection);
std::string format_inspection_json(const Inspection& inspection);

}  // namespace tidegate
