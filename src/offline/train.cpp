#include "base/text.h"
#include "offline/table_fit.h"
#include "offline/tables.h"

namespace tidegate {
namespace {

constexpr std::string_view kAllRows = "1.0";

/// All tables in memory, read by several threads; one that cannot be read ends it, since the detector is for all.
Result<std::vector<SeriesTable>> read_all_tables(const SeriesSet& set, std::int64_t threads, const Observer& observer) {
  std::vector<SeriesTable> all(set.size());
  const auto outcome = work_on(set, "reading", threads, observer, [&](std::size_t i) -> Status {
    auto table = set.read_table(i, set.reading());
    if (!table) return table.error();
    all[i] = std::move(*table);
    return {};
  });
  if (!outcome) return outcome.error();
  for (std::size_t i = 0; i < set.size(); ++i)
    if (!outcome->tables[i]) return wrap(outcome->tables[i].error(), set.id(i));
  if (outcome->begun < set.size()) return fail(ErrorKind::kInterrupted, "interrupted while reading; nothing was saved");
  return all;
}

Result<Detector> train_shared(const SeriesSet& set, const TrainRequest& request, const Observer& observer) {
  const auto all = read_all_tables(set, request.config.training.threads, observer);
  if (!all) return all.error();
  std::vector<SeriesPart> parts;
  for (const SeriesTable& table : *all) {
    const auto rows = training_rows(table, request, kAllRows);
    if (!rows) return rows.error();
    for (const KeyedPart& part : *rows) parts.push_back({table.table, part.rows});
  }
  auto detector = Detector::train(parts, request.config, training_control(request, observer));
  if (detector) add_notes(observer, NoteKind::kTraining, detector->info().notes);
  return detector;
}

/// From the first table; one that cannot be read is reported when its turn comes.
void note_size(const SeriesSet& set, const DetectorConfig& config, const Observer& observer) {
  const auto size = set_size(set, config);
  if (!size) return;
  observer.note(NoteKind::kWork, "training " + std::to_string(set.size()) + " detectors of " +
                                     std::to_string(size->size.weights) + " weights: about " +
                                     bytes_text(static_cast<double>(size->size.training)) + " per thread, " +
                                     bytes_text(static_cast<double>(size->size.file * set.size())) + " of model files");
}

}  // namespace

Result<Detector> train(const SeriesSet& set, const TrainRequest& request, const Observer& observer) {
  if (set.is_collection()) return train_shared(set, request, observer);
  const auto table = read_noted(set, 0, set.reading(), observer);
  if (!table) return table.error();
  auto fit = fit_table(*table, request, kAllRows, observer);
  if (!fit) return fit.error();
  return std::move(fit->detector);
}

Result<SetOutcome> train_each(const SeriesSet& set, const TrainRequest& request, const TakeDetector& take,
                              const Observer& observer) {
  note_size(set, request.config, observer);
  TrainRequest own = request;
  own.config.training.threads = 1;
  return work_on(set, "training", request.config.training.threads, observer, [&](std::size_t i) -> Status {
    const auto table = set.read_table(i, set.reading());
    if (!table) return table.error();
    const auto fit = fit_table(*table, own, kAllRows, quiet(observer));
    if (!fit) return fit.error();
    if (fit->detector.info().history.interrupted)  // a whole one of an earlier training may be there
      return fail(ErrorKind::kInterrupted, "interrupted during training; not saved");
    return take(i, fit->detector);
  });
}

}  // namespace tidegate
