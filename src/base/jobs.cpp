#include "base/jobs.h"

#include <chrono>
#include <mutex>

#include "base/contracts.h"
#include "base/workers.h"

namespace tidegate {
namespace {

using Clock = std::chrono::steady_clock;

/// Counts what is done and reports it, one thread at a time.
class Tally {
 public:
  Tally(std::size_t jobs, const JobControl& control) : control_(control) { progress_.jobs = jobs; }

  bool is_stopped() {
    if (!control_.stop_requested) return false;
    const std::lock_guard lock(mutex_);
    return control_.stop_requested();
  }

  void count() {
    const std::lock_guard lock(mutex_);
    ++progress_.done;
    progress_.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    progress_.seconds_left =
        progress_.seconds / static_cast<double>(progress_.done) * static_cast<double>(progress_.jobs - progress_.done);
    if (control_.on_progress) control_.on_progress(progress_);
  }

  std::size_t done() const { return progress_.done; }

 private:
  const JobControl& control_;
  std::mutex mutex_;
  JobProgress progress_;
  Clock::time_point start_ = Clock::now();
};

}  // namespace

std::size_t run_jobs(std::size_t jobs, const JobControl& control, const std::function<void(std::size_t)>& job) {
  TIDEGATE_EXPECTS(control.threads >= 0);
  Workers workers(static_cast<std::size_t>(control.threads));
  Tally tally(jobs, control);
  workers.run(jobs, [&](std::size_t number) {
    if (tally.is_stopped()) return;
    job(number);
    tally.count();
  });
  return tally.done();
}

}  // namespace tidegate
