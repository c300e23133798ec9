#include <algorithm>

#include "base/text.h"
#include "tidegate/source.h"

namespace tidegate {
namespace {

std::string category_note(const CategoryNotes& notes) {
  const std::string rows = std::to_string(notes.rows) + (notes.rows == 1 ? " row" : " rows");
  if (notes.taken_as_other)
    return "column '" + notes.column + "' has " + std::to_string(notes.values) + " rarer values (" + rows +
           ", the first '" + notes.first_value + "' in line " + std::to_string(notes.first_line) +
           "); they are combined as '" + notes.column + "=other'";
  return rows + " with a value of column '" + notes.column + "' that did not occur in training (the first '" +
         notes.first_value + "' in line " + std::to_string(notes.first_line) + "); all its category channels are 0";
}

std::string left_out_note(const std::vector<std::string>& columns) {
  const bool texts = std::ranges::any_of(columns, [](const auto& name) { return name.ends_with(" (text)"); });
  if (!texts) return "columns left out: " + join(columns);
  return "columns left out: " + join(columns) + "; text columns can be read with " + option_named("categories", "a,b") +
         " (as 0/1 channels) or " + option_named("key", "a") + " (as series id)";
}

}  // namespace

std::vector<std::string> reading_notes(const ReadNotes& notes) {
  std::vector<std::string> texts;
  for (const CategoryNotes& one : notes.categories) texts.push_back(category_note(one));
  if (notes.infinite_values > 0)
    texts.push_back(std::to_string(notes.infinite_values) +
                    (notes.infinite_values == 1 ? " infinite value was" : " infinite values were") +
                    " treated as missing; the first is in line " + std::to_string(notes.first_infinite_line));
  texts.insert(texts.end(), notes.remarks.begin(), notes.remarks.end());
  if (!notes.left_out.empty()) texts.push_back(left_out_note(notes.left_out));
  return texts;
}

}  // namespace tidegate
