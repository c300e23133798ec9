#include "render/score_columns.h"

namespace tidegate {

std::string key_field(const std::string& key_column) {
  for (const std::string_view ours : {"time", "score", "threshold", "anomaly"})
    if (key_column == ours) return "key";
  return key_column;
}

std::vector<std::string> detail_names(std::span<const std::string> channels) {
  std::vector<std::string> names;
  for (const std::string& channel : channels)
    for (const std::string_view suffix : kDetailSuffixes) names.push_back(channel + std::string(suffix));
  return names;
}

}  // namespace tidegate
