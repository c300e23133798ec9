// How the value of an option is written where it is text: lists of names, and switches. One rule for flags,
// environment, configuration files and model files.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tidegate/result.h"

namespace tidegate {

/// The words of a list: "a,b" → {"a", "b"}, "" → {}. A word in double quotes may hold commas, and a doubled quote for a
/// quote, as in CSV: "\"flow, l/s\",temp" → {"flow, l/s", "temp"}. Quotes that do not enclose a whole word belong to
/// it, so that any text is a list. Spaces count.
TIDEGATE_API std::vector<std::string> split_list(std::string_view text);

/// The list as text; words are quoted where `split_list` needs it: split_list(join_list(words)) == words.
TIDEGATE_API std::string join_list(std::span<const std::string> words);

/// on, yes, true, 1 and off, no, false, 0, in capitals or not. Errors: kUsage naming option, text and the words
/// allowed.
TIDEGATE_API Result<bool> parse_switch(std::string_view option, std::string_view text);

}  // namespace tidegate
