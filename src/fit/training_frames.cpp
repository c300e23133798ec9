#include "fit/training_frames.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "fit/keyed_parts.h"
#include "preprocess/scaler.h"
#include "series/channel_names.h"
#include "series/order.h"

namespace tidegate {
namespace {

/// The scaler refuses such values too, but knows neither the channel's name nor the row of the input.
Status check_magnitudes(const SeriesPart& part) {
  const Series& series = *part.series;
  for (std::size_t row = part.range.begin; row < part.range.end; ++row)
    for (std::size_t c = 0; c < series.channels.size(); ++c)
      if (const double value = series.rows.values(row, c); std::abs(value) > kLargestValue)
        return fail(ErrorKind::kData, number_text(value) + " is outside ±1e150")
            .at({.source = series.source,
                 .column = series.channels[c].name,
                 .words = part_name(part) + ": row " + std::to_string(row - (is_keyed(part) ? part.range.begin : 0)) +
                          " (from 0), column '" + series.channels[c].name + "'"})
            .remedy_below("remove it, leave the field empty")
            .remedy("rescale the column");
  return {};
}

/// One detector has one list of channels and one sampling step.
Status check_alike(const SeriesPart& first, const SeriesPart& part) {
  if (first.series == part.series) return {};
  const auto wanted = channel_names(first.series->channels), offered = channel_names(part.series->channels);
  if (wanted != offered)
    return fail(ErrorKind::kData, "its channels differ from those of " + first.series->source +
                                      "\nthere: " + join(wanted) + "\nhere:  " + join(offered))
        .at({.source = part.series->source})
        .remedy("select the common channels with " + option_named("channels"));
  if (first.series->rows.has_time() != part.series->rows.has_time())
    return fail(ErrorKind::kData, "this series and " + first.series->source + " disagree: only one has times")
        .at({.source = part.series->source})
        .remedy("use a time column in all series")
        .remedy("in none (" + option_named("time", "none") + ")");
  return {};
}

std::span<const Timestamp> times(const SeriesPart& part) {
  return std::span(part.series->rows.time).subspan(part.range.begin, part.rows());
}

std::string step_text(Duration step) { return seconds_text(std::chrono::duration<double>(step).count()); }

Status check_step(const TimeAxisParams& axis, const SeriesPart& part, const std::string& longest) {
  const TimeAxisParams own = fit_time_axis(times(part), axis.tolerance, axis.longest_gap);
  if (own.step.count() == 0 || axis.step.count() == 0) return {};
  const double ratio = std::chrono::duration<double>(own.step) / std::chrono::duration<double>(axis.step);
  if (std::abs(ratio - 1) <= axis.tolerance) return {};
  return fail(ErrorKind::kData,
              "has a sampling step of " + step_text(own.step) + ", but " + longest + " has " + step_text(axis.step))
      .at({.source = part.series->source})
      .remedy("one detector needs one sampling step: use " + option_named("resample"));
}

Status place_in_time(TrainingFrames& all, std::span<const SeriesPart> parts, const FramesConfig& config,
                     std::size_t longest_gap) {
  all.axis.longest_gap = longest_gap;
  if (!parts.front().series->rows.has_time()) return {};
  if (is_keyed(parts.front())) {
    auto axis = keyed_time_axis(parts, config.tolerance, longest_gap);
    if (!axis) return axis.error();
    all.axis = *axis;
    for (const SeriesPart& part : parts) {
      const auto [first, last] = std::ranges::minmax(times(part));
      all.first_time = std::min(all.first_time.value_or(first), first);
      all.last_time = std::max(all.last_time.value_or(last), last);
    }
    return {};
  }
  const SeriesPart& longest = *std::ranges::max_element(parts, {}, &SeriesPart::rows);
  all.axis = fit_time_axis(times(longest), config.tolerance, longest_gap);
  for (const SeriesPart& part : parts) {
    if (auto ordered = check_order(part); !ordered) return ordered;
    if (auto alike = check_step(all.axis, part, longest.series->source); !alike) return alike;
    all.first_time = std::min(all.first_time.value_or(times(part).front()), times(part).front());
    all.last_time = std::max(all.last_time.value_or(times(part).back()), times(part).back());
  }
  return {};
}

void append(TrainingFrames& all, Frames part, std::size_t number) {
  const std::size_t begin = all.frames.values.rows(), rows = part.values.rows();
  all.frames.late += part.late;
  all.frames.duplicates += part.duplicates;
  all.frames.gaps += part.gaps;
  all.frames.missing_steps += part.missing_steps;
  all.longest = std::max(all.longest, rows);
  if (rows < 2) {
    ++all.left_out;
    return;
  }
  all.series.push_back({begin, begin + rows});
  all.part.push_back(number);
  all.frames.source.insert(all.frames.source.end(), part.source.begin(), part.source.end());
  if (begin == 0)
    all.frames.values = std::move(part.values);
  else
    all.frames.values.append(part.values.view());
}

}  // namespace

Result<TrainingFrames> training_frames(std::span<const SeriesPart> parts, const FramesConfig& config,
                                       std::size_t longest_gap) {
  TrainingFrames all;
  all.keyed = is_keyed(parts.front());
  for (const SeriesPart& part : parts) {
    if (auto usable = check_magnitudes(part); !usable) return usable.error();
    if (auto alike = check_alike(parts.front(), part); !alike) return alike.error();
  }
  if (auto placed = place_in_time(all, parts, config, longest_gap); !placed) return placed.error();
  for (std::size_t i = 0; i < parts.size(); ++i) append(all, make_frames(parts[i], all.axis), i);
  return all;
}

std::vector<std::string> frame_notes(const TrainingFrames& all, bool by_net) {
  std::vector<std::string> notes;
  const Frames& frames = all.frames;
  if (all.left_out > 0)
    notes.push_back(count_text(all.left_out) + " series with fewer than two rows were not used for training.");
  if (all.axis.repeats)
    notes.push_back(
        "Rows are unevenly spaced in time. They are treated as consecutive, whatever the time between them.");
  if (frames.late > 0)
    notes.push_back(plural(frames.late, "row") +
                    " of the training part were late (earlier than a row before them) and were not used.");
  if (frames.duplicates > 0)
    notes.push_back(plural(frames.duplicates, "row") +
                    " of the training part repeated a time stamp; the first row of each was used.");
  if (frames.gaps > 0)
    notes.push_back(plural(frames.gaps, "gap") + " with " + plural(frames.missing_steps, "missing row") +
                    " in the training part; up to " + std::to_string(all.axis.longest_gap) + " rows of each gap " +
                    (by_net ? "are bridged with the model's own predictions." : "count as missing values."));
  return notes;
}

}  // namespace tidegate
