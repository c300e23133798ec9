#include <algorithm>

#include "base/text.h"
#include "tidegate/result.h"

namespace tidegate {
namespace {

// Characters that stand in no text of people: an option's name, then its value, between them.
constexpr char kOption = '\x02', kValue = '\x1f', kEnd = '\x03';

std::string place_words(const Place& place) {
  if (!place.words.empty()) return place.words;
  std::string words = place.source;
  if (place.line > 0) words += (words.empty() ? "line " : ", line ") + count_text(place.line);
  if (!place.column.empty()) words += (words.empty() ? "column '" : ", column '") + place.column + "'";
  return words;
}

}  // namespace

std::string spelled_as_field(std::string_view option, std::string_view value) {
  std::string text(option);
  std::ranges::replace(text, '-', '_');
  return value.empty() ? text : text + " = " + std::string(value);
}

std::string option_named(std::string_view option, std::string_view value) {
  std::string text = kOption + std::string(option);
  if (!value.empty()) text += kValue + std::string(value);
  return text + kEnd;
}

std::string spell(std::string_view text, Spelling spelling) {
  std::string out;
  while (true) {
    const std::size_t begin = text.find(kOption), end = text.find(kEnd, begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) return out += text;
    const std::string_view option = text.substr(begin + 1, end - begin - 1);
    const std::size_t value = std::min(option.find(kValue), option.size());
    out += text.substr(0, begin);
    out += spelling(option.substr(0, value), option.substr(std::min(value + 1, option.size())));
    text.remove_prefix(end + 1);
  }
}

std::string Error::message(Spelling spelling) const {
  std::string text = place_words(place);
  text += (text.empty() ? "" : ": ") + problem;
  for (std::size_t i = 0; i < remedies.size(); ++i)
    text += (i > 0 ? ", or " : remedies_below ? "\n" : "; ") + remedies[i];
  return spell(text, spelling);
}

Error Error::about(std::string_view name) && {
  option = name;
  return std::move(*this);
}

Error Error::at(Place where) && {
  place = std::move(where);
  return std::move(*this);
}

Error Error::remedy(std::string text) && {
  remedies.push_back(std::move(text));
  return std::move(*this);
}

Error Error::remedy_below(std::string text) && {
  remedies_below = true;
  return std::move(*this).remedy(std::move(text));
}

Error wrap(Error error, std::string_view step) {
  const std::string place = place_words(error.place), before = std::string(step) + ": ";
  if (place.empty())
    error.problem.insert(0, before);
  else
    error.place.words = before + place;
  return error;
}

}  // namespace tidegate
