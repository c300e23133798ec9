// Training's progress on standard error: a bar that is redrawn on a terminal, nothing but the estimate elsewhere.
#pragma once
#include "cli/console.h"
#include "tidegate/detector.h"

namespace tidegate::cli {

class Progress {
 public:
  explicit Progress(const Console& console) : console_(console) {}

  void start(const TrainingEstimate& estimate) const;
  void epoch(const EpochReport& report);
  void end();

 private:
  const Console& console_;
  bool drawn_ = false;
};

/// The bar's text, `width` columns at most.
std::string progress_line(const EpochReport& report, int width);

/// "12 s", "3 min", "2.5 h": for estimates, two digits at most.
std::string rough_time(double seconds);

/// "612 B", "15.2 kB", "1.4 MB", "6.1 GB": powers of 1000.
std::string bytes_text(double bytes);

}  // namespace tidegate::cli
