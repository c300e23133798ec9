// A table whose rows belong to many keys (accounts, hosts, patients …), brought into their order.
#pragma once
#include <cstddef>
#include <vector>

#include "tidegate/series.h"

namespace tidegate {

/// A key's rows lie one after the other, as they came; keys follow in the order of their first appearance.
struct KeyedSeries {
  Series table;                        ///< without the times' texts
  std::vector<std::size_t> input_row;  ///< of each row: its number in the input
  std::vector<std::size_t> begin;      ///< (keys + 1): rows [begin[k], begin[k + 1]) are those of key k

  std::size_t keys() const { return begin.size() - 1; }
  std::size_t rows_of(std::size_t key) const { return begin[key + 1] - begin[key]; }
};

/// Contract: the series has a key column. Cost: O(T), one more copy of the rows while it works.
KeyedSeries group_by_key(Series series);

/// Of parts of these lengths, ordered by length: how long the one is that the middle row of all belongs to. 0 of none.
std::size_t middle_length(std::vector<std::size_t> lengths);

}  // namespace tidegate
