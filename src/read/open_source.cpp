// Opens an input with the reader that its content asks for.
#include "base/text.h"
#include "read/block_buffer.h"
#include "read/category_source.h"
#include "read/csv_reader.h"
#include "read/input_format.h"
#include "read/json_reader.h"
#include "read/label_windows.h"
#include "read/npy_source.h"
#include "read/resample_source.h"
#include "read/row_block.h"
#include "read/text_source.h"
#include "tidegate/source.h"

namespace tidegate {
namespace {

constexpr std::size_t kHeadBytes = 4096;

template <class Reader>
Result<std::unique_ptr<Source>> text_source(Result<std::unique_ptr<Reader>> reader, const ReadOptions& options) {
  if (!reader) return reader.error();
  auto source = TextSource::open(std::move(*reader), options);
  if (!source) return source.error();
  if ((*source)->categories().empty()) return std::unique_ptr<Source>(std::move(*source));
  return CategorySource::wrap(std::move(*source), options.stop_requested);
}

/// An array has neither names nor texts.
Status check_numbers(const std::string& name, const ReadOptions& options) {
  const bool keyed = !options.key.empty() ? options.key != "none" : !options.preferred_key.empty();
  if (!keyed && options.categories.empty()) return {};
  const char* const option = keyed ? "key" : "categories";
  Error error =
      fail(ErrorKind::kUsage, option_named(option) + " names a text column, but a .npy file contains only numbers")
          .at({.source = name})
          .about(option)
          .remedy_below("give CSV or JSON lines");
  if (keyed) error.remedies.push_back(option_named("key", "none") + " if all rows belong to one series");
  return error;
}

Result<std::unique_ptr<Source>> open_format(InputFormat format, BlockBuffer buffer, const ReadOptions& options) {
  switch (format) {
    case InputFormat::kNpy:
      if (auto numbers = check_numbers(buffer.name(), options); !numbers) return numbers.error();
      return NpySource::open(std::move(buffer), options);
    case InputFormat::kJsonLines:
      return text_source(JsonReader::open(std::move(buffer)), options);
    default:
      return text_source(CsvReader::open(std::move(buffer), options), options);
  }
}

/// The format asked for must not contradict the content where that is beyond doubt.
Result<InputFormat> choose_format(const BlockBuffer& buffer, InputFormat wanted) {
  auto found = detect_format(buffer.name(), buffer.pending().substr(0, kHeadBytes));
  if (!found || wanted == InputFormat::kAuto || wanted == *found) return found;
  const std::string remedy = "leave out " + option_named("format-in") + " to detect the format";
  if (wanted == InputFormat::kNpy)
    return fail(ErrorKind::kData, "is not a .npy file")
        .at({.source = buffer.name()})
        .about("format-in")
        .remedy_below(remedy);
  if (*found == InputFormat::kNpy)
    return fail(ErrorKind::kData, "is a .npy file, not text")
        .at({.source = buffer.name()})
        .about("format-in")
        .remedy_below(remedy);
  return wanted;
}

}  // namespace

Result<std::unique_ptr<Source>> open_source(const std::filesystem::path& path, const ReadOptions& options) {
  auto input = open_input(path);
  if (!input) return input.error();
  BlockBuffer buffer(std::move(*input));
  if (const Status filled = buffer.fill_to(kHeadBytes); !filled) return filled.error();
  const auto format = choose_format(buffer, options.format);
  if (!format) return format.error();
  auto source = open_format(*format, std::move(buffer), options);
  if (!source || options.resample == Duration::zero()) return source;
  return ResampleSource::wrap(std::move(*source), options.resample);
}

const std::string& Source::key_column() const {
  static const std::string none;
  return none;
}

const std::vector<std::string>& Source::keys() const {
  static const std::vector<std::string> none;
  return none;
}

Result<Series> read_all(Source& source, const std::function<bool()>& stop_requested) {
  Series series;
  series.source = source.name();
  series.time_column = source.time_column();
  series.key_column = source.key_column();
  series.channels = source.channels();
  series.rows.values = Matrix<double>(0, source.channels().size());
  Rows block;
  for (;;) {
    const auto more = source.next(block);
    if (!more) return more.error();
    if (!*more) break;
    if (stop_requested && stop_requested())
      return fail(ErrorKind::kInterrupted, "interrupted while reading").at({.source = source.name()});
    append_rows(series.rows, block);
  }
  series.notes = source.notes();
  series.keys = source.keys();
  return series;
}

Result<Series> read_series(const std::filesystem::path& path, const ReadOptions& options) {
  auto source = open_source(path, options);
  if (!source) return source.error();
  auto series = read_all(**source, options.stop_requested);
  if (!series) return series;
  series->resample = options.resample;
  if (options.label_windows.empty()) return series;
  if (!series->rows.label.empty())
    return fail(ErrorKind::kUsage,
                option_named("label") + " and " + option_named("label-windows") + " exclude each other")
        .about("label")
        .remedy("give only one");
  if (auto labelled = label_by_windows(options.label_windows, options.time_zone, *series); !labelled)
    return labelled.error();
  return series;
}

}  // namespace tidegate
