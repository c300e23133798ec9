// From one series or several to a fitted chain.
#pragma once
#include <span>

#include "chain/chain.h"

namespace tidegate {

/// See Detector::train.
Result<FittedChain> fit_chain(std::span<const SeriesPart> parts, const DetectorConfig& config,
                              const TrainingControl& control);

inline Result<FittedChain> fit_chain(const Series& series, std::size_t first, std::size_t last,
                                     const DetectorConfig& config, const TrainingControl& control) {
  const SeriesPart part{series, first, last};
  return fit_chain({&part, 1}, config, control);
}

}  // namespace tidegate
