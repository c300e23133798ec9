#include "options/option_file.h"

#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "tidegate/config.h"

namespace tidegate {
namespace {

/// Scalars as they are written, lists as `split_list` reads them: the entries of an array are taken as they are.
std::string text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* list = node.as_array()) {
    std::vector<std::string> words;
    for (const toml::node& entry : *list) words.push_back(text_of(entry));
    return join_list(words);
  }
  std::ostringstream out;
  node.visit([&](const auto& value) { out << value; });
  return out.str();
}

/// The library throws; here its message becomes ours.
template <class Parse>
Result<std::vector<OptionText>> options_of(const std::string& source, Parse&& parse) {
  toml::table table;
  try {
    table = parse();
  } catch (const toml::parse_error& problem) {
    return fail(ErrorKind::kUsage, std::string(problem.description()))
        .at({.source = source, .line = problem.source().begin.line});
  }
  std::vector<OptionText> options;
  for (const auto& [key, node] : table)
    options.push_back({std::string(key.str()), text_of(node), key.source().begin.line});
  std::ranges::stable_sort(options, {}, &OptionText::line);
  return options;
}

}  // namespace

Result<std::vector<OptionText>> parse_options(std::string_view text, const std::string& source) {
  return options_of(source, [&] { return toml::parse(text); });
}

Result<std::vector<OptionText>> read_option_file(const std::string& path) {
  if (std::filesystem::is_directory(path)) return fail(ErrorKind::kUsage, "is a directory").at({.source = path});
  return options_of(path, [&] { return toml::parse_file(path); });
}

}  // namespace tidegate
