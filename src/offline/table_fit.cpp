#include "offline/table_fit.h"

#include "offline/tables.h"

namespace tidegate {

Result<std::vector<KeyedPart>> training_rows(const SeriesTable& table, const TrainRequest& request,
                                             std::string_view otherwise) {
  if (!request.train_keys.empty() && !table.has_ids())
    return fail(ErrorKind::kUsage,
                option_named("train-keys") + " needs " + option_named("key", "COLUMN") + ", the series id column")
        .about("train-keys");
  const std::string_view all_or_some = request.train_keys.empty() ? otherwise : "1.0";
  const std::string_view rows = request.train_part ? std::string_view(*request.train_part) : all_or_some;
  if (table.has_ids()) return training_parts(table, rows, request.train_keys);
  const auto part = training_part(table.table, rows);
  if (!part) return part.error();
  return std::vector<KeyedPart>{{.key = 0, .rows = *part}};
}

Result<TableFit> fit_table(const SeriesTable& table, const TrainRequest& request, std::string_view otherwise,
                           const Observer& observer) {
  const auto rows = training_rows(table, request, otherwise);
  if (!rows) return rows.error();
  std::vector<SeriesPart> parts;
  parts.reserve(rows->size());
  for (const KeyedPart& part : *rows) parts.push_back({table.table, part.rows});
  auto detector = Detector::train(parts, request.config, training_control(request, observer));
  if (!detector) return detector.error();
  add_notes(observer, NoteKind::kTraining, detector->info().notes);
  TableFit fit{.detector = std::move(*detector), .learned = std::vector<std::size_t>(table.series(), 0)};
  fit.series = rows->size();
  for (const KeyedPart& part : *rows) {
    fit.learned[part.key] = part.rows.size();
    fit.rows += fit.learned[part.key];
  }
  return fit;
}

TrainingControl training_control(const TrainRequest& request, const Observer& observer) {
  TrainingControl control;
  control.on_start = observer.on_training;
  control.on_epoch = observer.on_epoch;
  control.stop_requested = observer.stop_requested;
  control.from = request.from;
  control.checkpoint = request.checkpoint;
  return control;
}

}  // namespace tidegate
