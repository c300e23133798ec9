#include "tidegate/detector_info.h"

#include "base/text.h"

namespace tidegate {

std::vector<std::size_t> DetectorInfo::scored_channels() const {
  std::vector<std::size_t> numbers;
  for (std::size_t c = 0; c < scored.size(); ++c)
    if (scored[c]) numbers.push_back(c);
  return numbers;
}

std::string training_words(const DetectorInfo& info) {
  if (!info.key.empty())
    return info.source + ", " + plural(info.training_rows, "row") + " of " + count_text(info.training_series) +
           " series (" + info.key + ")";
  if (info.training_series > 1)
    return info.source + ", " + plural(info.training_rows, "row") + " of " + count_text(info.training_series) +
           " series";
  return info.source + ", rows " + std::to_string(info.first_row) + " to " + std::to_string(info.last_row);
}

}  // namespace tidegate
