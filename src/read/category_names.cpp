#include "read/category_names.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "base/contracts.h"

namespace tidegate {

std::optional<CategoryName> category_name(std::string_view channel, std::span<const std::string> columns) {
  if (std::ranges::find(columns, channel) != columns.end()) return std::nullopt;
  for (std::size_t at = channel.find('='); at != channel.npos; at = channel.find('=', at + 1)) {
    const auto found = std::ranges::find(columns, channel.substr(0, at));
    if (found != columns.end())
      return CategoryName{static_cast<std::size_t>(found - columns.begin()), std::string(channel.substr(at + 1))};
  }
  return std::nullopt;
}

std::vector<std::string> chosen_categories(std::span<const std::string> values, std::span<const std::size_t> rows) {
  TIDEGATE_EXPECTS(values.size() == rows.size());
  if (values.size() <= kMostCategories) return {values.begin(), values.end()};
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t value) { return rows[value]; });
  order.resize(kMostCategories - 1);
  std::ranges::sort(order);
  std::vector<std::string> chosen;
  for (const std::size_t value : order)
    if (values[value] != kOtherCategory) chosen.push_back(values[value]);
  chosen.emplace_back(kOtherCategory);
  return chosen;
}

}  // namespace tidegate
