// Rows of an input through a detector's stream.
#pragma once
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/detector.h"
#include "tidegate/sink.h"
#include "tidegate/source.h"

namespace tidegate::cli {

/// How many rows came to which end.
struct PhaseCounts {
  std::size_t rows = 0, scored = 0, warmup = 0, later_warmup = 0, missing = 0, late = 0, duplicates = 0;
  std::vector<std::string> channels;
  std::vector<std::size_t> without_value;  ///< rows in which a channel has none
  std::vector<Timestamp> first_times;      ///< a few hundred, to tell the sampling step
  Duration model_step{0};

  PhaseCounts() = default;
  explicit PhaseCounts(const Detector& detector);  ///< with its channels

  void add(Phase phase);
  void add(const PhaseCounts& more);  ///< of other rows of the same detector
  /// The values of a row in these columns, which belong to the channels; notes which are missing.
  void pick(const Rows& rows, std::size_t row, std::span<const std::size_t> columns, std::span<double> values);
};

/// Errors: kModel if a detector's features need times and the rows have none.
Status check_times(bool needed, const Rows& rows);

/// Of the zone a row's time was written in, in minutes; 0 if the input names none.
inline std::int16_t utc_offset_of(const Rows& rows, std::size_t row) {
  return rows.utc_offset_minutes.empty() ? std::int16_t{0} : rows.utc_offset_minutes[row];
}

/// Pushes rows into a stream of `detector`, its channels picked by name from the input's.
class Scorer {
 public:
  /// Errors: kModel if the input lacks a channel.
  static Result<Scorer> create(const Detector& detector, const std::vector<Channel>& channels);

  Status check(const Rows& rows) const { return check_times(needs_time_, rows); }

  Verdict push(const Rows& rows, std::size_t row);

  void part_events_at(std::size_t row) { stream_.part_events_at(row); }

  /// Events closed so far.
  std::vector<Event> take_events() { return stream_.take_events(); }

  /// The input has ended: the verdicts still due go to `take`, an open event is closed.
  void finish(const std::function<void(const Verdict&)>& take = {});

  const PhaseCounts& counts() const { return counts_; }

 private:
  Scorer(const Detector& detector, std::vector<std::size_t> columns);

  Stream stream_;
  std::vector<std::size_t> columns_;
  std::vector<double> values_;
  bool needs_time_;
  PhaseCounts counts_;
};

/// Every row's score into `file`, block by block in bounded memory; true if a row was anomalous. Errors: of the source,
/// of the file; kInterrupted.
Result<bool> score_to_file(Source& source, Scorer& scorer, const Detector& detector, ScoreFormat format, bool detail,
                           const std::filesystem::path& file);

/// The detector with its threshold fitted on the rows of `source`, if it asks for that (--threshold-data scored);
/// otherwise itself, and nothing is read. Errors: of the source; kModel, kData, kInterrupted.
Result<Detector> calibrated(const Detector& detector, Source& source);
Result<Detector> calibrated(const Detector& detector, const Series& series);
bool wants_scored_data(const Detector& detector);
inline constexpr std::string_view kScoredData = "the scored data";

/// Words on what a reader changed or left out; nothing if it did not.
void tell_notes(const ReadNotes& notes, const Console& console);

/// How to read an input for a detector: its own channels and resampling, unless the user says otherwise.
Result<ReadOptions> reading_for(const Settings& settings, const Detector& detector);

/// Words on rows that were not scored; nothing if all were.
void tell_unscored(const PhaseCounts& counts, const Console& console);

std::vector<std::string> scored_channels(const Detector& detector);

/// A series with no more rows has no score.
std::size_t rows_for_a_score(const Detector& detector);

}  // namespace tidegate::cli
