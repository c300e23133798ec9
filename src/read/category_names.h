// A text column read as flags: the channel `proto=tcp` is 1 where the field of column proto is "tcp", else 0.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate {

/// Channels a text column becomes, at most.
inline constexpr std::size_t kMostCategories = 32;

/// Different values in a text column, at most: a column with more names things rather than kinds of things.
inline constexpr std::size_t kMostCategoryValues = 1000;

/// The value for all those without a channel of their own.
inline constexpr std::string_view kOtherCategory = "other";

struct CategoryName {
  std::size_t column = 0;  ///< its number
  std::string value;
};

/// "proto=tcp" where there is a column proto; none for the name of a column, or where no column has the part before an
/// equals sign.
std::optional<CategoryName> category_name(std::string_view channel, std::span<const std::string> columns);

/// Which values become channels, from how often each was met (by first appearance): all of them if they are at most
/// `kMostCategories`; else the most frequent (of equals the earlier) and, last, `other` for the rest.
std::vector<std::string> chosen_categories(std::span<const std::string> values, std::span<const std::size_t> rows);

}  // namespace tidegate
