// Series with planted faults and a detector's answers to them, for pages whose every number is known.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "tidegate/report.h"

namespace tidegate::testing {

struct Fault {
  std::size_t first = 0, last = 0;
  double size = 0;  ///< added to the value
};

struct SyntheticOptions {
  std::size_t rows = 1200;
  std::size_t channels = 1;
  std::vector<Fault> faults = {};
  double level = 100;  ///< around which the series swings
  bool with_time = true;
  bool varying_threshold = false;
};

/// A report with series, scores and events; nothing of how it was learned.
Report synthetic_report(const std::string& name, const SyntheticOptions& options);

/// Adds split, training, distribution, health, settings, provenance and the trust part.
void add_learning(Report& report);

/// Leaves `count` rows after `after` out of the time axis: the later stamps move back.
void add_gap(Report& report, std::size_t after, std::size_t count);

}  // namespace tidegate::testing
