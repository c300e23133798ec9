// The keys of a table with events, for people.
#pragma once
#include <string>

#include "tidegate/render.h"

namespace tidegate {

inline constexpr std::size_t kMostKeysTold = 20;

/// One key a line, the most severe first: rows, events, highest score with its multiple of the threshold, severity. At
/// most `kMostKeysTold`, and how many more there are; nothing if no key has an event.
std::string format_key_table(const KeyedResults& keyed, double threshold);

}  // namespace tidegate
