#include "cli/progress.h"

#include <cstdio>

#include "tidegate/render.h"
#include "tidegate/series.h"

namespace tidegate::cli {
Observer Watch::observer() {
  return {.on_note = [this](const Note& one) { note(one); },
          .on_progress =
              [this](const JobProgress& now) {
                if (console_.quiet || !console_.progress_bar) return;
                redraw(std::string(now.doing) + " " + std::to_string(now.done) + " of " + std::to_string(now.jobs) +
                       " series, " + rough_time(now.seconds_left) + " left");
              },
          .on_training = [this](const TrainingEstimate& estimate) { training(estimate); },
          .on_epoch = [this](const EpochReport& report) { epoch(report); },
          .stop_requested = interrupted};
}

void Watch::note(const Note& one) {
  end();
  console_.say(one.kind == NoteKind::kWork ? one.text : "note: " + one.text);
}

void Watch::training(const TrainingEstimate& estimate) const {
  const double most = estimate.seconds_per_epoch * static_cast<double>(estimate.epochs - estimate.epochs_done);
  if (estimate.epochs_done > 0)
    console_.say("going on from the checkpoint: " + std::to_string(estimate.epochs_done) + " of at most " +
                 std::to_string(estimate.epochs) + " epochs are done");
  console_.say("training " + estimate.model + " on " + estimate.part + ": " +
               (most < 1 ? "under 1 s" : "at most about " + rough_time(most)) +
               ", usually less (it stops when validation no longer improves)");
}

void Watch::epoch(const EpochReport& report) {
  if (console_.verbose) return console_.say(progress_line(report, console_.width));
  if (!console_.quiet && console_.progress_bar) redraw(progress_line(report, console_.width));
}

void Watch::redraw(const std::string& line) {
  std::fprintf(stderr, "\r\033[K%s", line.c_str());
  std::fflush(stderr);
  drawn_ = true;
}

void Watch::end() {
  if (!drawn_) return;
  std::fputs("\r\033[K", stderr);
  std::fflush(stderr);
  drawn_ = false;
}

}  // namespace tidegate::cli
