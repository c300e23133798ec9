// Volume under the surface: areas under curves whose labels are grown by a window, averaged over all windows up to one,
// so that neither the exact ends of a label nor a lag of the detector decides.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace tidegate {

/// Both areas: under the ROC curve and under the precision-recall curve. NaN if no row is anomalous, `roc` also if all
/// are.
struct Volume {
  double roc, pr;
};

/// The mean over windows w = 0 … `window`. With w each run of anomalous rows grows by w / 2 rows (rounded down) to
/// either side, by labels that fall as √(1 − distance / w), sums of which count 1 at most. Of 250 thresholds, evenly
/// spaced in rank, each has
///   hits = Σ grown labels of flagged rows, positives = anomalous rows + half the grown labels of flagged normal rows,
///   recall = min(hits / positives, 1) · share of the grown runs that have a flagged row, precision = hits / flagged
///   rows.
/// `scores` (T), NaN ranks below all; `labels` (T), 0 = normal. Cost: a sort, and O(window² · runs + window · anomalous
/// rows). Source: Paparrizos et al., "Volume Under the Surface", VLDB 2022; the reference's `RangeAUC_volume_opt`,
/// whose values it gives.
Volume volume_under_surface(std::span<const double> scores, std::span<const std::uint8_t> labels, std::size_t window);

/// Of flags instead of scores: each the mean over windows.
struct FlagVolume {
  double recall, precision, f1;
};

/// Hits, positives and precision of each window as above, but recall without the share of runs found, and a normal
/// row's grown label with w is the sum of those with 0 … w, 1 at most. Both are so in the reference, whose values it
/// gives. `flags`, `labels` (T), 0 = not flagged, normal. All NaN if no row is anomalous; all 0 if none is flagged.
/// Cost: O(window² · runs + window · flagged rows). Source: TSB-AD's `metric_VUS_pred`.
FlagVolume volume_of_flags(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels,
                           std::size_t window);

/// The window that TSB-AD takes for a series: the lag, from 6 to 303, of the highest local maximum of its
/// autocorrelation over its first 20,000 rows and lags up to 400; 125 if there is none, or it lies elsewhere. Of
/// several channels it takes the first. `values` (T), finite. Cost: O(400 T). Source: TSB-AD's `find_length_rank`,
/// rank 1.
std::size_t volume_window(std::span<const double> values);

}  // namespace tidegate
