// How a stage declares an option, once; the command line, JSON, TOML and the manual visit the declarations.
#pragma once
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace tidegate {

struct Option {
  std::string_view name;    ///< as on the command line, e.g. "learning-rate"; JSON writes '_' for '-'
  std::string_view help;    ///< one clause: what it does, what happens if it is wrong
  std::string_view unit{};  ///< "rows", "epochs", …; empty for names
  double low = -std::numeric_limits<double>::infinity();  ///< smallest and largest allowed number
  double high = std::numeric_limits<double>::infinity();
  std::vector<std::string> (*names)() = nullptr;  ///< of a text: the names allowed; an enumeration has words (below)
};

/// A word of an enumeration. A stage lists them beside its options, in the order in which messages give them, and
/// returns the list from `words_of(Enumeration)`: the only place where text and choice meet.
template <class Enum>
struct Word {
  std::string_view word;
  Enum value;
};

/// The value a word stands for; null if there is none.
template <class Enum>
constexpr const Enum* find_word(std::string_view word) noexcept {
  for (const Word<Enum>& known : words_of(Enum{}))
    if (known.word == word) return &known.value;
  return nullptr;
}

/// The word of a value; "" of one without (`kNetDefault`).
template <class Enum>
constexpr std::string_view word_of(Enum value) noexcept {
  for (const Word<Enum>& known : words_of(value))
    if (known.value == value) return known.word;
  return "";
}

/// All words, in their order.
template <class Enum>
std::vector<std::string> all_words() {
  std::vector<std::string> words;
  for (const Word<Enum>& known : words_of(Enum{})) words.emplace_back(known.word);
  return words;
}

}  // namespace tidegate
