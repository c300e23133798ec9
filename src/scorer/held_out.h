// How far usual operation goes, for scorers that measure a distance.
#pragma once
#include <vector>

#include "scorer/scorer_method.h"

namespace tidegate {

/// The training part in two: what a distance is learned from, and what shows how far later rows go from there.
struct HeldOut {
  std::vector<MatrixView<const double>> earlier, later;
};

/// The halves of each series, of the last 2·`most` rows of it if there are more. The later one begins `before` rows
/// early, so that its first window is whole.
HeldOut held_out_halves(std::span<const MatrixView<const double>> series, std::size_t before, std::size_t most);

/// Whether the earlier half holds a window of so many rows. Errors: kData; `example`: a shorter one, "sub-pca:20".
Status check_windows(const HeldOut& halves, std::size_t window, std::string_view example);

/// Of each channel the limit of usual operation, as `fit_calibration` draws it: of what `learned` gives of these rows,
/// at least `least`. Expects `learned` to give distances, in units of 1. Cost: a step a row.
std::vector<double> held_out_limits(Scorer learned, std::span<const MatrixView<const double>> later, double least);

}  // namespace tidegate
