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
  std::size_t longest_missing = 0;                                       ///< longest run of them (within a key), rows
  double minimum = 0, maximum = 0, mean = 0, deviation = 0, median = 0;  ///< NaN if all values are missing
  std::size_t distinct = 0;                                              ///< distinct values, counting stops at 1000
  bool constant = false;
  bool flag = false;                 ///< only 0 and 1
  std::vector<std::size_t> periods;  ///< rows, strongest first; at most three; of many keys those of the longest
};

struct Gap {
  std::size_t after_index = 0;  ///< input row before the gap
  std::size_t missing_rows = 0;
  Duration length{0};
};

/// Of a table whose rows belong to many keys. Rows learned from: the leading half of each key, as `detect` takes them.
struct KeysSummary {
  std::string column;
  std::size_t count = 0;
  std::size_t least = 0, median = 0, most = 0;  ///< rows of a key
  std::size_t window = 0;                       ///< rows of a key before its first score, if none is set
  std::size_t too_short = 0;                    ///< keys with no row behind them: nothing of them is scored
  std::size_t training_rows = 0;                ///< learned from
  std::size_t rows_to_score = 0;                ///< of these, behind the window
  std::size_t learning = 0;                     ///< keys with rows enough (2) to be learned from
  std::size_t validating = 0;                   ///< of these, keys with rows enough (3) to validate too
};

/// Of the column or the windows that say what is anomalous.
struct InspectedLabel {
  std::size_t anomalous = 0;                                 ///< rows
  std::size_t stretches = 0;                                 ///< runs of them, within a key
  std::size_t first_index = kNoRow, last_index = kNoRow;     ///< input rows of the first and the last one
  std::optional<Timestamp> first_time = {}, last_time = {};  ///< their times, if rows have any
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
  double regular_share = 1;  ///< differences that are a whole number of steps within the tolerance; of many keys: rows
                             ///< that come one step after the row of their key before them
  bool regular = true;       ///< regular_share ≥ 0.8: gaps are filled in, otherwise rows are taken as equally spaced
  Duration even_bins{0};     ///< of uneven times: bins of this length leave few rows empty; 0 = none does
  std::vector<Gap> gaps;     ///< the longest 1000
  std::size_t gap_count = 0, missing_rows = 0;
  std::size_t duplicates = 0, first_duplicate = kNoRow;       ///< rows with the stamp of the row before
  std::size_t out_of_order = 0, first_out_of_order = kNoRow;  ///< rows earlier than a row before
  std::size_t infinite_values = 0;
  double missing_share = 0;  ///< of all values
  std::vector<ChannelSummary> channels;
  std::vector<std::string> left_out;    ///< columns that are no channels, with the reason; `spell` writes them
  std::optional<KeysSummary> keys;      ///< of a table of many keys
  std::optional<InspectedLabel> label;  ///< where labels were given
  std::vector<std::string> advice;      ///< one sentence each: what would be trained, what to set; `spell` writes them
};

/// Cost: O(T·C·log T). Works on any series of at least one row.
TIDEGATE_API Inspection inspect(const Series& series, double tolerance = 0.25);

/// The same of a table. Of many series: gaps, order and runs of missing values are those within a series, step and
/// periods those of the longest one, the figures of a channel those over all rows; indices are rows of the input.
/// Memory: a column at a time beside the table.
TIDEGATE_API Inspection inspect(const SeriesTable& keyed, double tolerance = 0.25);

}  // namespace tidegate
