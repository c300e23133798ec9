#include "cli/settings.h"

#include <algorithm>
#include <cstdlib>

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
  const auto options = read_option_file(path);
  if (!options) return fail(ErrorKind::kUsage, "--config " + options.error().message());
  for (const OptionText& option : *options)
    if (auto done = set(option.name, option.value, path); !done) return done;
  return {};
}

Status Settings::read_assignment(const std::string& assignment) {
  const std::size_t at = assignment.find('=');
  if (at == std::string::npos || at == 0)
    return fail(ErrorKind::kUsage, "--set: '" + assignment + "' is not in the form key=value");
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
