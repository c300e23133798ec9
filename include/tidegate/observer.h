// Watching and stopping long work: notes, progress, training and what is kept of it.
#pragma once
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidegate {

/// After each epoch of training.
struct EpochReport {
  std::size_t epoch = 0, epochs = 0;              ///< finished so far; at most
  double training_loss = 0, validation_loss = 0;  ///< scaled units squared; validation NaN if there is none
  double best_loss = 0;
  std::size_t best_epoch = 0;
  double rows_per_second = 0;
  double seconds_left = 0;  ///< to the last epoch; early stopping may come sooner
  double seconds = 0;
};

/// Told before the first epoch, from one measured step.
struct TrainingEstimate {
  std::string model;  ///< "gru-forecaster 32 (3,297 weights)"
  std::string part;   ///< "9,600 rows of 1 channel"
  double seconds_per_epoch = 0;
  std::size_t epochs = 0;       ///< at most
  std::size_t epochs_done = 0;  ///< of these, before: training goes on from a checkpoint
};

/// Called from the training thread.
struct TrainingControl {
  std::function<void(const TrainingEstimate&)> on_start;
  std::function<void(const EpochReport&)> on_epoch;
  std::function<bool()> stop_requested;  ///< asked between steps; true = end now with the best so far
  std::filesystem::path from;            ///< weights to start from: a .safetensors file or a detector; empty = fresh
  std::filesystem::path checkpoint;      ///< kept after every epoch, and gone on from if it is there; empty = none
};

struct LossHistory {
  std::vector<double> training, validation;  ///< one entry an epoch
  std::size_t best_epoch = 0;                ///< from 1; 0 = untrained weights were best or no training
  std::string stopped;                       ///< why training ended, in words
  bool interrupted = false;
  double seconds = 0;
  double untrained_loss = 0;  ///< of the validation part before the first step
};

// Watching and steering work: notes, progress, a way to stop.

/// What a note is about.
enum class NoteKind {
  kInput,     ///< what was read otherwise than it stands, left out, or looks like something else
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
