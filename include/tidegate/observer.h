// Watching and steering work: notes, progress, a way to stop.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "tidegate/training.h"

namespace tidegate {

/// What a note is about.
enum class NoteKind {
  kInput,     ///< what was changed in reading, left out, or looks like something else
  kTraining,  ///< what a detector decided by itself
  kScoring,   ///< rows, channels or series that were not judged, and why
  kWork,      ///< what is being done
};

/// Something a person should know, that is no error.
struct Note {
  NoteKind kind = NoteKind::kInput;
  std::string text;  ///< may hold options by name (`spell`)
};

/// Of many jobs of a kind.
struct JobProgress {
  std::string_view doing;  ///< "reading", "training" …
  std::size_t done = 0, jobs = 0;
  double seconds = 0;
  double seconds_left = 0;  ///< if the rest goes as what is done
};

/// Every function may be left empty. Notes come from the calling thread; progress from working threads, one at a time.
struct Observer {
  std::function<void(const Note&)> on_note{};
  std::function<void(const JobProgress&)> on_progress{};
  std::function<void(const TrainingEstimate&)> on_training{};  ///< before the first epoch
  std::function<void(const EpochReport&)> on_epoch{};
  std::function<bool()> stop_requested{};  ///< true = end as soon as possible

  bool stopped() const { return stop_requested && stop_requested(); }
  void note(NoteKind kind, std::string text) const {
    if (on_note) on_note({kind, std::move(text)});
  }
};

}  // namespace tidegate
