#include "metrics/first_channel.h"

#include <algorithm>

#include "base/contracts.h"
#include "base/missing.h"
#include "metrics/found_events.h"

namespace tidegate {

double FirstChannel::share() const {
  return judged == 0 ? kMissingValue : static_cast<double>(right) / static_cast<double>(judged);
}

FirstChannel first_channel(std::span<const RowRange> reported, std::span<const std::size_t> first_channels,
                           std::span<const RowRange> labelled,
                           std::span<const std::vector<std::size_t>> anomaly_channels) {
  TIDEGATE_EXPECTS(reported.size() == first_channels.size() && labelled.size() == anomaly_channels.size());
  const std::vector<FoundEvent> events = found_events(reported, labelled);
  FirstChannel result;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!events[i].found() || anomaly_channels[i].empty()) continue;
    ++result.judged;
    if (std::ranges::find(anomaly_channels[i], first_channels[events[i].report]) != anomaly_channels[i].end())
      ++result.right;
  }
  return result;
}

}  // namespace tidegate
