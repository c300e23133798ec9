// What stands behind the public Detector and Stream.
#pragma once
#include "chain/chain.h"
#include "tidegate/detector.h"

namespace tidegate {

struct Detector::Impl {
  FittedChain chain;
};

struct [[gnu::visibility("hidden")]] Stream::Impl {
  explicit Impl(std::shared_ptr<const Detector::Impl> d) : detector(std::move(d)), state(detector->chain) {}
  std::shared_ptr<const Detector::Impl> detector;  ///< keeps parameters alive
  ChainState state;
  std::function<void(const Event&)> on_event;

  /// No event waits while a callback is set. Those for whose words there is no memory do, and are handed over later.
  void hand_over() noexcept;
};

}  // namespace tidegate
