// Columns of text side by side.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate::cli {

/// Characters of UTF-8, not bytes: "µs" has two.
std::size_t characters(std::string_view text);

/// The first column to the left, the others to the right. Contract: lines of as many fields as the first.
std::string aligned(const std::vector<std::vector<std::string>>& lines);

}  // namespace tidegate::cli
