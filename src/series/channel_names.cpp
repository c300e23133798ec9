#include "series/channel_names.h"

namespace tidegate {

std::vector<std::string> channel_names(const std::vector<Channel>& channels) {
  std::vector<std::string> names;
  names.reserve(channels.size());
  for (const Channel& channel : channels) names.push_back(channel.name);
  return names;
}

}  // namespace tidegate
