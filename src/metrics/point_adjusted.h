// Scores that count a whole anomaly as found by some of its rows. They flatter: a random score reaches 0.9 and more by
// adjusted F1. Here to compare with publications, never to choose by.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace tidegate {

/// The flags with every anomaly wholly flagged of whose rows more than `percent` (0 to 100) % are. 0: any row will do,
/// the usual point adjustment; 100: as they are. `flags`, `labels` (T), 0 = not flagged, normal. Source: Xu et al.,
/// "Unsupervised Anomaly Detection via Variational Auto-Encoder…", WWW 2018; PA%K: Kim et al., AAAI 2022.
std::vector<std::uint8_t> point_adjusted(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels,
                                         double percent);

/// F1 of the adjusted rows, the mean over K = 0, 1 … 100 %: PA%K without a K to choose. NaN without anomalies.
double point_adjusted_area(std::span<const std::uint8_t> flags, std::span<const std::uint8_t> labels);

}  // namespace tidegate
