// A whole series through a detector: events, and row by row what a picture needs.
#pragma once
#include <vector>

#include "cli/fitting.h"
#include "cli/scoring.h"
#include "tidegate/sink.h"
#include "tidegate/trace.h"

namespace tidegate::cli {

inline constexpr const char* kDefaultDetectPart = "0.5";

struct DetectionRun {
  Detection detection;                 ///< events of the rows not trained on
  std::vector<Event> training_events;  ///< those whose peak lies in the training part
  Trace trace;                         ///< empty unless asked for
  PhaseCounts counts;
};

/// What is known of a detection before any row is scored.
Detection described(const Series& series, const Detector& detector);

/// Errors: kModel if the input lacks a channel; kInterrupted.
Result<DetectionRun> run_detection(const Series& series, const Fitted& fitted, bool with_trace);

/// Says of the events of `run` what led to them. Errors: kInterrupted.
Status explain(const Series& series, const Detector& detector, DetectionRun& run);

}  // namespace tidegate::cli
