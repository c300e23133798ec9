// What a run reports while it is at work, on standard error: notes, and on a terminal progress that is redrawn.
#pragma once
#include <string>
#include <utility>

#include "cli/console.h"
#include "tidegate/observer.h"

namespace tidegate::cli {

/// One owner; lives as long as the run it watches.
class Watch {
 public:
  explicit Watch(const Console& console) : console_(console) {}
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  ~Watch() { end(); }

  /// Refers to this object.
  Observer observer();
  /// Clears the line that is being redrawn.
  void end();

 private:
  void note(const Note& note);
  void training(const TrainingEstimate& estimate) const;
  void epoch(const EpochReport& report);
  void redraw(const std::string& line);

  const Console& console_;
  bool drawn_ = false;
};

/// The training bar's text, `width` columns at most.
std::string progress_line(const EpochReport& report, int width);

/// `run(observer)` with notes and progress.
template <class Run>
auto watched(const Console& console, Run&& run) {
  Watch watch(console);
  return std::forward<Run>(run)(watch.observer());
}

}  // namespace tidegate::cli
