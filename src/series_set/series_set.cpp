#include "tidegate/series_set.h"

#include "series_set/maker.h"
#include "series_set/names.h"

namespace tidegate {
namespace {

bool is_folder(const std::filesystem::path& path) {
  std::error_code none;
  return std::filesystem::is_directory(path, none);
}

/// One way to make many series is enough.
Status check_options(const std::filesystem::path& input, const SetOptions& options) {
  const bool has_ids = !options.reading.key.empty() && options.reading.key != "none";
  if (is_folder(input) && options.each_channel)
    return fail(ErrorKind::kUsage, option_named("each-channel") + " takes one file, and " + input.string() +
                                       " is a folder whose files are the series")
        .about("each-channel");
  if (is_folder(input) && has_ids)
    return fail(ErrorKind::kUsage, option_named("key") + " takes one table, and " + input.string() +
                                       " is a folder whose files are the series")
        .about("key")
        .remedy("put them into one file, or leave out " + option_named("key"));
  if (is_folder(input) && options.one_table)
    return fail(ErrorKind::kData, "is a directory").at({.source = input.string()}).remedy("name one file in it");
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
  if (auto fine = check_options(input, options); !fine) return fine.error();
  auto made = is_folder(input)       ? folder_set(input)
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

const std::string& SeriesSet::name() const { return name_; }
std::size_t SeriesSet::size() const { return maker_->ids.size(); }
bool SeriesSet::is_collection() const { return maker_->is_collection(); }
bool SeriesSet::is_read() const { return maker_->is_read(); }
bool SeriesSet::is_rereadable() const { return maker_->is_rereadable(); }
const std::string& SeriesSet::id(std::size_t table) const { return maker_->ids[table]; }
const std::string& SeriesSet::file_name(std::size_t table) const { return maker_->file_names[table]; }
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

}  // namespace tidegate
