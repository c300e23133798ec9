// Anomalies planted into the judged rows of a comparison, and whether a detector finds them.
#pragma once
#include <cstddef>
#include <vector>

#include "evaluate/compared_rows.h"

namespace tidegate {

/// Whether all of these can be planted. Errors: kUsage, about `kinds`, with the nearest or all.
Status check_kinds(const std::vector<std::string>& kinds);

/// How high an anomaly of this kind usually is, in deviations of its channel: within what a person would see in a plot.
double usual_height(const std::string& kind);

/// Of a channel, over all training rows.
double deviation(const ComparedRows& rows, std::size_t channel);

/// How many judged rows can have a score if `warmup` rows of a series have none.
std::size_t rows_to_plant_in(const ComparedRows& rows, std::size_t warmup);

/// Plants six of each kind, spread over the judged rows behind a warm-up of `warmup` rows, and looks which are flagged
/// where nothing was flagged (`flagged`, of every row) before. Where no series has room for the usual length, they are
/// as long as there is room. The same rows and warm-up give the same anomalies. Errors: kModel; kInterrupted.
Result<FindsByKind> plant_all(const Detector& detector, const ComparedRows& rows, std::size_t warmup,
                              const std::vector<bool>& flagged, const Observer& observer);

}  // namespace tidegate
