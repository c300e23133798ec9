// The rows of a comparison: which are for training, and which are evaluated.
#pragma once
#include <vector>

#include "tidegate/evaluate.h"

namespace tidegate {

/// Rows [begin, end) of one series: a whole one, or a key of a table. The first `learned` are for training.
struct ComparedPart {
  std::size_t begin = 0, end = 0;
  std::size_t learned = 0;

  std::size_t judged_from() const { return begin + learned; }
  std::size_t judged() const { return end - judged_from(); }
};

struct ComparedRows {
  const Series& series;
  std::vector<ComparedPart> parts;  ///< one, or one a key

  bool keyed() const { return !series.key_column.empty(); }
  std::size_t learned() const;       ///< rows
  std::size_t learned_keys() const;  ///< parts of which something is learned
  std::size_t judged() const;
  std::size_t judged_keys() const;
  std::vector<SeriesPart> training() const;
};

/// By `train_part`, of ids also `train_keys`: learned series are then whole, and the others judged. Errors: kUsage;
/// kData (nothing to learn from).
Result<ComparedRows> compared_rows(const SeriesTable& table, const CompareRequest& request);

}  // namespace tidegate
