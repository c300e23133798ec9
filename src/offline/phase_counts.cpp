#include "offline/phase_counts.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tidegate {
namespace {

constexpr std::size_t kTimesLookedAt = 400;

using Notes = std::vector<std::string>;

/// A sensor that is dead for a tenth of the rows or more: the others are scored without it.
void add_channels_without_value(const PhaseCounts& counts, Notes& notes) {
  if (counts.channels.size() < 2) return;  // of a single one every such row is counted below
  for (std::size_t c = 0; c < counts.channels.size(); ++c)
    if (const std::size_t rows = counts.without_value[c]; rows > 0 && 10 * rows >= counts.rows)
      notes.push_back("channel '" + counts.channels[c] + "' has no value in " + std::to_string(rows) + " of " +
                      std::to_string(counts.rows) + " rows");
}

/// The usual difference of the first stamps beside the one the model was trained with.
void add_other_step(const PhaseCounts& counts, Notes& notes) {
  std::vector<double> seconds;
  for (std::size_t i = 1; i < counts.first_times.size(); ++i)
    if (const Duration step = counts.first_times[i] - counts.first_times[i - 1]; step.count() > 0)
      seconds.push_back(std::chrono::duration<double>(step).count());
  const double model = std::chrono::duration<double>(counts.model_step).count();
  if (seconds.size() < 10 || model <= 0) return;
  std::ranges::nth_element(seconds, seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2));
  const double usual = seconds[seconds.size() / 2];
  if (usual < 1.5 * model && usual > model / 1.5) return;
  char words[120];
  std::snprintf(words, sizeof words, "the sampling step is %.4g s, but the model was trained with a step of %.4g s",
                usual, model);
  notes.emplace_back(words);
}

void add_rows(const PhaseCounts& counts, Notes& notes) {
  const auto add = [&](std::size_t count, const std::string& why) {
    if (count > 0) notes.push_back(std::to_string(count) + (count == 1 ? " row " : " rows ") + why);
  };
  add(counts.late, "came late (earlier than a row before): not scored");
  add(counts.duplicates, "repeated the time stamp before: not scored");
  add(counts.missing, "without a value: not scored");
  if (counts.scored > 0) add(counts.later_warmup, "after a long gap: not scored, the model warms up again");
  if (counts.scored == 0 && counts.warmup == counts.rows)
    add(counts.rows, "in total, none scored: the input is not longer than the model's warm-up");
}

}  // namespace

PhaseCounts::PhaseCounts(const Detector& detector) : model_step(detector.info().step) {
  for (const Channel& channel : detector.info().channels) channels.push_back(channel.name);
  without_value.assign(channels.size(), 0);
}

void PhaseCounts::pick(const Rows& from, std::size_t row, std::span<const std::size_t> columns,
                       std::span<double> values) {
  for (std::size_t c = 0; c < columns.size(); ++c) {
    values[c] = from.values(row, columns[c]);
    if (std::isnan(values[c])) ++without_value[c];
  }
}

void PhaseCounts::look_at_time(const Rows& from, std::size_t row) {
  if (from.has_time() && first_times.size() < kTimesLookedAt) first_times.push_back(from.time[row]);
}

void PhaseCounts::add(Phase phase) {
  if (phase == Phase::kPending) return;
  ++rows;
  switch (phase) {
    case Phase::kNormal:
    case Phase::kAnomalous:
      ++scored;
      break;
    case Phase::kWarmup:
      ++warmup;
      if (scored > 0) ++later_warmup;
      break;
    case Phase::kMissing:
      ++missing;
      break;
    case Phase::kLate:
      ++late;
      break;
    case Phase::kDuplicate:
      ++duplicates;
      break;
    case Phase::kPending:
      break;
  }
}

void PhaseCounts::add(const PhaseCounts& more) {
  rows += more.rows, scored += more.scored, warmup += more.warmup, later_warmup += more.later_warmup;
  missing += more.missing, late += more.late, duplicates += more.duplicates;
  series_without_score += more.series_without_score;
  for (std::size_t c = 0; c < without_value.size(); ++c) without_value[c] += more.without_value[c];
}

std::vector<std::string> unscored_notes(const PhaseCounts& counts, const Detector& detector, bool with_ids) {
  Notes notes;
  add_channels_without_value(counts, notes);
  add_other_step(counts, notes);
  add_rows(counts, notes);
  if (with_ids && counts.series_without_score > 0 && counts.scored > 0)
    notes.push_back(std::to_string(counts.series_without_score) + " of " + std::to_string(counts.series) +
                    " series have no score: most are not longer than the warm-up (" +
                    std::to_string(rows_for_a_score(detector)) + ")");
  return notes;
}

std::size_t rows_for_a_score(const Detector& detector) {
  const DetectorInfo& info = detector.info();
  // Where all windows that a row lies in judge it, none warms up, but there must be one.
  if (info.warmup_rows == 0 && info.delay_rows > 0) return static_cast<std::size_t>(detector.config().net.window) - 1;
  return info.warmup_rows;
}

Status check_times(const Detector& detector, const Rows& rows) {
  if (!detector.info().needs_time || rows.has_time() || rows.size() == 0) return {};
  return fail(ErrorKind::kModel,
              "the model's features (" + option_named("features") + ") need times, but the rows have none")
      .about("time")
      .remedy("name the time column with " + option_named("time"));
}

}  // namespace tidegate
