// How well scores rank anomalous rows above normal ones, whatever the threshold.
#pragma once
#include <cstdint>
#include <span>

namespace tidegate {

/// The chance that an anomalous row scores higher than a normal one, ties counting half: the area under the ROC curve.
/// `scores` (T), NaN ranks below all; `labels` (T), 0 = normal. NaN if all rows are of one kind. A constant score has
/// 0.5. Cost: a sort. Source: Hanley, McNeil 1982; scikit-learn's `roc_auc_score`.
double auc_roc(std::span<const double> scores, std::span<const std::uint8_t> labels);

/// Average precision, the area under the precision-recall curve without interpolation: Σ (Rₙ − Rₙ₋₁) Pₙ over the
/// different scores, the highest first. A constant score has the share of anomalous rows. Arguments and cost as
/// `auc_roc`; NaN if no row is anomalous. Source: scikit-learn's `average_precision_score`.
double average_precision(std::span<const double> scores, std::span<const std::uint8_t> labels);

/// Precision, recall and F1 of rows.
struct RowQuality {
  double precision = 0;  ///< of the flagged rows, how many are anomalous; 0 if none is flagged
  double recall = 0;     ///< of the anomalous rows, how many are flagged
  double f1 = 0;         ///< 2 · precision · recall / (precision + recall)
  double threshold = 0;  ///< rows with this score and more are flagged; NaN if they were flagged otherwise
};

/// Of rows flagged by whatever rule. `flags`, `labels` (T), 0 = not flagged, normal. Recall and F1 are NaN if no row is
/// anomalous.
RowQuality row_quality(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels);

/// The best F1 that any threshold gives: chosen with the labels, so an upper bound and no result. Of equal ones that of
/// the highest threshold. Rows without a score are never flagged. Arguments and cost as `auc_roc`; all NaN if no row is
/// anomalous, or none has a score.
RowQuality best_f1(std::span<const double> scores, std::span<const std::uint8_t> labels);

}  // namespace tidegate
