#include "cli/keyed.h"

#include <utility>

#include "cli/fitting.h"
#include "cli/fleet.h"
#include "cli/results.h"
#include "cli/scoring.h"
#include "tidegate/training_part.h"

namespace tidegate::cli {
namespace {

constexpr std::string_view kNoKey = "none";

std::vector<SeriesPart> series_parts(const KeyedSeries& keyed, const std::vector<KeyedPart>& parts) {
  std::vector<SeriesPart> all;
  all.reserve(parts.size());
  for (const KeyedPart& part : parts) all.push_back({keyed.table, part.first, part.last});
  return all;
}

}  // namespace

VerbOption key_option() {
  return {"key", "column that says whose a row is (account, host …): a series for each, one detector for all",
          "COLUMN"};
}

VerbOption train_keys_option() {
  return {"train-keys", "with --key: learn from the first keys only, whole: a share or a number of them", "PART"};
}

bool is_keyed(const Settings& settings, const Detector* detector) {
  if (settings.has("key")) return settings.text("key") != kNoKey;
  return detector != nullptr && !detector->info().key.empty();
}

Status check_keyed(const std::string& file, const Settings& settings) {
  const bool keyed = settings.has("key") && settings.text("key") != kNoKey;
  if (settings.has("train-keys") && !keyed)
    return fail(ErrorKind::kUsage, "--train-keys goes with --key COLUMN, which says whose a row is");
  if (!keyed) return {};
  if (settings.text("key").empty())
    return fail(ErrorKind::kUsage, "--key needs the name of a column; --key none if all rows are of one series");
  if (is_folder(file))
    return fail(ErrorKind::kUsage,
                "--key takes one table; " + file +
                    " is a folder, whose files are series; put them into one file, or leave out --key");
  if (settings.is_on("each-channel"))
    return fail(ErrorKind::kUsage,
                "--key and --each-channel are two ways to make many series of one table; leave out one of them");
  if (settings.is_on("shared"))
    return fail(ErrorKind::kUsage,
                "--shared is for a folder or --each-channel; with --key there is one detector anyway");
  return {};
}

Status check_without_key(const Detector& detector, const Settings& settings) {
  if (detector.info().key.empty() || settings.text("key") == kNoKey) return {};
  return fail(ErrorKind::kModel, "the model was trained with --key " + detector.info().key +
                                     " on one table; give one table, or --key none if each series is of one " +
                                     detector.info().key);
}

std::vector<std::size_t> key_lengths(const Series& table) {
  std::vector<std::size_t> lengths(table.keys.size(), 0);
  for (const std::uint32_t key : table.rows.key) ++lengths[key];
  return lengths;
}

Result<KeyedSeries> read_keyed(const std::string& file, const ReadOptions& options, const Console& console) {
  auto table = read_series(file, options);
  if (!table) return table.error();
  tell_notes(table->notes, console);
  console.say("note: " + std::to_string(table->keys.size()) +
              (table->keys.size() == 1 ? " key" : " keys, each a series of its own") + " (" + table->key_column + ")");
  return group_by_key(std::move(*table));
}

Result<KeyedFit> fit_keyed(const KeyedSeries& keyed, const Settings& settings, std::string_view otherwise,
                           const Console& console) {
  const std::string_view all_rows = settings.has("train-keys") ? "1.0" : otherwise;
  const auto parts = training_parts(keyed, settings.text("train-part", all_rows), settings.text("train-keys"));
  if (!parts) return parts.error();
  auto detector = fit_parts(series_parts(keyed, *parts), settings, console);
  if (!detector) return detector.error();
  KeyedFit fit{.detector = std::move(*detector), .learned = std::vector<std::size_t>(keyed.keys(), 0)};
  fit.keys = parts->size();
  for (const KeyedPart& part : *parts) {
    fit.learned[part.key] = part.last - part.first + 1;
    fit.rows += fit.learned[part.key];
  }
  return fit;
}

Result<int> train_keyed(const std::string& file, const Settings& settings, const Console& console, bool json) {
  const auto options = reading(settings);
  if (!options) return options.error();
  if (auto writable = check_writable(settings, {"model", "output", "checkpoint"}); !writable) return writable.error();
  const auto keyed = read_keyed(file, *options, console);
  if (!keyed) return keyed.error();
  const auto fit = fit_keyed(*keyed, settings, "1.0", console);
  if (!fit) return fit.error();
  return save_detector(fit->detector, settings, json);
}

}  // namespace tidegate::cli
