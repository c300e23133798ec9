#include "base/workers.h"

#include <algorithm>
#include <utility>

namespace tidegate {

Workers::Workers(std::size_t threads) {
  if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
  for (std::size_t i = 1; i < threads; ++i) helpers_.emplace_back([this](const std::stop_token& stop) { help(stop); });
}

Workers::~Workers() {
  for (std::jthread& helper : helpers_) helper.request_stop();
}

void Workers::run(std::size_t count, const std::function<void(std::size_t)>& job) {
  {
    const std::lock_guard lock(mutex_);
    job_ = &job;
    count_ = count;
    next_ = 0;
    if (count > 1) {
      busy_ = helpers_.size();
      ++round_;
    }
  }
  wake_.notify_all();
  work();
  std::unique_lock lock(mutex_);
  done_.wait(lock, [this] { return busy_ == 0; });
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
}

void Workers::work() {
  try {
    for (std::size_t i = next_++; i < count_; i = next_++) (*job_)(i);
  } catch (...) {  // a thread that let it out would end the program
    const std::lock_guard lock(mutex_);
    thrown_ = std::current_exception();
    next_ = count_;
  }
}

void Workers::help(const std::stop_token& stop) {
  std::size_t seen = 0;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [&] { return round_ != seen; })) return;
      seen = round_;
    }
    work();
    const std::lock_guard lock(mutex_);
    if (--busy_ == 0) done_.notify_all();
  }
}

}  // namespace tidegate
