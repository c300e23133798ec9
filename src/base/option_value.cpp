#include "tidegate/config.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tidegate {
namespace {

/// Takes a quoted word that is followed by a comma or the end; otherwise takes nothing.
std::optional<std::string> take_quoted(std::string_view& text) {
  std::string word;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] != '"') {
      word += text[i];
      continue;
    }
    if (text.substr(i + 1).starts_with('"')) {
      word += text[i++];
      continue;
    }
    if (i + 1 < text.size() && text[i + 1] != ',') return std::nullopt;
    text.remove_prefix(i + 1);
    return word;
  }
  return std::nullopt;
}

std::string take_plain(std::string_view& text) {
  const std::size_t end = std::min(text.find(','), text.size());
  std::string word(text.substr(0, end));
  text.remove_prefix(end);
  return word;
}

std::string in_quotes(std::string_view word) {
  std::string out = "\"";
  for (const char c : word) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    auto word = text.front() == '"' ? take_quoted(text) : std::nullopt;
    words.push_back(word ? std::move(*word) : take_plain(text));
    if (!text.empty()) text.remove_prefix(1);  // the comma; one at the end begins no further word
  }
  return words;
}

std::string join_list(std::span<const std::string> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string& word = words[i];
    const bool plain = !word.empty() && word.front() != '"' && word.find(',') == std::string::npos;
    if (i > 0) out += ',';
    out += plain ? word : in_quotes(word);
  }
  return out;
}

Result<bool> parse_switch(std::string_view option, std::string_view text) {
  constexpr std::array<std::string_view, 4> kOn = {"on", "yes", "true", "1"}, kOff = {"off", "no", "false", "0"};
  const std::string word = lower_case(text);
  if (std::ranges::find(kOn, word) != kOn.end()) return true;
  if (std::ranges::find(kOff, word) != kOff.end()) return false;
  return fail(ErrorKind::kUsage, option_named(option) + ": '" + std::string(text) +
                                     "' is neither on nor off; allowed: on, off, yes, no, true, false, 1, 0")
      .about(option);
}

}  // namespace tidegate
