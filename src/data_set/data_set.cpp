#include "tidegate/data_set.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "base/sha256.h"
#include "base/text.h"
#include "data_set/parts.h"
#include "data_set/unpack.h"

namespace tidegate {

struct DataSet::Impl {
  const DataSetFormat* format;
  std::filesystem::path folder;
  DataSetOptions options;
  std::vector<DataSetEntry> entries;
};

namespace {

namespace fs = std::filesystem;

constexpr const DataSetFormat* kFormats[] = {&kNabFormat, &kSmapMslFormat, &kUcrFormat,  &kSmdFormat,   &kYahooFormat,
                                             &kTsbFormat, &kSkabFormat,    &kMgabFormat, &kCloudFormat, &kMerlionFormat,
                                             &kAsdFormat, &kKpiFormat,     &kCsvFormat};

Result<const DataSetFormat*> find_format(std::string_view name) {
  std::vector<std::string> names;
  for (const DataSetFormat* format : kFormats) {
    if (format->info.name == name) return format;
    names.emplace_back(format->info.name);
  }
  const std::string near = nearest_word(name, names);
  Error error = fail(ErrorKind::kUsage, "'" + std::string(name) + "' is no data set; there are " + join(names));
  if (!near.empty()) return std::move(error).remedy("did you mean '" + near + "'?");
  return error;
}

bool is_archive(const fs::path& file) {
  std::error_code none;
  return file.string().ends_with(".tar.zst") && fs::is_regular_file(file, none);
}

/// Archives as published have other names than the format, now and then.
std::vector<fs::path> archives_in(const fs::path& folder, std::string_view format) {
  std::vector<fs::path> archives;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder, none)) {
    const std::string name = entry.path().filename().string();
    if (is_archive(entry.path()) && name.starts_with(format)) archives.push_back(entry.path());
  }
  std::ranges::sort(archives);
  return archives;
}

struct Found {
  fs::path folder;
  std::vector<DataSetEntry> entries;
};

/// The first of these places that holds series of the format.
Result<Found> look_in(const DataSetFormat& format, const std::vector<fs::path>& places, const DataSetOptions& options) {
  for (const fs::path& place : places) {
    auto entries = format.list(place, options);
    if (!entries) return entries.error();
    if (!entries->empty()) return Found{place, std::move(*entries)};
  }
  return Found{};
}

/// What an archive was unpacked to: as a rule it holds one folder.
std::vector<fs::path> places_of(const fs::path& unpacked_archive) {
  std::vector<fs::path> places;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(unpacked_archive, none)) places.push_back(entry.path());
  if (places.size() != 1) places.clear();
  places.push_back(unpacked_archive);
  return places;
}

Result<Found> find_series(const DataSetFormat& format, const fs::path& folder, const DataSetOptions& options) {
  std::vector<fs::path> archives = {folder};
  if (!is_archive(folder)) {
    auto found = look_in(format, {folder / format.info.name, folder}, options);
    if (!found || !found->entries.empty()) return found;
    archives = archives_in(folder, format.info.name);
  }
  for (const fs::path& archive : archives) {
    const auto inside = unpacked(archive);
    if (!inside) return inside.error();
    auto found = look_in(format, places_of(*inside), options);
    if (!found || !found->entries.empty()) return found;
  }
  return fail(ErrorKind::kData, "holds no series of " + std::string(format.info.title))
      .at({.source = folder.string()})
      .about("data")
      .remedy("expected " + std::string(format.info.expected) + ", there or in a folder '" +
              std::string(format.info.name) + "', or an archive " + std::string(format.info.name) + "*.tar.zst");
}

/// * stands for any characters; a pattern may lie anywhere in the text.
bool matches(std::string_view text, std::string_view pattern) {
  std::size_t at = 0;
  while (!pattern.empty()) {
    const std::size_t star = std::min(pattern.find('*'), pattern.size());
    const std::size_t found = text.find(pattern.substr(0, star), at);
    if (found == std::string_view::npos) return false;
    at = found + star;
    pattern.remove_prefix(std::min(star + 1, pattern.size()));
  }
  return true;
}

/// The half that a group belongs to, by its name alone.
std::string_view half_of(const DataSetEntry& entry) {
  const std::string digest = sha256_hex(entry.group.empty() ? entry.name : entry.group);
  return digest.front() < '8' ? "explore" : "confirm";
}

Status keep_half(std::vector<DataSetEntry>& entries, const std::string& half) {
  if (half.empty()) return {};
  if (half != "explore" && half != "confirm")
    return fail(ErrorKind::kUsage, option_named("half") + ": '" + half + "' is neither explore nor confirm")
        .about("half");
  std::erase_if(entries, [&](const DataSetEntry& entry) { return half_of(entry) != half; });
  return {};
}

/// Names, or names of files, a line each; what stands behind a comma does not count. Lists have a heading, or none.
Status keep_listed(std::vector<DataSetEntry>& entries, const fs::path& list) {
  if (list.empty()) return {};
  const auto text = read_text(list);
  if (!text) return text.error();
  std::set<std::string, std::less<>> wanted;
  std::istringstream lines(*text);
  for (std::string line; std::getline(lines, line);) wanted.insert(line.substr(0, line.find_first_of(",\r")));
  std::erase_if(entries, [&](const DataSetEntry& entry) {
    return !wanted.contains(entry.name) && !wanted.contains(entry.file.filename().string());
  });
  return {};
}

/// `limit` of them, from the first to the last, as evenly as can be.
void spread(std::vector<DataSetEntry>& entries, std::size_t limit) {
  if (limit == 0 || limit >= entries.size()) return;
  std::vector<DataSetEntry> kept;
  for (std::size_t i = 0; i < limit; ++i) kept.push_back(entries[i * entries.size() / limit]);
  entries = std::move(kept);
}

}  // namespace

std::vector<DataSetInfo> data_set_formats() {
  std::vector<DataSetInfo> all;
  for (const DataSetFormat* format : kFormats) all.push_back(format->info);
  return all;
}

Result<DataSet> DataSet::open(std::string_view format, const fs::path& folder, const DataSetOptions& options) {
  const auto known = find_format(format);
  if (!known) return known.error();
  auto found = find_series(**known, folder, options);
  if (!found) return found.error();
  std::erase_if(found->entries, [&](const DataSetEntry& entry) { return !matches(entry.name, options.only); });
  if (auto kept = keep_listed(found->entries, options.list); !kept) return kept.error();
  if (auto kept = keep_half(found->entries, options.half); !kept) return kept.error();
  if (found->entries.empty())
    return fail(ErrorKind::kUsage, option_named("only") + ", " + option_named("list") + " and " + option_named("half") +
                                       " leave no series")
        .about("only")
        .remedy("give a part of a series' name");
  spread(found->entries, options.limit);
  return DataSet(std::make_shared<const Impl>(Impl{*known, found->folder, options, std::move(found->entries)}));
}

DataSet::DataSet(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

const DataSetInfo& DataSet::info() const { return impl_->format->info; }
std::size_t DataSet::size() const { return impl_->entries.size(); }
const std::string& DataSet::name(std::size_t series) const { return impl_->entries[series].name; }
const std::string& DataSet::family(std::size_t series) const { return impl_->entries[series].family; }

std::vector<DataSetFault> DataSet::faults() const {
  std::vector<DataSetFault> faults;
  for (const DataSetFault& fault : impl_->format->faults)
    if (fault.series.empty() ||
        std::ranges::find(impl_->entries, fault.series, &DataSetEntry::name) != impl_->entries.end())
      faults.push_back(fault);
  return faults;
}

Result<LabelledSeries> DataSet::read(std::size_t series) const {
  const DataSetEntry& entry = impl_->entries[series];
  auto read = impl_->format->read(impl_->folder, entry, impl_->options);
  if (!read) return read;
  read->name = entry.name;
  read->family = entry.family;
  return read;
}

}  // namespace tidegate
