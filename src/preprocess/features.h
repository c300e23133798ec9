// Inputs of the network beside the channels, worked out row by row from the channels and from time.
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "preprocess/rolling.h"
#include "store/bytes.h"
#include "tidegate/config.h"
#include "tidegate/result.h"
#include "tidegate/series.h"

namespace tidegate {

inline constexpr std::size_t kLongestRolling = 10'000;  ///< rows
inline constexpr std::size_t kMostRolling = 8;          ///< windows of different length

/// What the option `features` asks for.
struct FeatureChoice {
  bool automatic = false;
  bool calendar = false, fourier = false, difference = false;
  std::vector<std::size_t> windows;  ///< rows of every `rolling:N`, in the order given

  bool any() const { return automatic || calendar || fourier || difference || !windows.empty(); }
};

/// "none", "auto", or "calendar", "fourier", "difference", each once, and up to 8 "rolling:N" with different N from 2
/// to 10,000. Errors: kUsage naming what is not understood and what there is.
Result<FeatureChoice> parse_features(const FeaturesConfig& config);

/// Chosen and learned.
struct FeatureParams {
  bool calendar = false;
  std::vector<double> periods;       ///< of fourier, in rows, above 1; at most 3
  std::vector<std::size_t> windows;  ///< W windows of rolling figures, in rows; all different
  bool difference = false;
  std::vector<std::size_t> channels;    ///< S channels that rolling figures and differences are of
  Duration step{0};                     ///< from row to row; 0 = rows have no time, and their number stands for it
  std::int16_t utc_offset_minutes = 0;  ///< of the zone whose calendar it is
  std::size_t ahead = 0;                ///< calendar and fourier are those of so many rows after the row read: 0 or 1
  std::vector<double> center, scale;    ///< (F): feature = (raw − center) / scale, scale > 0

  bool timed() const { return step > Duration::zero(); }
};

/// The inputs calendar and fourier make, in their order: of these, all is known before a row is there.
std::size_t known_features(const FeatureParams& params);
/// F = 4 (calendar) + 4 a period + 4 W S (rolling) + S (difference).
std::size_t feature_count(const FeatureParams& params);

/// In the order of the inputs, after the channels: "hour.sin", "hour.cos", "weekday.sin", "weekday.cos"; for every
/// period "fourier:48.sin1", "fourier:48.cos1", "fourier:48.sin2", "fourier:48.cos2"; for every
/// window and in it for every channel "NAME.rolling:24.mean", ".deviation", ".lowest", ".highest"; "NAME.difference".
/// `names`: of all channels.
std::vector<std::string> feature_names(const FeatureParams& params, const std::vector<std::string>& names);

/// Before the first row.
inline constexpr std::int64_t kUnplaced = std::numeric_limits<std::int64_t>::min();

struct FeatureState {
  std::int64_t place = kUnplaced;     ///< of the last row: nanoseconds since 1970 UTC, or its number
  std::vector<RollingState> rolling;  ///< (W, S)
  std::vector<float> last;            ///< (S), the last value present, NaN = none yet; empty without differences
};

FeatureState make_feature_state(const FeatureParams& params);
std::size_t heap_bytes(const FeatureState& state);
std::size_t heap_bytes(const FeatureParams& params);

/// What came before is no longer of use, but for the place in time.
void forget(FeatureState& state) noexcept;

/// The features of the next row into `out` (F), for training and for serving.
/// `row` (C): scaled channels as they came, NaN = missing. `time`: null = a row without time or one that never came:
/// one step after the row before.
/// calendar: sin and cos of 2π · share of the day gone, and of 2π · weekday / 7 (Monday 0), at the row's time plus
/// `ahead` steps in a zone of fixed offset. fourier: sin and cos of 2πk · place / period for k = 1, 2, with the place
/// of the row `ahead` in time, or in rows if they have no time. As long as a place is not known: 0. rolling: of the
/// values present among the last N rows of every window, this one included. difference: to the last value present; as
/// usual (0 after centring) where there is none. Everything is finite, and at most `clip` from 0. Cost: a sine and a
/// cosine a period and two for calendar, see `push_rolling`. No allocation.
void apply_features(const FeatureParams& params, FeatureState& state, const Timestamp* time, std::span<const float> row,
                    double clip, std::span<float> out) noexcept;

/// Exactly, for snapshots. `get_state` wants a state made for the same params.
void put_state(ByteWriter& out, const FeatureState& state);
void get_state(ByteReader& in, FeatureState& state);

}  // namespace tidegate
