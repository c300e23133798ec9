// How long the keys of a table are, and what training would take of them.
#pragma once
#include "tidegate/inspect.h"
#include "tidegate/series.h"

namespace tidegate {

/// Cost: O(K log K) for K keys. Contract: at least one key.
KeysSummary summarise_keys(const SeriesTable& keyed);

}  // namespace tidegate
