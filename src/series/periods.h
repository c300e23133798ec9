// Seasonal periods of one channel.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace tidegate {

inline constexpr std::size_t kMostPeriods = 3;

/// Periods in rows, strongest first, at most three; none for noise, trends and constants.
///
/// The autocorrelation r(k) = Σ x(t) x(t+k) / (T − k), over that of lag 0, of the channel without its linear trend and
/// with missing values interpolated, is computed through an FFT (Wiener–Khinchin). A lag is a period if
///   it is a local maximum that stands out from the valley before it by at least max(0.2, 5 / √T),
///   its height is as much, and the autocorrelation rises half as far again towards twice the lag;
///   it is no multiple of a shorter period that is about as high.
/// Lags run from 2 to T / 3. The last 2^18 rows are looked at. NaN = missing; fewer than 12 values present give none.
/// Cost: O(T log T). Source: Box, Jenkins & Reinsel 2008, ch. 2; peak validation after Vlachos et al. 2005
/// (AUTOPERIOD).
std::vector<std::size_t> find_periods(std::span<const double> values);

}  // namespace tidegate
