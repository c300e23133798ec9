// Series in memory were read before any detector was.
#pragma once
#include "tidegate/source.h"

namespace tidegate {

/// Whether rows that are means over `bins` (0 = rows as they are) are what `reading` asks for. Errors: kModel.
Status check_bins(Duration bins, const ReadOptions& reading);

}  // namespace tidegate
