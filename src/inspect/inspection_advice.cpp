#include "inspect/inspection_advice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "base/text.h"
#include "fit/part_sizes.h"
#include "preprocess/scaler.h"
#include "series/column_names.h"
#include "tidegate/config.h"

namespace tidegate {
namespace {

using Sentences = std::vector<std::string>;

std::string quoted(const ChannelSummary& summary) { return "'" + summary.channel.name + "'"; }

/// The window `detect` would take without options.
std::size_t window(const Inspection& in) {
  return in.keys ? in.keys->window : static_cast<std::size_t>(automatic_window(in.rows / 2));
}

bool is_empty(const ChannelSummary& c, const Inspection& in) { return c.missing == in.rows; }

std::string too_few_rows(const Inspection& in) {
  if (in.keys) {
    const KeysSummary& keys = *in.keys;
    if (keys.training_rows >= kLeastTrainingRows && keys.rows_to_score >= kLeastScores) return "";
    return "too short to train: the leading halves of the series have " + plural(keys.training_rows, "row") + ", " +
           count_text(keys.rows_to_score) + " of them after the window of " + count_text(keys.window) + "; " +
           std::to_string(kLeastTrainingRows) + " and " + std::to_string(kLeastScores) +
           " are needed. Give more rows, or a larger " + option_named("train-part");
  }
  const std::size_t training = in.rows / 2;
  if (training < kLeastTrainingRows)
    return "too short to train: " + plural(training, "row") + " in the leading half, " +
           std::to_string(kLeastTrainingRows) + " are needed. Give more rows, or a larger " +
           option_named("train-part");
  return "";
}

/// Why training would refuse the series, with the remedy; empty if it would not.
std::string obstacle(const Inspection& in) {
  if (std::string few = too_few_rows(in); !few.empty()) return few;
  if (10 * in.out_of_order > in.rows)
    return "training is impossible: time runs backwards in " + count_text(in.out_of_order) + " of " +
           plural(in.rows, "row") + (in.keys ? " within their series" : "") +
           ". Sort the file by time, or use the order of rows with " + option_named("time", "none");
  for (const ChannelSummary& c : in.channels)
    if (std::max(std::abs(c.minimum), std::abs(c.maximum)) > kLargestValue)
      return "training is impossible: channel " + quoted(c) +
             " has values outside ±1e150. Remove them, or leave the channel out with " + option_named("channels");
  if (std::ranges::all_of(in.channels, [&](const ChannelSummary& c) { return is_empty(c, in); }))
    return "training is impossible: no channel has a value";
  return "";
}

/// Without options, the leading half is trained on.
void advise_training(const Inspection& in, Sentences& out) {
  if (std::string why_not = obstacle(in); !why_not.empty()) return out.push_back(std::move(why_not));
  const auto channels = std::ranges::count_if(in.channels, [&](const ChannelSummary& c) { return !is_empty(c, in); });
  const std::string of_channels = " of " + plural(static_cast<std::size_t>(channels), "channel");
  const std::string half = option_named("train-part", "0.5");
  std::string text = "would train a " + DetectorConfig{}.detector + " on the first ";
  if (in.keys)
    text += "half of each series (" + half + "), " + plural(in.keys->training_rows, "row") + of_channels + ": " +
            count_text(in.keys->learning) + " of " + count_text(in.keys->count) + " series can be used for training, " +
            count_text(in.keys->validating) + " also for validation; scores begin after " + plural(window(in), "row") +
            " of a series";
  else
    text += plural(in.rows / 2, "row") + " (" + half + ")" + of_channels + "; scores begin after " +
            plural(window(in), "row");
  if (std::ranges::all_of(in.channels, &ChannelSummary::constant)) text += "; but no channel varies";
  out.push_back(std::move(text));
}

void advise_order(const Inspection& in, Sentences& out) {
  if (in.out_of_order > 0 && 10 * in.out_of_order <= in.rows)
    out.push_back("time runs backwards at row " + count_text(in.first_out_of_order) +
                  (in.out_of_order > 1 ? " and " + plural(in.out_of_order - 1, "other row") : std::string()) +
                  ": these rows are not used for training; sort the file by time");
  if (in.duplicates > 0 && (in.regular || !in.keys))
    out.push_back(plural(in.duplicates, "row") + " repeat" + (in.duplicates == 1 ? "s" : "") +
                  " the time stamp before, first row " + count_text(in.first_duplicate) +
                  ": only the first row of equal time stamps is used");
}

void advise_sampling(const Inspection& in, Sentences& out) {
  const std::string bins = in.even_bins > Duration::zero() ? duration_option(in.even_bins) : "";
  const std::string none = "no " + option_named("resample") + " length fills 90 % of the bins";
  if (in.has_time && !in.regular && in.keys)
    out.push_back(
        "rows are unevenly spaced within a series: they are treated as consecutive, whatever the time between them; " +
        (bins.empty()
             ? none
             : option_named("resample", bins) + " would average over bins in each series, 90 % of them with a row"));
  else if (in.has_time && !in.regular)
    out.push_back(
        "the sampling step varies, and only " + round_text(100 * in.regular_share, 3) +
        " % of the differences are whole steps: rows are treated as consecutive, whatever the time between them; " +
        (bins.empty() ? none
                      : "use " + option_named("resample", bins) + " to average over bins, 90 % of them with a row"));
  if (!in.has_time)
    out.push_back("no time column was found: rows are treated as equally spaced; give the column with " +
                  option_named("time") + " if there is one");
}

void advise_keys(const KeysSummary& keys, Sentences& out) {
  if (keys.too_short > 0)
    out.push_back(count_text(keys.too_short) + " series" + (keys.too_short == 1 ? " has" : " have") + " no more than " +
                  plural(keys.window, "row") + ": " + (keys.too_short == 1 ? "it gets" : "they get") +
                  " no score; use a shorter " + option_named("window"));
}

void advise_channel(const ChannelSummary& c, std::size_t rows, Sentences& out) {
  if (c.missing == rows)
    out.push_back("channel " + quoted(c) + " has no values: it is not scored");
  else if (c.constant)
    out.push_back("channel " + quoted(c) + " is constant: any change in it will get a high score");
  else if (c.flag && is_label_name(c.channel.name))
    out.push_back("channel " + quoted(c) + " holds only 0 and 1: if it marks anomalies, set " +
                  option_named("label", c.channel.name.find(' ') == std::string::npos ? c.channel.name : quoted(c)));
  else if (2 * c.missing > rows)
    out.push_back("channel " + quoted(c) + " lacks " +
                  round_text(100.0 * static_cast<double>(c.missing) / static_cast<double>(rows), 3) +
                  " % of its values: consider leaving it out with " + option_named("channels"));
}

/// One sentence for the longest period of all channels.
void advise_window(const Inspection& in, Sentences& out) {
  const ChannelSummary* longest = nullptr;
  const auto period = [](const ChannelSummary* c) {
    return c == nullptr || c->periods.empty() ? std::size_t{0} : c->periods.front();
  };
  for (const ChannelSummary& c : in.channels)
    if (period(&c) > period(longest)) longest = &c;
  if (period(longest) > window(in))
    out.push_back("channel " + quoted(*longest) + " repeats every " + plural(period(longest), "row") +
                  ", the default window has " + std::to_string(window(in)) + ": a longer " + option_named("window") +
                  " shows the model more of a period before the first score");
}

}  // namespace

std::vector<std::string> advise(const Inspection& inspection) {
  Sentences out;
  advise_training(inspection, out);
  if (inspection.keys) advise_keys(*inspection.keys, out);
  advise_order(inspection, out);
  advise_sampling(inspection, out);
  for (const ChannelSummary& channel : inspection.channels) advise_channel(channel, inspection.rows, out);
  if (inspection.infinite_values > 0)
    out.push_back(plural(inspection.infinite_values, "infinite value") + " treated as missing");
  advise_window(inspection, out);
  return out;
}

std::string duration_option(Duration length) {
  using namespace std::chrono_literals;
  constexpr std::array<std::pair<Duration, const char*>, 5> kUnits = {
      {{24h, "d"}, {1h, "h"}, {1min, "m"}, {1s, "s"}, {1ms, "ms"}}};
  for (const auto& [unit, name] : kUnits)
    if (length >= unit && length % unit == Duration::zero()) return std::to_string(length / unit) + name;
  return std::to_string(std::max<std::int64_t>(1, std::chrono::round<std::chrono::milliseconds>(length).count())) +
         "ms";
}

}  // namespace tidegate
