// The columns of a scored row in the order all formats share.
#pragma once
#include <array>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/render.h"

namespace tidegate {

inline constexpr std::array<std::string_view, 5> kDetailSuffixes = {"", ".expected", ".lower", ".upper", ".share"};

/// The name a key column has in the output: its own, unless a field of ours has that. Empty for none.
std::string key_field(const std::string& key_column);

/// "c", "c.expected", "c.lower", "c.upper", "c.share" for every channel c.
std::vector<std::string> detail_names(std::span<const std::string> channels);

/// Calls `visit` with the five numbers of each channel in turn, NaN where a row brings none.
template <class Visit>
void visit_details(const ScoredRow& row, std::size_t channels, Visit&& visit) {
  const std::span<const double> fields[] = {row.values, row.expected, row.lower, row.upper, row.share};
  for (std::size_t c = 0; c < channels; ++c)
    for (const std::span<const double> field : fields)
      visit(c < field.size() ? field[c] : std::numeric_limits<double>::quiet_NaN());
}

}  // namespace tidegate
