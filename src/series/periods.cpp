#include "series/periods.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <complex>
#include <unsupported/Eigen/FFT>

namespace tidegate {
namespace {

constexpr std::size_t kMostRows = std::size_t{1} << 18;
constexpr std::size_t kFewestRows = 12;

struct Peak {
  std::size_t lag = 0;
  double height = 0;
};

/// Linear between neighbours that are present, level at both ends. Returns the number of values present.
std::size_t interpolate(std::vector<double>& x) {
  std::size_t present = 0, last = x.size();
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (std::isnan(x[i])) continue;
    const double from = last == x.size() ? x[i] : x[last];
    const std::size_t begin = last == x.size() ? 0 : last + 1;
    for (std::size_t j = begin; j < i; ++j)
      x[j] = from + (x[i] - from) * static_cast<double>(j + 1 - begin) / static_cast<double>(i + 1 - begin);
    last = i;
    ++present;
  }
  if (present > 0) std::fill(x.begin() + static_cast<std::ptrdiff_t>(last) + 1, x.end(), x[last]);
  return present;
}

/// Takes off the least-squares line.
void detrend(std::vector<double>& x) {
  const double n = static_cast<double>(x.size());
  const double middle = (n - 1) / 2;
  double mean = 0, slope = 0;
  for (std::size_t i = 0; i < x.size(); ++i) mean += (x[i] - mean) / static_cast<double>(i + 1);
  for (std::size_t i = 0; i < x.size(); ++i) slope += (static_cast<double>(i) - middle) * (x[i] - mean);
  slope /= n * (n * n - 1) / 12;
  for (std::size_t i = 0; i < x.size(); ++i) x[i] -= mean + slope * (static_cast<double>(i) - middle);
}

/// Divides by the largest size, so that squares neither overflow nor vanish; false for a constant (up to rounding).
bool normalise(std::vector<double>& x, double largest_value) {
  double largest = 0;
  for (const double v : x) largest = std::max(largest, std::abs(v));
  if (!(largest > 1e-10 * largest_value) || !std::isfinite(largest)) return false;
  for (double& v : x) v /= largest;
  return true;
}

/// r(k) for k = 0 … lags; zero padding keeps the ends apart.
std::vector<double> autocorrelation(std::vector<double> x, std::size_t lags) {
  const std::size_t rows = x.size();
  x.resize(std::bit_ceil(rows + lags + 1));
  Eigen::FFT<double> fft;
  std::vector<std::complex<double>> spectrum;
  fft.fwd(spectrum, x);
  for (auto& s : spectrum) s = std::norm(s);
  fft.inv(x, spectrum);
  x.resize(lags + 1);
  const double variance = x[0] / static_cast<double>(rows);
  for (std::size_t k = 0; k <= lags; ++k) x[k] /= variance * static_cast<double>(rows - k);
  return x;
}

/// The largest value at lags near `lag`.
double best_near(const std::vector<double>& r, std::size_t lag) {
  const std::size_t reach = 1 + lag / 20;
  const auto begin = r.begin() + static_cast<std::ptrdiff_t>(lag - reach);
  const auto end = r.begin() + static_cast<std::ptrdiff_t>(std::min(lag + reach + 1, r.size()));
  return *std::max_element(begin, end);
}

/// A period comes again: the autocorrelation rises once more from one and a half to two periods, by at least half of
/// what it rose the first time.
bool recurs(const std::vector<double>& r, std::size_t lag, double rise) {
  return best_near(r, 2 * lag) - r[lag + lag / 2] >= rise / 2;
}

/// Local maxima that stand out by `least` and recur.
std::vector<Peak> find_peaks(const std::vector<double>& r, std::size_t longest, double least) {
  std::vector<Peak> peaks;
  double valley = r[1];
  for (std::size_t k = 2; k <= longest; ++k) {
    valley = std::min(valley, r[k]);
    const bool stands_out = r[k] >= least && r[k] - valley >= least;
    const bool is_maximum = r[k] >= r[k - 1] && r[k] > r[k + 1] && r[k] >= best_near(r, k);
    if (stands_out && is_maximum && recurs(r, k, r[k] - valley)) peaks.push_back({k, r[k]});
  }
  return peaks;
}

bool is_multiple(std::size_t lag, std::size_t period) {
  const double ratio = static_cast<double>(lag) / static_cast<double>(period);
  const double off = std::abs(ratio - std::round(ratio)) * static_cast<double>(period);
  return ratio > 1.5 && off <= std::max(1.0, 0.05 * static_cast<double>(lag));
}

/// Multiples of a shorter period that add next to nothing are its echoes.
std::vector<Peak> without_echoes(const std::vector<Peak>& peaks) {
  constexpr double kNoteworthy = 0.05;
  std::vector<Peak> kept;
  for (const Peak& peak : peaks) {
    const bool echo = std::any_of(kept.begin(), kept.end(), [&](const Peak& shorter) {
      return is_multiple(peak.lag, shorter.lag) && peak.height < shorter.height + kNoteworthy;
    });
    if (!echo) kept.push_back(peak);
  }
  return kept;
}

}  // namespace

std::vector<std::size_t> find_periods(std::span<const double> values) {
  const auto recent = values.last(std::min(values.size(), kMostRows));
  std::vector<double> x(recent.begin(), recent.end());
  if (interpolate(x) < kFewestRows) return {};
  double largest = 0;
  for (const double v : x) largest = std::max(largest, std::abs(v));
  detrend(x);
  if (!normalise(x, largest)) return {};
  const std::size_t longest = x.size() / 3;
  const double least = std::max(0.2, 5 / std::sqrt(static_cast<double>(x.size())));
  auto peaks = without_echoes(find_peaks(autocorrelation(std::move(x), 2 * longest + 1), longest, least));
  std::stable_sort(peaks.begin(), peaks.end(), [](const Peak& a, const Peak& b) { return a.height > b.height; });
  std::vector<std::size_t> periods;
  for (const Peak& peak : peaks)
    if (periods.size() < kMostPeriods) periods.push_back(peak.lag);
  return periods;
}

}  // namespace tidegate
