#include <algorithm>
#include <map>
#include <system_error>

#include "base/text.h"
#include "read/byte_input.h"
#include "series_set/maker.h"
#include "series_set/names.h"

namespace tidegate {
namespace {

namespace fs = std::filesystem;

Result<std::string> whole_text(const fs::path& list) {
  const auto input = open_input(list);
  if (!input) return input.error();
  std::string text;
  char block[4096];
  while (true) {
    const auto count = (*input)->read(block);
    if (!count) return count.error();
    if (*count == 0) return text;
    text.append(block, *count);
  }
}

/// A line that names a file.
struct ListLine {
  std::size_t number = 0;
  std::string path, name;  ///< as written; the name may be empty
};

/// Without empty lines and remarks.
std::vector<ListLine> lines_of(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<ListLine> lines;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") == std::string_view::npos || line.starts_with('#')) continue;
    const std::size_t tab = std::min(line.find('\t'), line.size());
    lines.push_back(
        {number, std::string(line.substr(0, tab)), std::string(line.substr(std::min(tab + 1, line.size())))});
  }
  return lines;
}

/// As in a folder; files with other endings lose these too.
std::string name_of(const ListLine& line) {
  if (!line.name.empty()) return line.name;
  const std::string name = series_name(line.path);
  return name.empty() ? fs::path(line.path).replace_extension().generic_string() : name;
}

class ListReader {
 public:
  explicit ListReader(const fs::path& list) : list_(list) {}

  Result<std::vector<NamedFile>> read(const std::vector<ListLine>& lines) {
    for (const ListLine& line : lines)
      if (auto taken = take(line); !taken) return taken.error();
    if (!files_.empty()) return std::move(files_);
    return fail(ErrorKind::kData, "names no file").at({.source = list_.string()}).remedy("write one path a line");
  }

 private:
  Error wrong(const ListLine& line, std::string problem, std::string remedy) const {
    return fail(ErrorKind::kData, std::move(problem))
        .at({.source = list_.string(), .line = line.number})
        .remedy(std::move(remedy));
  }

  Status take(const ListLine& line) {
    if (line.path.empty()) return wrong(line, "no path before the tab", "write PATH, a tab and the series' name");
    if (line.name.find('\t') != std::string::npos)
      return wrong(line, "more than two fields", "write PATH, a tab and the series' name");
    const fs::path file = list_.parent_path() / line.path;
    std::error_code none;
    if (fs::is_directory(file, none))
      return wrong(line, "'" + line.path + "' is a folder", "name the files in it, or give the folder itself");
    if (!fs::exists(file, none))
      return wrong(line, "there is no file '" + line.path + "'",
                   "correct the path, which begins at the list's folder, or take the line out");
    const auto [same, is_new] = by_file_.emplace(fs::weakly_canonical(file, none), line.number);
    if (!is_new)
      return wrong(line, "'" + line.path + "' stands already in line " + count_text(same->second), "take one out");
    const std::string name = name_of(line);
    const auto [other, is_free] = by_name_.emplace(safe_name(name), line.number);
    if (!is_free)
      return wrong(line, "the series of line " + count_text(other->second) + " is named '" + name + "' too",
                   "write another name behind the path, after a tab");
    files_.push_back({file, name});
    return {};
  }

  const fs::path& list_;
  std::map<fs::path, std::size_t> by_file_;  // the lines they stand in
  std::map<std::string, std::size_t> by_name_;
  std::vector<NamedFile> files_;
};

}  // namespace

bool is_list(const fs::path& input) { return input.extension() == ".list"; }

MadeSet list_set(const fs::path& list) {
  const auto text = whole_text(list);
  if (!text) return text.error();
  auto files = ListReader(list).read(lines_of(*text));
  if (!files) return files.error();
  return files_set(std::move(*files));
}

}  // namespace tidegate
