// The scorers asked about the training rows again: scores, their scale, usual rows and threshold are learned from the
// answers.
#pragma once
#include <span>
#include <vector>

#include "chain/chain.h"

namespace tidegate {

struct CalibrationRows {
  std::span<const SeriesPart> parts;
  const Matrix<double>& frames;                ///< (T, C) of all parts on their grid
  std::vector<std::size_t> first_validating;   ///< of each part the first input row not trained on; kNoRow = none
  std::span<const std::vector<float>> labels;  ///< as `ToldLabels::rows`; empty where nothing learns from labels

  double label(std::size_t part, std::size_t row) const {
    return static_cast<double>(labels[part][row - parts[part].range.begin]);
  }
};

/// Scores, their scale, what is usual, threshold, in this order. Errors: kData (nothing to calibrate on), kUsage.
Status calibrate(FittedChain& chain, const CalibrationRows& rows);

}  // namespace tidegate
