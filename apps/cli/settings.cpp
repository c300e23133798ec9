#include "cli/settings.h"

#include <toml++/toml.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

#include "tidegate/config.h"

namespace tidegate::cli {
namespace {

std::string hyphenated(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', '-');
  return out;
}

std::string environment_name(std::string_view option) {
  std::string name = "TIDEGATE_";
  for (const char c : option) name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

/// Scalars as they are written, lists as `Settings::list` reads them: the entries of an array are taken as they are.
std::string toml_text(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get();
  if (const auto* list = node.as_array()) {
    std::vector<std::string> words;
    for (const toml::node& entry : *list) words.push_back(toml_text(entry));
    return join_list(words);
  }
  std::ostringstream out;
  node.visit([&](const auto& value) { out << value; });
  return out.str();
}

}  // namespace

Status Settings::set(std::string_view name, std::string value, std::string_view place) {
  const std::string key = hyphenated(name);
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
    const std::string near = nearest_name(key, known_);
    return fail(ErrorKind::kUsage, "unknown option '" + std::string(name) + "' in " + std::string(place) +
                                       (near.empty() ? "" : "; did you mean '" + near + "'?"));
  }
  if (is_switch(key)) {
    const auto on = parse_switch(key, value);
    if (!on) return on.error();
    value = *on ? "true" : "false";
  }
  values_[key] = std::move(value);
  return {};
}

Status Settings::read_toml(const std::string& path) {
  if (std::filesystem::is_directory(path)) return fail(ErrorKind::kUsage, "--config " + path + ": is a directory");
  toml::table table;
  try {  // the library throws; here its message becomes ours
    table = toml::parse_file(path);
  } catch (const toml::parse_error& problem) {
    const auto line = problem.source().begin.line;
    return fail(ErrorKind::kUsage, "--config " + path + (line > 0 ? ", line " + std::to_string(line) : "") + ": " +
                                       std::string(problem.description()));
  }
  for (const auto& [key, node] : table)
    if (auto done = set(key.str(), toml_text(node), path); !done) return done;
  return {};
}

Status Settings::read_assignment(const std::string& assignment) {
  const std::size_t at = assignment.find('=');
  if (at == std::string::npos || at == 0)
    return fail(ErrorKind::kUsage, "--set: '" + assignment + "' is not of the form key=value");
  return set(assignment.substr(0, at), assignment.substr(at + 1), "--set");
}

Status Settings::read_environment() {
  for (const std::string& name : known_)
    if (const char* value = std::getenv(environment_name(name).c_str()); value != nullptr)
      if (auto done = set(name, value, "the environment"); !done) return done;
  return {};
}

bool Settings::is_switch(std::string_view name) const {
  return std::find(switches_.begin(), switches_.end(), name) != switches_.end();
}

bool Settings::is_on(std::string_view name) const { return text(name) == "true"; }

std::optional<std::string> Settings::given(std::string_view name) const {
  return has(name) ? std::optional(text(name)) : std::nullopt;
}

std::string Settings::text(std::string_view name, std::string_view otherwise) const {
  const auto found = values_.find(std::string(name));
  return found == values_.end() ? std::string(otherwise) : found->second;
}

std::vector<std::string> Settings::list(std::string_view name) const { return split_list(text(name)); }

}  // namespace tidegate::cli
