// What `detect` is asked for, as types.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/looking.h"
#include "cli/settings.h"
#include "tidegate/render.h"

namespace tidegate::cli {

struct DetectJob {
  SetOptions set;
  std::optional<Combination> rule;  ///< of --combine
  std::vector<std::string> models;  ///< the detectors of a combination on one file
  DetectRequest request;            ///< of everything else
  EventFormat format = EventFormat::kText;
  std::string output = "-";
  bool plot = false, fail_on_anomaly = false;
  PageRequest report;
};

/// Errors: kUsage for options that contradict one another, found before anything is read; of the detectors' files.
Result<DetectJob> detect_job(const std::string& file, const Settings& settings);

}  // namespace tidegate::cli
