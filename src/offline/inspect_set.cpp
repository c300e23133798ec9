#include "offline/tables.h"

namespace tidegate {

Result<Inspection> inspect(const SeriesSet& set, const Observer& observer) {
  const auto table = set.read_table(0, set.reading());
  if (!table) return table.error();
  if (table->has_ids()) note_reading(*table, observer);  // of one series the inspection says it all
  return inspect(*table);
}

}  // namespace tidegate
