#include "series_set/names.h"

#include <algorithm>
#include <array>

namespace tidegate {
namespace {

constexpr std::array<std::string_view, 7> kEndings = {".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ".npy"};

}  // namespace

std::string series_name(std::filesystem::path relative) {
  if (relative.filename().string().starts_with(".")) return "";
  if (relative.extension() == ".gz") relative.replace_extension();
  const std::string ending = relative.extension().string();
  if (std::find(kEndings.begin(), kEndings.end(), ending) == kEndings.end()) return "";
  return relative.replace_extension().generic_string();
}

std::string safe_name(std::string name) {
  for (char& c : name)
    if (static_cast<unsigned char>(c) < 0x20 || std::string_view("\\:*?\"<>|").find(c) != std::string_view::npos)
      c = '_';
  if (name.starts_with("/")) name[0] = '_';
  for (std::size_t at = name.find(".."); at != std::string::npos; at = name.find("..")) name.replace(at, 2, "__");
  return name;
}

std::string safe_channel_name(std::string name) {
  std::replace(name.begin(), name.end(), '/', '_');
  return safe_name(std::move(name));
}

Status check_distinct_names(const std::string& place, std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice == names.end()) return {};
  return fail(ErrorKind::kData,
              "two series would both be named '" + *twice + "' (file endings and characters such as : * ? are ignored)")
      .at({.source = place})
      .remedy("rename one");
}

}  // namespace tidegate
