#include "benchmark/operator_cases.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/missing.h"
#include "base/sha256.h"

namespace tidegate {
namespace {

/// A wave of a period, 1 high.
double turn(std::size_t row, double period) {
  return std::sin(2 * std::numbers::pi * static_cast<double>(row) / period);
}

bool within(std::size_t row, std::size_t first, std::size_t last) { return row >= first && row <= last; }

bool fill_frozen_noise(std::size_t row, Random& random, std::span<double> values) {
  const double value = 50 + random.normal();
  if (!within(row, 3000, 3199)) values[0] = value;  // else as the row before
  return true;
}

bool fill_frozen_wave(std::size_t row, Random& random, std::span<double> values) {
  const double value = 20 + 5 * turn(row, 144) + 0.2 * random.normal();
  if (!within(row, 3000, 3199)) values[0] = value;
  return true;
}

bool fill_missing_values(std::size_t row, Random& random, std::span<double> values) {
  values[0] = 50 + random.normal();
  if (within(row, 3000, 3199)) values[0] = kMissingValue;
  return true;
}

bool fill_missing_rows(std::size_t row, Random& random, std::span<double> values) {
  values[0] = 50 + random.normal();
  return !within(row, 3000, 3199);
}

bool fill_silent_to_the_end(std::size_t row, Random& random, std::span<double> values) {
  values[0] = 60 + 4 * turn(row, 96) + 0.3 * random.normal();
  if (row >= 3500) values[0] = kMissingValue;
  return true;
}

bool fill_one_large_value(std::size_t row, Random& random, std::span<double> values) {
  values[0] = 50 + random.normal() + (row == 3100 ? 8 : 0);
  return true;
}

bool fill_one_large_value_quantised(std::size_t row, Random& random, std::span<double> values) {
  values[0] = std::round(50 + random.normal() + (row == 3100 ? 8 : 0));
  return true;
}

bool fill_drop_to_nought(std::size_t row, Random& random, std::span<double> values) {
  values[0] = within(row, 3100, 3109) ? 0 : 200 + 40 * turn(row, 288) + 4 * random.normal();
  return true;
}

bool fill_errors_from_nought(std::size_t row, Random& random, std::span<double> values) {
  values[0] = 900 + 300 * turn(row, 288) + 20 * random.normal();
  values[1] = within(row, 3100, 3106) ? 40 + std::round(5 * random.normal()) : 0;
  return true;
}

bool fill_one_of_five_counts(std::size_t row, Random& random, std::span<double> values) {
  for (std::size_t c = 0; c < 4; ++c)
    values[c] = 10 * static_cast<double>(c + 1) + 3 * turn(row, 200) + random.normal();
  values[4] = within(row, 5200, 5219) ? 37 : 0;
  return true;
}

bool fill_quiet(std::size_t, Random& random, std::span<double> values) {
  values[0] = 50 + random.normal();
  return true;
}

bool fill_square_wave(std::size_t row, Random&, std::span<double> values) {
  values[0] = row % 288 < 144 ? 20 : 80;
  return true;
}

bool fill_growing_year(std::size_t row, Random& random, std::span<double> values) {
  values[0] = 340 + 0.05 * static_cast<double>(row) + 3 * turn(row, 52) + 0.3 * random.normal();
  return true;
}

bool fill_counter_burst(std::size_t row, Random& random, std::span<double> values) {
  const double rate = 100 + 30 * turn(row, 288) + 5 * random.normal();
  values[0] = (row == 0 ? 1e6 : values[0]) + (within(row, 3100, 3129) ? 3 : 1) * rate;
  return true;
}

bool fill_counter_restart(std::size_t row, Random& random, std::span<double> values) {
  const double rate = 100 + 30 * turn(row, 288) + 5 * random.normal();
  values[0] = row == 3100 ? 0 : (row == 0 ? 1e6 : values[0]) + rate;
  return true;
}

bool fill_constant_telemetry(std::size_t row, Random& random, std::span<double> values) {
  values[0] = within(row, 3500, 3519) ? 6 : 5;
  values[1] = row > 2600 && random.uniform() < 0.1 ? 1 : 0;  // commands that the training part has not
  return true;
}

bool fill_new_level_and_a_spike(std::size_t row, Random& random, std::span<double> values) {
  values[0] = 50 + random.normal() + (row >= 3000 ? 12 : 0) + (row == 4200 ? 15 : 0);
  return true;
}

bool fill_slow_drift(std::size_t row, Random& random, std::span<double> values) {
  const double drift = row < 3000 ? 0 : 12 * std::min(1.0, static_cast<double>(row - 3000) / 600);
  values[0] = 50 + 3 * turn(row, 144) + 0.5 * random.normal() + (row <= 3800 ? drift : 0);
  return true;
}

bool fill_more_noise(std::size_t row, Random& random, std::span<double> values) {
  values[0] = 50 + random.normal() * (within(row, 3000, 3099) ? 4 : 1);
  return true;
}

bool fill_load_not_run(std::size_t row, Random& random, std::span<double> values) {
  const std::size_t hour = row % 168;
  const bool load = within(hour, 4, 8) && row / 168 != 11;
  values[0] = 100 + 40 * turn(row, 24) + 5 * random.normal() + (load ? 900 : 0);
  return true;
}

bool fill_office_hours(std::size_t row, Random& random, std::span<double> values) {
  const std::size_t hour = row / 12 % 24, day = row / 288 % 7;
  values[0] = 100 + 20 * turn(row, 84) + 3 * random.normal() + (within(row, 9060, 9069) ? 60 : 0);
  return day < 5 && within(hour, 9, 15);
}

bool fill_row_counter_beside(std::size_t row, Random& random, std::span<double> values) {
  values[0] = static_cast<double>(row);
  values[1] = 50 + random.normal() + (row == 3100 ? 10 : 0);
  return true;
}

bool fill_two_faults_at_once(std::size_t row, Random& random, std::span<double> values) {
  for (std::size_t c = 0; c < 8; ++c)
    values[c] = 10 * static_cast<double>(c + 1) + 2 * turn(row + 11 * c, 144) + 0.3 * random.normal();
  if (within(row, 3000, 3199)) values[2] += 4 * static_cast<double>(row - 3000) / 200;  // a drift
  if (row == 3100) values[5] += 8;                                                      // and a spike beside it
  return true;
}

const OperatorCase kCases[] = {
    {"frozen-noise",
     "a noisy sensor repeats a value for 200 rows: stuck, while it lasts",
     2500,
     5000,
     {"value"},
     fill_frozen_noise,
     {{{3000, 3200}, "value", "stuck"}}},
    {"frozen-wave",
     "a sensor that follows the day repeats a value: stuck, while it lasts",
     2500,
     5000,
     {"value"},
     fill_frozen_wave,
     {{{3000, 3200}, "value", "stuck"}}},
    {"missing-values",
     "a sensor gives no values for 200 rows: missing, while it lasts",
     2500,
     5000,
     {"value"},
     fill_missing_values,
     {{{3000, 3200}, "", "dropout"}},
     0,
     0.75},
    {"missing-rows",
     "no row comes for 200 minutes: missing",
     2500,
     5000,
     {"value"},
     fill_missing_rows,
     {{{2999, 3001}, "", "dropout"}}},
    {"silent-to-the-end",
     "a sensor falls silent and stays so: an event at the end of the file",
     2500,
     4000,
     {"value"},
     fill_silent_to_the_end,
     {{{3500, 4000}, "", "dropout"}},
     0,
     0.6},
    {"one-large-value",
     "one value 8 deviations off: an event of one row",
     2500,
     5000,
     {"value"},
     fill_one_large_value,
     {{{3100, 3101}, "value", "spike"}}},
    {"one-large-value-quantised",
     "the same in whole numbers",
     2500,
     5000,
     {"value"},
     fill_one_large_value_quantised,
     {{{3100, 3101}, "value", ""}}},
    {"drop-to-nought",
     "traffic falls to 0 for ten rows",
     2500,
     5000,
     {"requests"},
     fill_drop_to_nought,
     {{{3100, 3110}, "requests", ""}}},
    {"errors-from-nought",
     "an error count that was always 0 reads 40: an event of that channel",
     2500,
     5000,
     {"requests", "errors"},
     fill_errors_from_nought,
     {{{3100, 3107}, "errors", ""}}},
    {"one-of-five-counts",
     "drops, always 0, read 37 among five channels: an event of drops",
     2500,
     6000,
     {"cpu", "memory", "load", "health", "drops"},
     fill_one_of_five_counts,
     {{{5200, 5220}, "drops", ""}}},
    {"quiet", "noise and nothing else: no event", 2500, 12'500, {"value"}, fill_quiet, {}},
    {"square-wave",
     "a perfect daily square wave, learned over two days: no event",
     576,
     2880,
     {"value"},
     fill_square_wave,
     {}},
    {"growing-year",
     "a yearly curve that grows: no event that never ends",
     400,
     1000,
     {"ppm"},
     fill_growing_year,
     {},
     1},
    {"counter-burst",
     "a counter rises three times as fast for 30 rows: that, and not all rows after it",
     2500,
     5000,
     {"bytes"},
     fill_counter_burst,
     {{{3100, 3130}, "bytes", ""}}},
    {"counter-restart",
     "a counter begins anew: at most a few rows, then it is watched as before",
     2500,
     5000,
     {"bytes"},
     fill_counter_restart,
     {{{3100, 3101}, "bytes", ""}}},
    {"constant-telemetry",
     "a value that never moved, unseen commands beside it: an event when it moves, none before",
     2500,
     5000,
     {"value", "command"},
     fill_constant_telemetry,
     {{{3500, 3520}, "value", ""}}},
    {"new-level-and-a-spike",
     "a level changes for good; a spike long after it is an event of its own",
     2500,
     5000,
     {"value"},
     fill_new_level_and_a_spike,
     {{{3000, 3100}, "value", ""}, {{4200, 4201}, "value", ""}}},
    {"slow-drift",
     "a sensor drifts away over ten hours and is set right",
     2500,
     5000,
     {"value"},
     fill_slow_drift,
     {{{3150, 3810}, "value", ""}},
     1},
    {"more-noise",
     "four times the noise for 100 rows",
     2500,
     5000,
     {"value"},
     fill_more_noise,
     {{{3000, 3100}, "value", ""}}},
    {"load-not-run",
     "a weekly load does not run once: that, and no ordinary Monday",
     1400,
     2352,
     {"rows"},
     fill_load_not_run,
     {{{1852, 1857}, "rows", ""}},
     1,
     0.8,
     std::chrono::hours(1)},
    {"office-hours",
     "rows on weekdays from 9 to 15 h only: most rows are scored, one event",
     6048,
     12'096,
     {"value"},
     fill_office_hours,
     {{{9060, 9070}, "value", ""}},
     0,
     0.85,
     std::chrono::minutes(5)},
    {"row-counter-beside",
     "a column that counts the rows is no anomaly",
     2500,
     5000,
     {"number", "value"},
     fill_row_counter_beside,
     {{{3100, 3101}, "value", ""}}},
    {"two-faults-at-once",
     "a drift in one sensor and a spike in another: two events, each with its channel",
     2500,
     5000,
     {"a", "b", "c", "d", "e", "f", "g", "h"},
     fill_two_faults_at_once,
     {{{3060, 3200}, "c", ""}, {{3100, 3101}, "f", ""}}},
};

/// A number of the name alone.
std::uint64_t seed_of(std::string_view name) { return std::stoull(sha256_hex(name).substr(0, 15), nullptr, 16); }

}  // namespace

std::span<const OperatorCase> operator_cases() { return kCases; }

Series operator_series(const OperatorCase& one) {
  Series series;
  series.source = one.name;
  series.time_column = "time";
  for (const std::string_view name : one.channels) series.channels.push_back({std::string(name), ""});
  series.rows.values = Matrix<double>(0, one.channels.size());
  Random random(seed_of(one.name));
  std::vector<double> values(one.channels.size(), 0.0);
  constexpr Timestamp kStart{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};  // a Monday
  for (std::size_t row = 0; row < one.rows; ++row) {
    if (!one.fill(row, random, values)) continue;
    series.rows.values.append(MatrixView<const double>{values.data(), 1, values.size()});
    series.rows.time.push_back(kStart + static_cast<Duration::rep>(row) * one.step);
  }
  series.notes.rows = series.rows.size();
  return series;
}

}  // namespace tidegate
