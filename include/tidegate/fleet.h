// Work on many series or many models: several threads, progress, an estimate of the time left.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>

namespace tidegate {

struct FleetProgress {
  std::size_t done = 0, members = 0;
  double seconds = 0;
  double seconds_left = 0;  ///< if the rest goes as what is done
};

struct FleetControl {
  std::int64_t threads = 0;  ///< 0 = one a core
  /// Called from the working threads, one at a time, after each member.
  std::function<void(const FleetProgress&)> on_progress;
  std::function<bool()> stop_requested;  ///< asked before each member; true = begin no further one
};

/// Calls `job(member)` for 0 … members − 1, each once, from several threads; returns how many were begun. A member is
/// the work of one thread (`Detector::train` with `config.training.threads = 1`, a file through a stream), so that
/// results do not depend on the number of threads. What a job throws is thrown here.
std::size_t run_fleet(std::size_t members, const FleetControl& control, const std::function<void(std::size_t)>& job);

}  // namespace tidegate
