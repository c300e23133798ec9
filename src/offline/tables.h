// Work on the tables of a set: how they are read for a detector, which one serves them, several at once.
#pragma once
#include <functional>
#include <string_view>

#include "tidegate/offline.h"

namespace tidegate {

/// How to read a table for a detector: its own channels, ids and bins, unless the user says otherwise. Errors: kUsage
/// (categories are a detector's own); kModel (a detector of a table with ids is to work on tables that have none).
Result<ReadOptions> reading_for(const SeriesSet& set, const Detector& detector);

/// The table with notes on its reading.
Result<SeriesTable> read_noted(const SeriesSet& set, std::size_t table, const ReadOptions& reading,
                               const Observer& observer);

/// What was changed or left out in reading, and how many series there are.
void note_reading(const SeriesTable& table, const Observer& observer);

void add_notes(const Observer& observer, NoteKind kind, const std::vector<std::string>& texts);

/// The same watcher for one of many tables: it may stop them, and gets no notes of each.
Observer quiet(const Observer& observer);

/// Does `job` for every table, several at once, with progress. Of a set that is no collection there is one, and its
/// error is returned; of a collection each table has its own.
Result<SetOutcome> work_on(const SeriesSet& set, std::string_view doing, std::int64_t threads, const Observer& observer,
                           const std::function<Status(std::size_t)>& job);

/// What a threshold was fitted on, in the words of results.
inline constexpr std::string_view kScoredData = "the scored data";

Error interrupted_error(std::string_view consequence = "nothing was written");

}  // namespace tidegate
