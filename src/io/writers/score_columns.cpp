#include "io/writers/score_columns.h"

namespace tidegate {

std::vector<std::string> detail_names(std::span<const std::string> channels) {
  std::vector<std::string> names;
  for (const std::string& channel : channels)
    for (const std::string_view suffix : kDetailSuffixes) names.push_back(channel + std::string(suffix));
  return names;
}

}  // namespace tidegate
