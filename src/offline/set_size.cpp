#include <vector>

#include "fit/part_sizes.h"
#include "offline/tables.h"
#include "tidegate/config.h"

namespace tidegate {
namespace {

std::string detector_words(const DetectorConfig& config) {
  return config.detector + " " + option_text(config, "hidden");
}

}  // namespace

Result<SetSize> set_size(const SeriesSet& set, const DetectorConfig& config) {
  const auto table = set.read_table(0, set.reading());
  if (!table) return table.error();
  DetectorConfig settled = config;
  if (table->has_ids() && settled.net.window == 0) {
    std::vector<std::size_t> lengths;
    for (std::size_t s = 0; s < table->series(); ++s) lengths.push_back(table->rows_of(s));
    settled.net.window = automatic_window_of_keys(middle_length(std::move(lengths)));
  }
  SetSize size{.size = {},
               .detector = detector_words(config),
               .rows = table->table.rows.size(),
               .channels = table->table.channels.size(),
               .series = set.is_collection() ? set.size() : table->series()};
  const auto of_detector = detector_size(settled, size.channels, size.rows);
  if (!of_detector) return of_detector.error();
  size.size = *of_detector;
  return size;
}

SetSize set_size(const Detector& detector) {
  return {.size = detector_size(detector),
          .detector = detector_words(detector.config()),
          .rows = 0,
          .channels = detector.info().channels.size(),
          .series = 1};
}

}  // namespace tidegate
