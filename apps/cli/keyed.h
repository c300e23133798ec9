// One table whose rows belong to many accounts, hosts, patients …: a series for each, and one detector for all.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "cli/console.h"
#include "cli/settings.h"
#include "tidegate/detector.h"
#include "tidegate/keys.h"
#include "tidegate/sink.h"

namespace tidegate::cli {

VerbOption key_option();
VerbOption train_keys_option();

/// --key is given, or else the detector (if there is one) was trained with it; not with --key none.
bool is_keyed(const Settings& settings, const Detector* detector = nullptr);

/// Errors: kUsage where --key or --train-keys does not go with what else is said.
Status check_keyed(const std::string& file, const Settings& settings);

/// Errors: kModel if a detector of a table with keys is to work on whole files, without --key none.
Status check_without_key(const Detector& detector, const Settings& settings);

/// Rows of each key, by number.
std::vector<std::size_t> key_lengths(const Series& table);

/// The table by keys, with words on what the reader met. Errors: of the reader.
Result<KeyedSeries> read_keyed(const std::string& file, const ReadOptions& options, const Console& console);

/// A detector for all keys, and how many leading rows of each it learned from.
struct KeyedFit {
  Detector detector;
  std::vector<std::size_t> learned;  ///< one entry a key; empty if the detector was loaded
  std::size_t rows = 0, keys = 0;    ///< learned from
};

/// `otherwise` stands for --train-part; with --train-keys it is all rows. Errors as Detector::train.
Result<KeyedFit> fit_keyed(const KeyedSeries& keyed, const Settings& settings, std::string_view otherwise,
                           const Console& console);

Result<int> train_keyed(const std::string& file, const Settings& settings, const Console& console, bool json);

/// One output for all, in the input's order, with the key of each row; memory grows with the keys, not with the rows.
Result<int> score_keyed(const std::string& file, const Detector& detector, ScoreFormat format, const Settings& settings,
                        const Console& console);

/// The events of all keys, each with its key, and what came of each key. Without a detector the leading part of each
/// key is learned from.
Result<int> detect_keyed(const std::string& file, const std::optional<Detector>& given, EventFormat format,
                         const Settings& settings, const Console& console);

}  // namespace tidegate::cli
