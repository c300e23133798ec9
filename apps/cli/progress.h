// What a run reports while it is at work, on standard error: notes, and on a terminal progress that is redrawn.
#pragma once
#include <string>

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

}  // namespace tidegate::cli
