// The events of one table.
#pragma once
#include <optional>

#include "tidegate/offline.h"

namespace tidegate {

struct DetectedTable {
  Detection detection;
  std::size_t scored_rows = 0;
  std::optional<DetectionRun> run;  ///< if it was asked for, of a table of one series
};

/// Errors: of the readers, of training; kModel, kData, kInterrupted.
Result<DetectedTable> detect_table(const SeriesSet& set, std::size_t index, const DetectRequest& request,
                                   std::int64_t threads, const Observer& observer);

}  // namespace tidegate
