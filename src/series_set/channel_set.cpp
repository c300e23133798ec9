#include "series_set/bins.h"
#include "series_set/maker.h"
#include "series_set/memory_source.h"
#include "series_set/names.h"

namespace tidegate {
namespace {

/// One column of a table, with its times and labels.
Series one_channel(const Series& table, std::size_t channel) {
  Series series;
  series.source = table.channels[channel].name;
  series.time_column = table.time_column;
  series.channels = {{"value", table.channels[channel].unit}};
  series.resample = table.resample;
  series.notes.rows = table.rows.size();
  Rows& rows = series.rows;
  rows.values = Matrix<double>(table.rows.size(), 1);
  for (std::size_t t = 0; t < table.rows.size(); ++t) rows.values(t, 0) = table.rows.values(t, channel);
  rows.time = table.rows.time;
  rows.utc_offset_minutes = table.rows.utc_offset_minutes;
  rows.label = table.rows.label;
  rows.time_chars = table.rows.time_chars;
  rows.time_ends = table.rows.time_ends;
  return series;
}

class ChannelSet final : public SeriesSet::Maker {
 public:
  explicit ChannelSet(Series table) : table_(std::move(table)) {
    for (const Channel& channel : table_.channels) {
      ids.push_back(channel.name);
      file_names.push_back(safe_channel_name(channel.name));
    }
  }

  bool is_read() const override { return true; }
  Result<std::unique_ptr<Source>> open(std::size_t table, const ReadOptions& reading) const override {
    if (auto fits = check_bins(table_.resample, reading); !fits) return fits.error();
    return std::unique_ptr<Source>(std::make_unique<MemorySource>(one_channel(table_, table)));
  }
  Result<Series> read(std::size_t table, const ReadOptions& reading) const override {
    if (auto fits = check_bins(table_.resample, reading); !fits) return fits.error();
    return one_channel(table_, table);
  }
  bool may_have_time(const ReadOptions&) const override { return table_.rows.has_time(); }

 private:
  Series table_;
};

}  // namespace

MadeSet channel_set(const std::filesystem::path& file, const ReadOptions& reading, const Observer& observer) {
  auto table = read_series(file, reading);
  if (!table) return table.error();
  for (std::string& text : reading_notes(table->notes)) observer.note(NoteKind::kInput, std::move(text));
  observer.note(NoteKind::kInput, std::to_string(table->channels.size()) + " channels, each a separate series");
  return std::make_unique<ChannelSet>(std::move(*table));
}

}  // namespace tidegate
