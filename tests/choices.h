// For tables of words in tests: the choice a word stands for.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

#include "options/options.h"

namespace tidegate {

template <class Enum>
Enum choice(std::string_view word) {
  const Enum* known = find_word<Enum>(word);
  if (known == nullptr) throw std::invalid_argument("no such word: " + std::string(word));
  return *known;
}

}  // namespace tidegate
