// How the learning rate changes from epoch to epoch.
#pragma once
#include <cstddef>
#include <string_view>

#include "tidegate/result.h"

namespace tidegate {

/// plateau    halved whenever half of `patience` passed without a better loss (the default)
/// constant   as it is
/// step:N     halved every N epochs
/// cosine     along half a cosine from its value to 0 at the last epoch (Loshchilov & Hutter 2017, arXiv:1608.03983,
///            without restarts)
struct Schedule {
  enum class Kind { kPlateau, kConstant, kStep, kCosine };

  Kind kind = Kind::kPlateau;
  std::size_t every = 0;  ///< epochs, step only

  /// Share of the learning rate in epoch `epoch` (from 0) of `epochs`; 1 for plateau, which follows the loss.
  double share(std::size_t epoch, std::size_t epochs) const;
};

/// Errors: kUsage with the nearest name and the list.
Result<Schedule> parse_schedule(std::string_view spec);

}  // namespace tidegate
