#include "preprocess/feature_choice.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "preprocess/seasonality.h"
#include "series/periods.h"

namespace tidegate {
namespace {

using std::chrono::hours;

constexpr Duration kDay = hours(24), kWeek = hours(7 * 24);
constexpr double kLeastForeseen = 0.1;
constexpr std::size_t kChannelsLookedAt = 16;
constexpr double kSamePeriod = 0.05;
constexpr double kAsGood = 0.01;  // share of the variance

bool is_near(double a, double b) { return std::abs(a - b) <= kSamePeriod * std::max(a, b); }

double in_rows(const FeatureRows& rows, Duration length) {
  return static_cast<double>(length.count()) / static_cast<double>(rows.step.count());
}

std::vector<double> column_of(const FeatureRows& rows, std::size_t channel) {
  std::vector<double> column(rows.values.rows);
  for (std::size_t t = 0; t < column.size(); ++t) column[t] = rows.values(t, channel);
  return column;
}

/// Of every row, in rows: from the midnight before the first one where there are times, else from the first.
std::vector<double> places(const FeatureRows& rows) {
  std::vector<double> place(rows.values.rows);
  for (std::size_t t = 0; t < place.size(); ++t) place[t] = static_cast<double>(t);
  if (rows.time.empty()) return place;
  const std::chrono::minutes offset(rows.utc_offset_minutes);
  const Timestamp midnight = std::chrono::floor<std::chrono::days>(rows.time.front() + offset) - offset;
  for (std::size_t t = 0; t < place.size(); ++t) place[t] = in_rows(rows, rows.time[t] - midnight);
  return place;
}

/// A period, and the channel that shows it most.
struct FoundPeriod {
  double rows = 0;
  std::size_t channel = 0;
  double votes = 0;     ///< the first of a channel's list weighs 1, the second 1/2, the third 1/3
  double foresees = 0;  ///< share of that channel's variance
};

std::vector<FoundPeriod> voted_periods(const FeatureRows& rows) {
  std::vector<FoundPeriod> found;
  for (std::size_t s = 0; s < std::min(rows.scored.size(), kChannelsLookedAt); ++s) {
    const std::vector<std::size_t> periods = find_periods(column_of(rows, rows.scored[s]));
    for (std::size_t rank = 0; rank < periods.size(); ++rank) {
      const auto length = static_cast<double>(periods[rank]), votes = 1 / static_cast<double>(rank + 1);
      const auto same = std::ranges::find_if(found, [&](const FoundPeriod& one) { return is_near(one.rows, length); });
      if (same == found.end())
        found.push_back({length, rows.scored[s], votes, 0});
      else
        same->votes += votes;
    }
  }
  std::ranges::stable_sort(found, std::ranges::greater(), &FoundPeriod::votes);
  if (found.size() > kMostPeriods) found.resize(kMostPeriods);
  return found;
}

/// Days and weeks are whole where they are as good.
void refine(const FeatureRows& rows, const std::vector<double>& place, FoundPeriod& period) {
  const std::vector<double> column = column_of(rows, period.channel);
  period.rows = refined_period(column, place, period.rows);
  period.foresees = foreseen_by_period(column, place, period.rows);
  for (const Duration whole : {kDay, kWeek}) {
    if (rows.time.empty() || !is_near(period.rows, in_rows(rows, whole))) continue;
    const double share = foreseen_by_period(column, place, in_rows(rows, whole));
    if (share < period.foresees - kAsGood) continue;
    period.rows = in_rows(rows, whole);
    period.foresees = share;
  }
}

std::vector<FoundPeriod> common_periods(const FeatureRows& rows) {
  std::vector<FoundPeriod> found = voted_periods(rows);
  const std::vector<double> place = places(rows);
  for (FoundPeriod& period : found) refine(rows, place, period);
  return found;
}

bool is_calendar_period(const FeatureRows& rows, double period) {
  return is_near(period, in_rows(rows, kDay)) || is_near(period, in_rows(rows, kWeek));
}

std::string percent(double share) { return round_text(std::round(100 * share), 3) + " %"; }

/// "the period of 96 rows (24 h)"
std::string periods_text(const FeatureRows& rows, const std::vector<double>& periods) {
  std::vector<std::string> words;
  for (const double period : periods) {
    words.push_back(round_text(period, 5) + " rows");
    if (rows.step > Duration::zero())
      words.back() += " (" + seconds_text(std::chrono::duration<double>(rows.step).count() * period) + ")";
  }
  return (periods.size() == 1 ? "the period of " : "the periods of ") + join(words);
}

/// Whether calendar is chosen, and the sentence why.
std::string weigh_calendar(const FeatureRows& rows, bool& taken) {
  taken = false;
  if (rows.time.empty()) return "not calendar: the rows have no times";
  if (rows.step > hours(6)) return "not calendar: the rows are more than 6 hours apart";
  const double days = std::chrono::duration<double>(rows.time.back() - rows.time.front()) / kDay;
  const std::string covers = "the part covers " + round_text(std::floor(days), 6) + " days";
  if (days < 8) return "not calendar: " + covers + ", fewer than 8";
  const std::vector<double> place = places(rows);
  std::size_t best = rows.scored.front();
  double most = -std::numeric_limits<double>::infinity();
  for (const std::size_t channel : rows.scored)
    if (const double share = foreseen_by_period(column_of(rows, channel), place, in_rows(rows, kDay)); share > most)
      most = share, best = channel;
  taken = most >= kLeastForeseen;
  return std::string(taken ? "calendar: " : "not calendar: ") + covers +
         " and the hour of day, fitted on the first half, explains " + percent(std::max(0.0, most)) +
         " of the variance of '" + rows.names[best] + "' in the second half";
}

std::string weigh_fourier(const FeatureRows& rows, FeatureParams& params) {
  if (rows.time.empty()) return "not fourier: without times a new stream cannot know where in a period it starts";
  const std::vector<FoundPeriod> found = common_periods(rows);
  if (found.empty()) return "not fourier: no period was found";
  double most = 0;
  for (const FoundPeriod& period : found) {
    if (params.calendar && is_calendar_period(rows, period.rows)) continue;
    most = std::max(most, period.foresees);
    if (period.foresees >= kLeastForeseen) params.periods.push_back(period.rows);
  }
  const bool known = params.calendar && std::ranges::all_of(found, [&](const FoundPeriod& period) {
                       return is_calendar_period(rows, period.rows);
                     });
  if (known) return "not fourier: calendar covers the periods found";
  if (!params.periods.empty())
    return "fourier: " + periods_text(rows, params.periods) + ", fitted on the first half, explains up to " +
           percent(most) + " of the variance in the second half";
  return "not fourier: the periods found explain at most " + percent(most) + " of the variance in the second half";
}

void choose_for_it(const FeatureRows& rows, ChosenFeatures& chosen) {
  const std::string calendar = weigh_calendar(rows, chosen.params.calendar);
  const std::string fourier = weigh_fourier(rows, chosen.params);
  chosen.notes = {"Features, chosen by auto: " + calendar + "; " + fourier + "."};
}

Status take_what_is_asked(const FeatureChoice& choice, const FeatureRows& rows, ChosenFeatures& chosen) {
  if (choice.calendar && rows.time.empty())
    return fail(ErrorKind::kUsage, option_named("features", "calendar") + " needs times, but the rows have none")
        .about("features")
        .remedy("give the time column with " + option_named("time"))
        .remedy("leave calendar out");
  chosen.params.calendar = choice.calendar;
  if (choice.calendar && rows.time.back() - rows.time.front() < kWeek)
    chosen.notes.push_back(
        "Features: calendar with a training part of less than a week. Hours and weekdays that it lacks were never "
        "learned, so forecasts for them are arbitrary.");
  chosen.params.windows = choice.windows;
  chosen.params.difference = choice.difference;
  if (!choice.fourier) return {};
  for (const FoundPeriod& period : common_periods(rows)) chosen.params.periods.push_back(period.rows);
  chosen.notes.push_back(chosen.params.periods.empty()
                             ? "Features: no period was found, so fourier adds nothing."
                             : "Features: fourier with " + periods_text(rows, chosen.params.periods) + ".");
  return {};
}

}  // namespace

Result<ChosenFeatures> choose_features(const FeatureChoice& choice, const FeatureRows& rows) {
  ChosenFeatures chosen;
  FeatureParams& params = chosen.params;
  params.channels = rows.scored;
  params.step = rows.step;
  params.utc_offset_minutes = rows.utc_offset_minutes;
  if (choice.automatic)
    choose_for_it(rows, chosen);
  else if (auto taken = take_what_is_asked(choice, rows, chosen); !taken)
    return taken.error();
  params.center.assign(feature_count(params), 0.0);
  params.scale.assign(feature_count(params), 1.0);
  return chosen;
}

}  // namespace tidegate
