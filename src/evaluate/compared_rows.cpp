#include "evaluate/compared_rows.h"

#include <algorithm>

#include "offline/table_fit.h"

namespace tidegate {

std::size_t ComparedRows::learned() const {
  std::size_t rows = 0;
  for (const ComparedPart& part : parts) rows += part.learned;
  return rows;
}

std::size_t ComparedRows::learned_keys() const {
  return static_cast<std::size_t>(std::ranges::count_if(parts, [](const auto& part) { return part.learned > 0; }));
}

std::size_t ComparedRows::judged() const {
  std::size_t rows = 0;
  for (const ComparedPart& part : parts) rows += part.judged();
  return rows;
}

std::size_t ComparedRows::judged_keys() const {
  return static_cast<std::size_t>(std::ranges::count_if(parts, [](const auto& part) { return part.judged() > 0; }));
}

std::vector<SeriesPart> ComparedRows::training() const {
  std::vector<SeriesPart> all;
  for (const ComparedPart& part : parts)
    if (part.learned > 0) all.push_back({series, {part.begin, part.judged_from()}});
  return all;
}

Result<ComparedRows> compared_rows(const SeriesTable& table, const CompareRequest& request) {
  const TrainRequest learning{.config = {}, .train_part = request.train_part, .train_keys = request.train_keys};
  const auto learned = training_rows(table, learning, "0.6");
  if (!learned) return learned.error();
  ComparedRows rows{table.table, {}};
  for (std::size_t s = 0; s < table.series(); ++s)
    rows.parts.push_back({.begin = table.begin[s], .end = table.begin[s + 1], .learned = 0});
  for (const KeyedPart& part : *learned) rows.parts[part.key].learned = part.rows.size();
  return rows;
}

}  // namespace tidegate
