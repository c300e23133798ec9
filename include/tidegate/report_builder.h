// From a run of a detector over a series to the report page's content: arrays, facts, and the sentences on trust.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tidegate/detector.h"
#include "tidegate/report.h"
#include "tidegate/trace.h"

namespace tidegate {

struct ReportInput {
  const Series& series;
  const Detector& detector;
  const Trace& trace;         ///< of every row of the series
  std::vector<Event> events;  ///< of the rows not trained on
  std::vector<Event> training_events;
  std::optional<RowRange> trained_on;  ///< rows of this series; none = a loaded model
  std::string command;                 ///< repeats the run
  std::vector<ReportSetting> settings;
  Spelling spelling = spelled_as_field;  ///< of the options that sentences name
};

/// The options of a detector with where each value comes from; `given`: names of those that were set.
TIDEGATE_API std::vector<ReportSetting> report_settings(const DetectorConfig& config,
                                                        const std::vector<std::string>& given);

/// Cost: O(T·C). The facts are measured on the rows that were not trained on (all rows for a loaded model).
TIDEGATE_API Report build_report(const ReportInput& input);

}  // namespace tidegate
