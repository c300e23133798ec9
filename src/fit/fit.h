// From one series or several to a fitted chain.
#pragma once
#include <span>

#include "chain/chain.h"

namespace tidegate {

/// See Detector::train.
Result<FittedChain> fit_chain(std::span<const SeriesPart> parts, const DetectorConfig& config,
                              const TrainingControl& control);

inline Result<FittedChain> fit_chain(const Series& series, RowRange rows, const DetectorConfig& config,
                                     const TrainingControl& control) {
  const SeriesPart part{series, rows};
  return fit_chain({&part, 1}, config, control);
}

}  // namespace tidegate
