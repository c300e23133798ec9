#include <atomic>

#include "offline/detect_table.h"
#include "offline/tables.h"

namespace tidegate {
namespace {

/// A collection works on several tables at once, a single table on several of its series.
DetectRequest one_thread_each(DetectRequest request) {
  request.training.config.training.threads = 1;
  request.keep_run = false;
  return request;
}

}  // namespace

Result<SetDetections> detect(const SeriesSet& set, const DetectRequest& request, const Observer& observer) {
  const bool collection = set.is_collection();
  const DetectRequest own = collection ? one_thread_each(request) : request;
  const Observer watching = collection ? quiet(observer) : observer;
  SetDetections all;
  all.tables.resize(set.size());
  std::atomic<std::size_t> unscored = 0;
  auto outcome = work_on(set, "detecting in", request.threads, observer, [&](std::size_t i) -> Status {
    auto found = detect_table(set, i, own, collection ? 1 : own.threads, watching);
    if (!found) return found.error();
    if (found->scored_rows == 0) ++unscored;
    all.tables[i] = std::move(found->detection);
    if (found->run) all.run = std::move(found->run);
    return {};
  });
  if (!outcome) return outcome.error();
  all.outcome = std::move(*outcome);
  if (collection && unscored > 0)
    observer.note(NoteKind::kScoring,
                  std::to_string(unscored) + " series have no score: too few rows, missing values or late rows");
  return all;
}

Result<std::vector<Event>> detect(const Detector& detector, const Series& series, const Observer& observer) {
  auto found = detect(SeriesSet::of({series}), {.detectors = Detectors::shared(detector)}, observer);
  if (!found) return found.error();
  return std::move(found->tables.front().events);
}

}  // namespace tidegate
