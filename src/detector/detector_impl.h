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

  /// A row of the input in the detector's order; valid until the next.
  std::span<const double> picked(std::span<const double> values) noexcept;

  std::shared_ptr<const Detector::Impl> detector;  ///< keeps parameters alive
  ChainState state;
  std::function<void(const Event&)> on_event;
  std::vector<std::size_t> columns;  ///< of the detector's channels in a row; empty = in its order
  std::vector<double> row;           ///< as many, for `picked`

  /// No event waits while a callback is set. Those for whose words there is no memory do, and are handed over later.
  void hand_over() noexcept {
    if (on_event && !state.closed.empty()) call_for_events();
  }
  void call_for_events() noexcept;
};

}  // namespace tidegate
