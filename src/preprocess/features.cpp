#include "preprocess/features.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/choice.h"
#include "base/contracts.h"
#include "base/text.h"

namespace tidegate {
namespace {

constexpr std::size_t kCalendarInputs = 4;
constexpr std::size_t kHarmonics = 2;
constexpr std::size_t kRollingInputs = 4;
constexpr float kNoValue = std::numeric_limits<float>::quiet_NaN();

constexpr std::int64_t kNanosecondsADay = 86'400'000'000'000;
constexpr std::int64_t kNanosecondsAMinute = 60'000'000'000;
constexpr std::int64_t kDaysAWeek = 7;
constexpr std::int64_t kFirstWeekday = 3;  // 1970-01-01 was a Thursday

const std::vector<std::string>& known_feature_names() {
  static const std::vector<std::string> names = {"none", "auto", "calendar", "fourier", "rolling", "difference"};
  return names;
}

constexpr std::string_view kOption = "features";

Error refuse_features(const std::string& problem) {
  return fail(ErrorKind::kUsage, option_named(kOption) + ": " + problem).about(kOption);
}

Status add_feature(const std::string& text, FeatureChoice& into) {
  const Choice choice = split_choice(text);
  if (choice.name == "rolling") {
    const auto rows = choice_whole_number(choice, "rolling:N", {2, static_cast<double>(kLongestRolling)});
    if (!rows) return wrap(rows.error(), option_named(kOption)).about(kOption);
    const auto window = static_cast<std::size_t>(*rows);
    if (std::ranges::find(into.windows, window) != into.windows.end())
      return refuse_features("'" + text + "' is listed twice").remedy("use a different N for each rolling window");
    if (into.windows.size() == kMostRolling)
      return refuse_features("more than " + std::to_string(kMostRolling) + " windows of rolling:N")
          .remedy("leave some out");
    into.windows.push_back(window);
    return {};
  }
  bool* const known = choice.name == "calendar"     ? &into.calendar
                      : choice.name == "fourier"    ? &into.fourier
                      : choice.name == "difference" ? &into.difference
                      : choice.name == "auto"       ? &into.automatic
                                                    : nullptr;
  if (known == nullptr) return unknown_choice("feature", choice.name, known_feature_names()).about(kOption);
  if (choice.has_argument)
    return refuse_features("'" + text + "': " + choice.name + " takes no number").remedy("write it as " + choice.name);
  if (*known) return refuse_features("'" + choice.name + "' is listed twice");
  *known = true;
  return {};
}

/// Stays where it is rather than overflow (292 years from 1970).
std::int64_t moved(std::int64_t place, std::int64_t by) noexcept {
  std::int64_t sum = 0;
  return __builtin_add_overflow(place, by, &sum) ? place : sum;
}

/// `a` modulo `b`, never negative.
std::int64_t floor_modulo(std::int64_t a, std::int64_t b) noexcept {
  const std::int64_t rest = a % b;
  return rest < 0 ? rest + b : rest;
}

/// Sine and cosine of a share of a whole turn.
void put_turn(double share, float*& out) noexcept {
  const double angle = 2 * std::numbers::pi * share;
  *out++ = static_cast<float>(std::sin(angle));
  *out++ = static_cast<float>(std::cos(angle));
}

void put_calendar(std::int64_t local, float*& out) noexcept {
  const std::int64_t in_day = floor_modulo(local, kNanosecondsADay);
  const std::int64_t days = local / kNanosecondsADay - (local % kNanosecondsADay < 0 ? 1 : 0);
  const std::int64_t weekday = floor_modulo(days + kFirstWeekday, kDaysAWeek);
  put_turn(static_cast<double>(in_day) / static_cast<double>(kNanosecondsADay), out);
  put_turn(static_cast<double>(weekday) / static_cast<double>(kDaysAWeek), out);
}

/// How much of the period is gone; exact in nanoseconds however far from 1970.
double share_of_period(std::int64_t place, double rows, Duration step) noexcept {
  if (step == Duration::zero()) return std::fmod(static_cast<double>(place), rows) / rows;
  const std::int64_t period = std::llround(rows * static_cast<double>(step.count()));
  return static_cast<double>(floor_modulo(place, period)) / static_cast<double>(period);
}

/// Of the row `ahead`; 0 as long as no place is known.
void put_known(const FeatureParams& params, std::int64_t place, float*& out) noexcept {
  if (place == kUnplaced) {
    out = std::fill_n(out, known_features(params), 0.0F);
    return;
  }
  const std::int64_t step = params.timed() ? params.step.count() : 1;
  const std::int64_t at = params.ahead == 0 ? place : moved(place, step);
  if (params.calendar) put_calendar(moved(at, std::int64_t{params.utc_offset_minutes} * kNanosecondsAMinute), out);
  for (const double rows : params.periods) {
    const double share = share_of_period(at, rows, params.step);
    for (std::size_t k = 1; k <= kHarmonics; ++k) put_turn(static_cast<double>(k) * share, out);
  }
}

void put_rolling(const FeatureParams& params, FeatureState& state, std::span<const float> row, float*& out) noexcept {
  RollingState* rolling = state.rolling.data();
  for (std::size_t w = 0; w < params.windows.size(); ++w)
    for (const std::size_t channel : params.channels) {
      const RollingSummary summary = push_rolling(*rolling++, row[channel]);
      for (const double figure : {summary.mean, summary.deviation, summary.lowest, summary.highest})
        *out++ = static_cast<float>(figure);
    }
}

/// NaN where this value or the one before is missing.
void put_differences(const FeatureParams& params, FeatureState& state, std::span<const float> row,
                     float*& out) noexcept {
  for (std::size_t s = 0; s < params.channels.size(); ++s) {
    const float value = row[params.channels[s]];
    *out++ = value - state.last[s];
    if (!std::isnan(value)) state.last[s] = value;
  }
}

}  // namespace

Result<FeatureChoice> parse_features(const FeaturesConfig& config) {
  FeatureChoice choice;
  if (config.features == std::vector<std::string>{"none"}) return choice;
  if (config.features.empty()) return refuse_features("no name was given").remedy("write none for no features");
  for (const std::string& text : config.features) {
    if (text == "none")
      return refuse_features("'none' cannot be combined with other features").remedy("leave out one or the other");
    if (auto added = add_feature(text, choice); !added) return added.error();
  }
  if (choice.automatic && config.features.size() > 1)
    return refuse_features("'auto' cannot be combined with other features").remedy("leave out one or the other");
  return choice;
}

std::size_t known_features(const FeatureParams& params) {
  return (params.calendar ? kCalendarInputs : 0) + params.periods.size() * 2 * kHarmonics;
}

std::size_t feature_count(const FeatureParams& params) {
  const std::size_t of_channel = params.windows.size() * kRollingInputs + (params.difference ? 1 : 0);
  return known_features(params) + params.channels.size() * of_channel;
}

std::vector<std::string> feature_names(const FeatureParams& params, const std::vector<std::string>& names) {
  std::vector<std::string> list;
  if (params.calendar) list = {"hour.sin", "hour.cos", "weekday.sin", "weekday.cos"};
  for (const double rows : params.periods)
    for (const char* term : {".sin1", ".cos1", ".sin2", ".cos2"})
      list.push_back("fourier:" + round_text(rows, 6) + term);
  for (const std::size_t window : params.windows)
    for (const std::size_t channel : params.channels)
      for (const char* figure : {".mean", ".deviation", ".lowest", ".highest"})
        list.push_back(names[channel] + ".rolling:" + std::to_string(window) + figure);
  if (params.difference)
    for (const std::size_t channel : params.channels) list.push_back(names[channel] + ".difference");
  return list;
}

FeatureState make_feature_state(const FeatureParams& params) {
  FeatureState state;
  state.rolling.reserve(params.windows.size() * params.channels.size());
  for (const std::size_t window : params.windows)
    state.rolling.insert(state.rolling.end(), params.channels.size(), make_rolling_state(window));
  if (params.difference) state.last.assign(params.channels.size(), kNoValue);
  return state;
}

std::size_t heap_bytes(const FeatureState& state) {
  std::size_t bytes = state.rolling.capacity() * sizeof(RollingState) + state.last.capacity() * sizeof(float);
  for (const RollingState& rolling : state.rolling) bytes += rolling.recent.capacity() * sizeof(float);
  return bytes;
}

void forget(FeatureState& state) noexcept {
  for (RollingState& rolling : state.rolling) clear(rolling);
  std::ranges::fill(state.last, kNoValue);
}

void apply_features(const FeatureParams& params, FeatureState& state, const Timestamp* time, std::span<const float> row,
                    double clip, std::span<float> out) noexcept {
  TIDEGATE_EXPECTS(out.size() == params.center.size() && out.size() == params.scale.size());
  if (out.empty()) return;
  if (params.timed() && time != nullptr)
    state.place = time->time_since_epoch().count();
  else if (state.place != kUnplaced)
    state.place = moved(state.place, params.timed() ? params.step.count() : 1);
  else if (!params.timed())
    state.place = 0;
  float* into = out.data();
  put_known(params, state.place, into);
  put_rolling(params, state, row, into);
  if (params.difference) put_differences(params, state, row, into);
  for (std::size_t i = known_features(params); i < out.size(); ++i) {
    const double scaled = (static_cast<double>(out[i]) - params.center[i]) / params.scale[i];
    out[i] = std::isnan(scaled) ? 0.0F : static_cast<float>(std::clamp(scaled, -clip, clip));
  }
}

void put_state(ByteWriter& out, const FeatureState& state) {
  out.put(state.place);
  out.put(std::uint64_t{state.rolling.size()});
  for (const RollingState& rolling : state.rolling) put_state(out, rolling);
  out.put(std::uint64_t{state.last.size()});
  out.put_all(state.last);
}

void get_state(ByteReader& in, FeatureState& state) {
  state.place = in.get<std::int64_t>();
  if (in.get<std::uint64_t>() != state.rolling.size()) return in.refuse("has features of other channels");
  for (RollingState& rolling : state.rolling) get_state(in, rolling);
  if (in.get<std::uint64_t>() != state.last.size()) return in.refuse("has features of other channels");
  in.get_all(state.last);
}

std::size_t heap_bytes(const FeatureParams& params) {
  return (params.periods.capacity() + params.center.capacity() + params.scale.capacity()) * sizeof(double) +
         (params.windows.capacity() + params.channels.capacity()) * sizeof(std::size_t);
}

}  // namespace tidegate
