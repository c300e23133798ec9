// What the formats have in common: files of a folder, series with labels, the split into two parts.
#pragma once
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "data_set/format.h"
#include "tidegate/source.h"

namespace tidegate {

/// Files below a folder whose names end so, sorted by path; hidden ones are passed by. None if it is no folder.
std::vector<std::filesystem::path> files_ending(const std::filesystem::path& folder, std::string_view ending);

/// An entry for each: its name is the path in the folder without the ending, its family the folder it lies in, or else
/// its name up to the last of `separators`.
std::vector<DataSetEntry> entries_of(const std::filesystem::path& folder,
                                     const std::vector<std::filesystem::path>& files, std::string_view separators = "");

/// A whole text file. Errors: kData.
Result<std::string> read_text(const std::filesystem::path& file);

/// Numbers with white space, commas or semicolons between them, whatever the lines. Errors: kData naming file and line
/// of what is none.
Result<std::vector<double>> read_number_list(const std::filesystem::path& file);

/// A series of one channel "value" without times.
Series series_of(const std::string& source, const std::vector<double>& values);

/// A file with a label column; an empty `options.label` is the first column whose name is that of a label. Others of
/// such names are no channels, either. Errors: of the reader; kData (no label column).
Result<Series> read_labelled(const std::filesystem::path& file, ReadOptions options);

/// Runs of rows whose label is not 0, in order.
std::vector<LabelledAnomaly> anomalies_of(const std::vector<std::int8_t>& labels);

/// The first `training_rows` of a series to learn from, the others to be judged; its labels become anomalies, if it has
/// some. Errors: kData (either part would have no row).
Result<LabelledSeries> split(Series whole, std::size_t training_rows);

/// `read_labelled`, split in halves.
Result<LabelledSeries> read_halves(const std::filesystem::path& file, const ReadOptions& options);

}  // namespace tidegate
