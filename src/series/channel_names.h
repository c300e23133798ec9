// The names of channels alone.
#pragma once
#include <string>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// In the channels' order.
std::vector<std::string> channel_names(const std::vector<Channel>& channels);

}  // namespace tidegate
