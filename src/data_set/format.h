// What a data set's format must bring along: one file, one line in the table of data_set.cpp.
#pragma once
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "tidegate/data_set.h"

namespace tidegate {

/// A series of a data set, before it is read.
struct DataSetEntry {
  std::string name, family;
  std::filesystem::path file;  ///< its first or only one
  std::string group{};         ///< of series that are versions of one another; empty = its name
};

struct DataSetFormat {
  DataSetInfo info;
  /// The series in a folder, sorted; none if it is not of this format. Errors: kData.
  Result<std::vector<DataSetEntry>> (*list)(const std::filesystem::path& folder, const DataSetOptions& options);
  /// `folder`: as of `list`. Name and family are filled in afterwards. Errors: kData.
  Result<LabelledSeries> (*read)(const std::filesystem::path& folder, const DataSetEntry& entry,
                                 const DataSetOptions& options);
  std::span<const DataSetFault> faults{};
};

extern const DataSetFormat kNabFormat, kSmapMslFormat, kUcrFormat, kSmdFormat, kAsdFormat, kYahooFormat, kTsbFormat,
    kSkabFormat, kMgabFormat, kKpiFormat, kCloudFormat, kMerlionFormat, kCsvFormat;

}  // namespace tidegate
