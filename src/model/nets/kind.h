// The kinds of net: what each may, needs and takes where nothing was chosen. A line a kind in kind.cpp.
#pragma once
#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>

#include "tidegate/config.h"

namespace tidegate {

/// Where a list of choices is allowed, the default is one of them.
struct NetTraits {
  NetKind kind = NetKind::kForecaster;
  std::string_view one;       ///< "a forecaster", for messages
  std::string_view many;      ///< "forecasters"
  std::string_view does;      ///< what it does, after `one`: "reconstructs its window"
  std::string_view scorer;    ///< the scorer that goes by it: "forecast"
  std::string_view no_skill;  ///< what may be wrong with data from which it learns nothing

  bool forecasts = false;      ///< gives values of rows: to come, or just read
  bool reconstructs = false;   ///< gives a whole window: has a decoder, always starts anew a window before each row
  bool learns_labels = false;  ///< needs labels; gives a logit and expects no value of any channel
  bool may_have_horizon = false;
  bool may_be_bidirectional = false;
  bool may_overlap = false;  ///< rows lie in several windows, which can be combined

  TargetKind target = TargetKind::kNext;  ///< an autoencoder has no target: files and tables hold `next`
  std::span<const TargetKind> targets{};
  StateKind state = StateKind::kCarried;
  LossKind loss = LossKind::kMse;
  std::span<const LossKind> losses{};
  ScoreKind score = ScoreKind::kMahalanobis;
  std::span<const ScoreKind> scores{};
  std::string_view smoothing{}, threshold{};
};

inline constexpr std::size_t kNetKinds = 3;
extern const NetTraits kNetTraits[kNetKinds];  ///< in the order of `NetKind`

inline const NetTraits& net_traits(NetKind kind) noexcept { return kNetTraits[static_cast<std::size_t>(kind)]; }

template <class Choice>
bool allows(std::span<const Choice> allowed, Choice chosen) {
  return std::ranges::find(allowed, chosen) != allowed.end();
}

/// What the configuration leaves to the kind of net (`kNetDefault`, empty texts) is filled in; what was chosen stays.
void fill_net_defaults(DetectorConfig& config);

}  // namespace tidegate
