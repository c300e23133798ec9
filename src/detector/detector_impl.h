// What stands behind the public Detector and Stream.
#pragma once
#include "chain/chain.h"
#include "tidegate/detector.h"

namespace tidegate {

struct Detector::Impl {
  FittedChain chain;
};

struct Stream::Impl {
  explicit Impl(std::shared_ptr<const Detector::Impl> d) : detector(std::move(d)), state(detector->chain) {}
  std::shared_ptr<const Detector::Impl> detector;  ///< keeps parameters alive
  ChainState state;
};

}  // namespace tidegate
