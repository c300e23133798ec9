#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/fleet.h"
#include "cli/keyed.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "cli/verbs.h"
#include "tidegate/options.h"
#include "tidegate/size.h"

namespace tidegate::cli {
namespace {

enum class Form { kText, kJson };

/// What FILE says of the size: a model, or rows to learn from.
struct Sized {
  DetectorSize size;
  std::string what;      ///< "gru-forecaster 32, 3,297 weights"
  std::size_t rows = 0;  ///< to learn from; 0 = a fitted model
  std::size_t channels = 0;
  std::size_t series = 1;  ///< in a folder, its files; of a table with keys, these
};

std::string detector_words(const DetectorConfig& config) {
  return config.detector + " " + option_text(config, "hidden");
}

/// By content, as `info` goes, whatever the name: eight bytes of a header's length, and the header. Eight characters of
/// text would be a length beyond any file's.
bool is_model(const std::string& file) {
  if (file.ends_with(".tidegate")) return true;
  if (file == "-" || is_folder(file)) return false;
  constexpr std::size_t kLength = 8, kSmall = 4;
  std::array<char, kLength + 2> head{};
  std::ifstream in(file, std::ios::binary);
  if (!in.read(head.data(), head.size())) return false;
  const bool sane = std::all_of(head.begin() + kSmall, head.begin() + kLength, [](char c) { return c == 0; });
  return sane && head[kLength] == '{' && head[kLength + 1] == '"';
}

Result<Sized> size_of_model(const std::string& file) {
  const auto detector = Detector::load(file);
  if (!detector) return detector.error();
  return Sized{.size = detector_size(*detector),
               .what = detector_words(detector->config()),
               .rows = 0,
               .channels = detector->info().channels.size(),
               .series = 1};
}

Result<Sized> size_for_data(const std::string& file, const Settings& settings, const Console& console) {
  auto config = detector_config(settings);
  if (!config) return config.error();
  const auto options = reading(settings);
  if (!options) return options.error();
  if (auto fine = check_keyed(file, settings); !fine) return fine.error();
  Sized sized{.size = {}, .what = detector_words(*config), .rows = 0, .channels = 0, .series = 1};
  Result<Series> series;
  if (is_fleet(file, settings)) {
    const auto fleet = Fleet::open(file, settings, console);
    if (!fleet) return fleet.error();
    sized.series = fleet->size();
    series = fleet->read(0, *options);
  } else {
    series = read_series(file, *options);
  }
  if (!series) return series.error();
  if (!series->key_column.empty()) {
    sized.series = series->keys.size();
    if (config->net.window == 0) config->net.window = automatic_window_of_keys(middle_length(key_lengths(*series)));
  }
  sized.rows = series->rows.size();
  sized.channels = series->channels.size();
  const auto size = detector_size(*config, sized.channels, sized.rows);
  if (!size) return size.error();
  sized.size = *size;
  return sized;
}

std::string text_of(const Sized& sized, std::size_t series) {
  const DetectorSize& size = sized.size;
  const auto n = static_cast<double>(series);
  const std::string count = std::to_string(series) + " series";
  const auto line = [](const std::string& key, const std::string& value) {
    return key + std::string(key.size() < 18 ? 18 - key.size() : 1, ' ') + value + "\n";
  };
  std::string text = line("detector", sized.what + " on " + std::to_string(sized.channels) +
                                          (sized.channels == 1 ? " channel" : " channels") + ", " +
                                          std::to_string(size.weights) + " weights");
  text += line("model file", bytes_text(static_cast<double>(size.file)));
  text += line("in memory", bytes_text(static_cast<double>(size.detector)) + ", shared by all its streams");
  text += line("a stream", bytes_text(static_cast<double>(size.stream)) + " by itself, " +
                               bytes_text(static_cast<double>(size.pooled)) + " in a pool" +
                               (size.kinds == 0 ? std::string()
                                                : "; " + bytes_text(static_cast<double>(size.kinds)) +
                                                      " of these for kinds of events (--kinds off saves them)"));
  if (sized.rows > 0)
    text += line("training", "at most " + bytes_text(static_cast<double>(size.training)) + " a thread, beside the " +
                                 std::to_string(sized.rows) + " rows themselves");
  text += line(count, bytes_text(static_cast<double>(size.detector) + n * static_cast<double>(size.pooled)) +
                          " in a pool of one detector; " +
                          bytes_text(n * static_cast<double>(size.detector + size.stream)) + " with one each");
  return text;
}

std::string json_of(const Sized& sized, std::size_t series) {
  const DetectorSize& size = sized.size;
  const nlohmann::ordered_json json = {
      {"detector", sized.what},
      {"channels", sized.channels},
      {"weights", size.weights},
      {"file_bytes", size.file},
      {"detector_bytes", size.detector},
      {"stream_bytes", size.stream},
      {"pooled_series_bytes", size.pooled},
      {"kinds_bytes", size.kinds},
      {"training_bytes", sized.rows > 0 ? nlohmann::ordered_json(size.training) : nlohmann::ordered_json()},
      {"training_rows", sized.rows},
      {"series", series},
      {"shared_bytes", size.detector + series * size.pooled},
      {"own_bytes", series * (size.detector + size.stream)}};
  return json.dump() + "\n";
}

Result<int> run(const std::string& file, const Settings& settings, const Console& console) {
  const auto form = choose_format<Form>(settings, {{"text", Form::kText}, {"json", Form::kJson}});
  if (!form) return form.error();
  if (auto distinct = check_distinct(settings, {file}, {"output"}); !distinct) return distinct.error();
  const auto sized = is_model(file) ? size_of_model(file) : size_for_data(file, settings, console);
  if (!sized) return sized.error();
  const auto asked = whole_number(settings, "series", static_cast<std::int64_t>(sized->series), 1, 1'000'000'000);
  if (!asked) return asked.error();
  const auto series = static_cast<std::size_t>(*asked);
  const std::string text = *form == Form::kJson ? json_of(*sized, series) : text_of(*sized, series);
  if (auto written = write_result(settings, text); !written) return written.error();
  return 0;
}

}  // namespace

Verb size_verb() {
  return {
      .name = "size",
      .summary = "how much memory a detector takes, told before anything is trained",
      .file_help = "a model (.tidegate), or the data to learn from: a file or a folder of files",
      .options = {{"series",
                   "how many series are watched; if not given 1, the files of a folder or the keys of a table", "N"},
                  each_channel_option(),
                  key_option(),
                  format_option("text or json"),
                  output_option()},
      .makes_detector = true,
      .example = "tidegate size examples/data/water-flow.csv --hidden 64 --series 100000",
      .run = run};
}

}  // namespace tidegate::cli
