// A few threads that share numbered jobs. Which thread takes which job never changes a result.
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace tidegate {

class Workers {
 public:
  /// `threads` in all, the caller's included; 0 = one a core.
  explicit Workers(std::size_t threads);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  std::size_t threads() const { return helpers_.size() + 1; }

  /// Calls job(0) … job(count − 1), each once, and returns when all have ended. What a job throws (only memory can run
  /// out) ends the round and is thrown here.
  void run(std::size_t count, const std::function<void(std::size_t)>& job);

 private:
  void help(const std::stop_token& stop);
  void work();

  std::mutex mutex_;
  std::condition_variable_any wake_, done_;
  const std::function<void(std::size_t)>* job_ = nullptr;
  std::size_t count_ = 0, round_ = 0, busy_ = 0;
  std::atomic<std::size_t> next_{0};
  std::exception_ptr thrown_;
  std::vector<std::jthread> helpers_;
};

}  // namespace tidegate
