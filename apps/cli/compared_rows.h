// The rows of a comparison: which of them are learned from, and which are judged.
#pragma once
#include <optional>
#include <vector>

#include "cli/settings.h"
#include "tidegate/detector.h"
#include "tidegate/keys.h"

namespace tidegate::cli {

inline constexpr std::string_view kDefaultComparedPart = "0.6";

/// Rows [begin, end) of one series: a whole one, or a key of a table. The first `learned` are learned from.
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

/// By --train-part, of keys also --train-keys: learned keys are then whole, and the others judged. Errors: kUsage;
/// kData (nothing to learn from).
Result<ComparedRows> compared_rows(const Series& series, const Settings& settings);
Result<ComparedRows> compared_rows(const KeyedSeries& keyed, const Settings& settings);

}  // namespace tidegate::cli
