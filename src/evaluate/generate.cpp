#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/random.h"
#include "base/text.h"
#include "evaluate/planting.h"
#include "tidegate/evaluate.h"

namespace tidegate {
namespace {

constexpr std::size_t kMostValues = 100'000'000;
constexpr double kSecondWave = 0.5, kNoise = 0.05;  // beside a first wave of height 1

/// Of the two waves together.
double usual_deviation() { return std::sqrt((1 + kSecondWave * kSecondWave) / 2); }

/// Anomalies keep a distance of their own length: so many rows are there for each.
Status check_room(const GenerateRequest& request, const std::vector<std::string>& kinds) {
  if (request.anomalies == 0) return {};
  std::size_t longest = 0;
  for (std::size_t i = 0; i < std::min(kinds.size(), request.anomalies); ++i)
    longest = std::max(longest, planted_rows(kinds[i]));
  const std::size_t room = request.rows - request.rows / 2;
  if (room / request.anomalies >= 2 * longest) return {};
  return fail(ErrorKind::kUsage, count_text(request.anomalies) + " anomalies do not fit into " + plural(room, "row") +
                                     ", the second half of " + option_named("rows"))
      .about("anomalies")
      .remedy("take at most " + count_text(room / (2 * longest)))
      .remedy("more " + option_named("rows"));
}

Status check(const GenerateRequest& request, const std::vector<std::string>& kinds) {
  if (auto fine = check_kinds(kinds); !fine) return fine;
  if (request.rows == 0 || request.channels == 0 || request.rows > kMostValues / request.channels)
    return fail(ErrorKind::kUsage, option_named("rows") + " times " + option_named("channels") + " must be from 1 to " +
                                       count_text(kMostValues))
        .about("rows");
  const auto steps = static_cast<Duration::rep>(request.rows - 1);
  if (request.step.count() <= 0 || steps > (Timestamp::max() - std::max(request.start, Timestamp{})) / request.step)
    return fail(ErrorKind::kUsage, "the times end after the year 2261")
        .about("step")
        .remedy("take a shorter " + option_named("step") + ", or fewer " + option_named("rows"));
  return check_room(request, kinds);
}

void fill_waves(std::size_t channel, Random& random, Matrix<double>& values) {
  constexpr double kTurn = 2 * std::numbers::pi;
  const double level = random.uniform(5, 15), period = random.uniform(40, 60), other_period = random.uniform(12, 20);
  const double phase = random.uniform(0, kTurn), other_phase = random.uniform(0, kTurn);
  for (std::size_t t = 0; t < values.rows(); ++t) {
    const double turns = kTurn * static_cast<double>(t);
    values(t, channel) = level + std::sin(turns / period + phase) +
                         kSecondWave * std::sin(turns / other_period + other_phase) + kNoise * random.normal();
  }
}

/// One in each of as many equal parts of the second half.
void plant_in_second_half(const GenerateRequest& request, const std::vector<std::string>& kinds, Random& random,
                          Rows& rows) {
  rows.label.assign(request.rows, 0);
  const std::size_t begin = request.rows / 2;
  for (std::size_t i = 0; i < request.anomalies; ++i) {
    const std::size_t part = (request.rows - begin) / request.anomalies;
    const std::string& kind = kinds[i % kinds.size()];
    const std::size_t length = planted_rows(kind);
    const PlantedAnomaly anomaly{.kind = kind,
                                 .channel = random.below(request.channels),
                                 .first = begin + i * part + random.below(part - 2 * length + 1),
                                 .rows = length,
                                 .strength = usual_height(kind) * usual_deviation()};
    plant(anomaly, random.bits(), rows.values);
    std::fill_n(rows.label.begin() + static_cast<std::ptrdiff_t>(anomaly.first), length, std::int8_t{1});
  }
}

void set_times(const GenerateRequest& request, Rows& rows) {
  for (std::size_t t = 0; t < request.rows; ++t) {
    rows.time.push_back(request.start + static_cast<Duration::rep>(t) * request.step);
    rows.time_chars += format_time(rows.time.back());
    rows.time_ends.push_back(rows.time_chars.size());
  }
}

}  // namespace

Result<Series> generate(const GenerateRequest& request) {
  const std::vector<std::string> kinds = request.kinds.empty() ? plantable_kinds() : request.kinds;
  if (auto fine = check(request, kinds); !fine) return fine.error();
  Series series;
  series.source = "generated";
  series.time_column = "time";
  series.notes.rows = request.rows;
  series.rows.values = Matrix<double>(request.rows, request.channels);
  Random random(request.seed);
  for (std::size_t c = 0; c < request.channels; ++c) {
    series.channels.push_back({request.channels == 1 ? "value" : "c" + std::to_string(c), ""});
    fill_waves(c, random, series.rows.values);
  }
  plant_in_second_half(request, kinds, random, series.rows);
  for (double& value : series.rows.values.flat()) value = std::round(value * 1e4) / 1e4;
  set_times(request, series.rows);
  return series;
}

}  // namespace tidegate
