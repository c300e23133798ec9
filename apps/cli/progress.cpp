#include "cli/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "tidegate/time_text.h"

namespace tidegate::cli {
namespace {

std::string formatted(const char* format, double value) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, value);
  return buffer;
}

std::string bar(double share, int cells) {
  static constexpr const char* kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  const int eighths = static_cast<int>(share * cells * 8);
  std::string text;
  for (int i = 0; i < eighths / 8; ++i) text += "█";
  text += kEighths[eighths % 8];
  const int used = eighths / 8 + (eighths % 8 > 0 ? 1 : 0);
  return text + std::string(static_cast<std::size_t>(std::max(0, cells - used)), ' ');
}

}  // namespace

std::string progress_line(const EpochReport& report, int width) {
  const double share = static_cast<double>(report.epoch) / static_cast<double>(std::max<std::size_t>(report.epochs, 1));
  const double shown = std::isnan(report.validation_loss) ? report.training_loss : report.validation_loss;
  std::string line = "epoch " + std::to_string(report.epoch) + "/" + std::to_string(report.epochs) + " ▕" +
                     bar(share, 16) + "▏ loss " + formatted("%.4g", shown) + ", best " +
                     formatted("%.4g", report.best_loss);
  const std::string speed = ", " + formatted("%.0f", report.rows_per_second / 1000) + "k rows/s";
  const std::string left = ", at most " + rough_time(report.seconds_left) + " left";
  constexpr int kPlain = 62;  // columns of what is always shown
  if (width > kPlain + 14) line += speed;
  if (width > kPlain + 36) line += left;
  return line;
}

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
