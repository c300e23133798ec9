// Files of the forms that data sets have, made in a folder of the test's own.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "temporary_folder.h"
#include "tidegate/data_set.h"

namespace tidegate::testing_support {

inline void write_text(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

/// A .npy file of float64, row after row.
inline void write_npy(const std::filesystem::path& file, std::size_t rows, std::size_t cols,
                      const std::vector<double>& values) {
  std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + std::to_string(rows) + ", " +
                       std::to_string(cols) + "), }";
  header.resize(117, ' ');
  header += '\n';
  std::string bytes = "\x93NUMPY";
  bytes += '\x01';
  bytes += '\0';
  bytes += static_cast<char>(header.size());
  bytes += '\0';
  bytes += header;
  bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(double));
  write_text(file, bytes);
}

/// "0,1,2…" of so many rows, each row's number as its value.
inline std::vector<double> counting(std::size_t count) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(static_cast<double>(i));
  return values;
}

/// "4-6 9-9": first and last rows, as in labels; empty = none.
inline std::string extents(const LabelledSeries& series) {
  std::string text;
  for (const LabelledAnomaly& anomaly : series.anomalies)
    text += (text.empty() ? "" : " ") + std::to_string(anomaly.rows.begin) + "-" + std::to_string(anomaly.rows.end - 1);
  return text;
}

/// The only series of a folder.
inline LabelledSeries only_series(std::string_view format, const std::filesystem::path& folder,
                                  const DataSetOptions& options = {}) {
  const auto set = DataSet::open(format, folder, options);
  EXPECT_TRUE(set) << set.error().message();
  EXPECT_EQ(set->size(), 1U);
  auto series = set->read(0);
  EXPECT_TRUE(series) << series.error().message();
  return std::move(*series);
}

}  // namespace tidegate::testing_support
