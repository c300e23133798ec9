#include "model/training/targets.h"

#include <limits>

namespace tidegate {

void read_targets(const NetShape& net, const TrainingData& data, std::ptrdiff_t row, std::ptrdiff_t first,
                  std::ptrdiff_t last, float* into) noexcept {
  constexpr float none = std::numeric_limits<float>::quiet_NaN();
  if (net.traits().learns_labels) {
    *into = row >= first && row < last ? data.labels(static_cast<std::size_t>(row), 0) : none;
    return;
  }
  for (std::size_t h = 0; h < net.horizon; ++h) {
    const std::ptrdiff_t at = row + static_cast<std::ptrdiff_t>(net.ahead() + h);
    for (const std::size_t channel : net.predicts)
      *into++ = at >= first && at < last ? data.rows(static_cast<std::size_t>(at), channel) : none;
  }
}

}  // namespace tidegate
