// Numbered jobs on several threads: progress, an estimate of the time left, a way to stop.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>

#include "tidegate/observer.h"

namespace tidegate {

struct JobControl {
  std::int64_t threads = 0;  ///< 0 = one a core
  /// Called from the working threads, one at a time, after each job.
  std::function<void(const JobProgress&)> on_progress{};
  std::function<bool()> stop_requested{};  ///< asked before each job; true = begin no further one
};

/// Calls `job(number)` for 0 … jobs − 1, each once, from several threads; returns how many were begun. A job is the
/// work of one thread, so that results do not depend on the number of threads. What a job throws is thrown here.
std::size_t run_jobs(std::size_t jobs, const JobControl& control, const std::function<void(std::size_t)>& job);

}  // namespace tidegate
