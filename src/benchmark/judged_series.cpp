#include "benchmark/judged_series.h"

#include <algorithm>

#include "base/missing.h"
#include "base/random.h"
#include "base/stopwatch.h"
#include "metrics/runs.h"
#include "tidegate/detector.h"

namespace tidegate {
namespace {

constexpr std::size_t kRowsBetweenLooks = 4096;
constexpr double kFlaggedAt = 0.99;

/// The same bits on every platform, unlike std::hash.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

Error interrupted() { return fail(ErrorKind::kInterrupted, "interrupted while judging a series"); }

/// Rows of a stream, which begin at `first` of the whole series, become judged rows.
class Judge {
 public:
  Judge(const LabelledSeries& series, std::size_t first) : range_(series.judged()), first_(first) {
    judged_.score.assign(range_.size(), kMissingValue);
    judged_.threshold.assign(range_.size(), kMissingValue);
    judged_.flags.assign(range_.size(), 0);
  }

  void take(const Verdict& verdict) {
    const std::size_t row = first_ + verdict.row;
    if (verdict.phase == Phase::kPending || row < range_.begin || row >= range_.end) return;
    judged_.score[row - range_.begin] = verdict.scored() ? verdict.score : kMissingValue;
    judged_.threshold[row - range_.begin] = verdict.threshold;
    judged_.flags[row - range_.begin] = verdict.phase == Phase::kAnomalous ? 1 : 0;
  }

  void take(Event event) {
    if (first_ + event.peak_index < range_.begin) return;
    const auto judged_row = [&](std::size_t index) { return std::max(first_ + index, range_.begin) - range_.begin; };
    event.start_index = judged_row(event.start_index);
    event.end_index = judged_row(event.end_index);
    event.peak_index = judged_row(event.peak_index);
    judged_.events.push_back(std::move(event));
  }

  JudgedSeries judged_;

 private:
  RowRange range_;
  std::size_t first_;
};

Status push_all(Stream& stream, const Rows& rows, Judge& judge, const Observer& observer) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    judge.take(stream.push(rows, row));
    if (row % kRowsBetweenLooks == 0 && observer.stopped()) return interrupted();
  }
  return {};
}

/// A test part that goes on from the training part is read with the state that this one left.
Result<JudgedSeries> judge_with(const Detector& detector, const LabelledSeries& series, const Observer& observer) {
  auto stream = detector.stream(series.test.channels);
  if (!stream) return stream.error();
  const std::size_t learned = series.training.rows.size();
  Judge judge(series, series.test_continues ? 0 : learned);
  if (series.test_continues) {
    if (auto pushed = push_all(*stream, series.training.rows, judge, observer); !pushed) return pushed.error();
    stream->part_events_at(learned);
  }
  if (auto pushed = push_all(*stream, series.test.rows, judge, observer); !pushed) return pushed.error();
  stream->finish([&](const Verdict& verdict) { judge.take(verdict); });
  for (Event& event : stream->take_events()) judge.take(std::move(event));
  return std::move(judge.judged_);
}

Result<JudgedRun> train_and_judge(const DetectorConfig& config, const LabelledSeries& series,
                                  const Observer& observer) {
  JudgedRun run;
  Stopwatch watch;
  const auto detector = Detector::train(series.training, series.training.all(), config,
                                        {.on_start = {}, .on_epoch = {}, .stop_requested = observer.stop_requested});
  if (!detector) return detector.error();
  if (detector->info().history.interrupted) return interrupted();
  run.train_seconds = watch.seconds();
  watch = {};
  auto judged = judge_with(*detector, series, observer);
  if (!judged) return judged.error();
  run.score_seconds = watch.seconds();
  run.judged = std::move(*judged);
  return run;
}

}  // namespace

JudgedSeries random_series(const LabelledSeries& series, std::uint64_t seed) {
  Random random(seed ^ hash_of(series.name));
  JudgedSeries judged;
  judged.threshold.assign(series.judged().size(), kFlaggedAt);
  for (std::size_t row = 0; row < series.judged().size(); ++row) {
    judged.score.push_back(random.uniform());
    judged.flags.push_back(judged.score.back() >= kFlaggedAt ? 1 : 0);
  }
  for (const RowRange& run : runs_of(judged.flags)) {
    Event event;
    event.start_index = event.peak_index = run.begin;
    event.end_index = run.end - 1;
    judged.events.push_back(std::move(event));
  }
  return judged;
}

Result<JudgedRun> judge_series(const DetectorConfig& config, const LabelledSeries& series, std::uint64_t seed,
                               const Observer& observer) {
  DetectorConfig own = config;
  own.frames.inputs_only = series.inputs_only;
  own.threshold.data = ThresholdData::kTraining;  // the scored rows are what is judged
  auto run = train_and_judge(own, series, observer);
  if (run) return run;
  if (run.error().kind == ErrorKind::kInterrupted) return run.error();
  JudgedRun random;
  random.judged = random_series(series, seed);
  random.failure = run.error().message();
  return random;
}

}  // namespace tidegate
