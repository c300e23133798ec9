// A report of three rows, small enough to compare every number.
#pragma once
#include <limits>

#include "tidegate/report.h"

namespace tidegate::testing {

inline Report small_report() {
  Report report;
  report.title = "a<b>.csv";
  report.source.name = "a<b>.csv";
  report.source.rows = 3;
  ReportChannel channel;
  channel.channel = {"flow [l/s]", "l/s"};
  channel.value = {1, 2, std::numeric_limits<float>::quiet_NaN()};
  channel.expected = {1, 1, 1};
  channel.lower = {0.5, 0.5, 0.5};
  channel.upper = {1.5, 1.5, 1.5};
  report.channels = {channel};
  report.score.values = {0, 9, std::numeric_limits<float>::quiet_NaN()};
  report.score.threshold = 4;
  return report;
}

inline ReportEvent small_event() {
  ReportEvent found;
  found.event.start_index = found.event.end_index = found.event.peak_index = 1;
  found.event.severity = 51.8;
  found.event.score = 9;
  found.event.flagged_rows = 1;
  found.event.direction = "up";
  found.event.channels = {{.name = "flow [l/s]", .value = 2, .expected = 1, .lower = 0.5, .upper = 1.5, .share = 1}};
  return found;
}

}  // namespace tidegate::testing
