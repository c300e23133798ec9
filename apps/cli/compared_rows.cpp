#include "cli/compared_rows.h"

#include <algorithm>

#include "tidegate/training_part.h"

namespace tidegate::cli {

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
    if (part.learned > 0) all.push_back({series, part.begin, part.judged_from() - 1});
  return all;
}

Result<ComparedRows> compared_rows(const Series& series, const Settings& settings) {
  const auto part = training_part(series, settings.text("train-part", kDefaultComparedPart));
  if (!part) return part.error();
  return ComparedRows{series, {{.begin = 0, .end = series.rows.size(), .learned = part->second + 1}}};
}

Result<ComparedRows> compared_rows(const KeyedSeries& keyed, const Settings& settings) {
  const std::string_view otherwise = settings.has("train-keys") ? "1.0" : kDefaultComparedPart;
  const auto learned = training_parts(keyed, settings.text("train-part", otherwise), settings.text("train-keys"));
  if (!learned) return learned.error();
  ComparedRows rows{keyed.table, {}};
  for (std::size_t key = 0; key < keyed.keys(); ++key)
    rows.parts.push_back({.begin = keyed.begin[key], .end = keyed.begin[key + 1], .learned = 0});
  for (const KeyedPart& part : *learned) rows.parts[part.key].learned = part.last - part.first + 1;
  return rows;
}

}  // namespace tidegate::cli
