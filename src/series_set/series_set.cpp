#include "tidegate/series_set.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "series_set/maker.h"
#include "series_set/names.h"

namespace tidegate {
namespace {

/// An input that stands for many files.
struct ManyFiles {
  std::string_view what;        ///< "is a …", where that does not go
  std::string_view help;        ///< as an input, behind "or"
  std::string_view as_a_table;  ///< what is said where one table is wanted
  bool (*is_it)(const std::filesystem::path&);
  MadeSet (*make)(const std::filesystem::path&);
};

constexpr ManyFiles kManyFiles[] = {
    {"folder", "a folder of such files", "is a directory", is_folder, folder_set},
    {"list", "a text file NAME.list that names them, a path a line", "is a list of files", is_list, list_set}};

/// Null for one table.
const ManyFiles* many_files(const std::filesystem::path& input) {
  const auto* found = std::ranges::find_if(kManyFiles, [&](const ManyFiles& one) { return one.is_it(input); });
  return found == std::end(kManyFiles) ? nullptr : found;
}

/// One way to make many series is enough.
Status check_options(const std::filesystem::path& input, const ManyFiles* many, const SetOptions& options) {
  const bool has_ids = !options.reading.key.empty() && options.reading.key != "none";
  const std::string beside =
      many == nullptr ? ""
                      : ", and " + input.string() + " is a " + std::string(many->what) + " whose files are the series";
  if (many != nullptr && options.each_channel)
    return fail(ErrorKind::kUsage, option_named("each-channel") + " takes one file" + beside).about("each-channel");
  if (many != nullptr && has_ids)
    return fail(ErrorKind::kUsage, option_named("key") + " takes one table" + beside)
        .about("key")
        .remedy("put them into one file, or leave out " + option_named("key"));
  if (many != nullptr && options.one_table)
    return fail(ErrorKind::kData, std::string(many->as_a_table))
        .at({.source = input.string()})
        .remedy("name one file in it");
  if (options.each_channel && has_ids)
    return fail(ErrorKind::kUsage,
                option_named("key") + " and " + option_named("each-channel") + " both split one table into series")
        .about("key")
        .remedy("leave out one of them");
  return {};
}

}  // namespace

SeriesSet::SeriesSet(std::shared_ptr<const Maker> maker, std::string name, ReadOptions reading)
    : maker_(std::move(maker)), name_(std::move(name)), reading_(std::move(reading)) {}

Result<SeriesSet> SeriesSet::open(const std::filesystem::path& input, const SetOptions& options,
                                  const Observer& observer) {
  const ManyFiles* many = many_files(input);
  if (auto fine = check_options(input, many, options); !fine) return fine.error();
  auto made = many != nullptr        ? many->make(input)
              : options.each_channel ? channel_set(input, options.reading, observer)
                                     : file_set(input);
  if (!made) return made.error();
  if (auto distinct = check_distinct_names(input.string(), (*made)->file_names); !distinct) return distinct.error();
  return SeriesSet(std::move(*made), input.string(), options.reading);
}

SeriesSet SeriesSet::of(std::vector<Series> series) {
  const ReadOptions reading{.resample = series.empty() ? Duration{0} : series.front().resample};
  return SeriesSet(memory_set(std::move(series)), "series in memory", reading);
}

bool SeriesSet::is_collection(const std::filesystem::path& input, bool each_channel) {
  return each_channel || many_files(input) != nullptr;
}

std::string SeriesSet::collections_help() {
  std::string words;
  for (const ManyFiles& one : kManyFiles) words += (words.empty() ? "" : ", or ") + std::string(one.help);
  return words;
}

const std::string& SeriesSet::name() const { return name_; }
std::size_t SeriesSet::size() const { return maker_->ids.size(); }
bool SeriesSet::is_collection() const { return maker_->is_collection(); }
bool SeriesSet::is_read() const { return maker_->is_read(); }
bool SeriesSet::is_rereadable() const { return maker_->is_rereadable(); }
const std::string& SeriesSet::id(std::size_t table) const { return maker_->ids[table]; }
const std::string& SeriesSet::file_name(std::size_t table) const { return maker_->file_names[table]; }
std::filesystem::path SeriesSet::file(std::size_t table) const { return maker_->file(table); }
const ReadOptions& SeriesSet::reading() const { return reading_; }

Result<std::unique_ptr<Source>> SeriesSet::open_table(std::size_t table, const ReadOptions& reading) const {
  return maker_->open(table, reading);
}

Result<SeriesTable> SeriesSet::read_table(std::size_t table, const ReadOptions& reading) const {
  auto series = maker_->read(table, reading);
  if (!series) return series.error();
  return series_table(std::move(*series));
}

bool SeriesSet::may_have_time() const { return maker_->may_have_time(reading_); }

Status check_replaces_none(const SeriesSet& set, const std::vector<std::filesystem::path>& written) {
  std::error_code none;
  std::set<std::filesystem::path> read;
  for (std::size_t table = 0; table < set.size(); ++table)
    if (const auto file = set.file(table); !file.empty()) read.insert(std::filesystem::weakly_canonical(file, none));
  for (const std::filesystem::path& file : written)
    if (file != "-" && read.contains(std::filesystem::weakly_canonical(file, none)))
      return fail(ErrorKind::kUsage,
                  option_named("output") + ": " + file.string() + " is an input file and would be overwritten")
          .about("output")
          .remedy("choose another place");
  return {};
}

}  // namespace tidegate
