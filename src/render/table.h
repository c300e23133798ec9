// Columns of text side by side.
#pragma once
#include <string>
#include <vector>

namespace tidegate {

/// The first column to the left, the others to the right. Contract: lines of as many fields as the first.
std::string aligned(const std::vector<std::vector<std::string>>& lines);

}  // namespace tidegate
